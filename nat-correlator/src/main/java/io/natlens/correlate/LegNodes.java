package io.natlens.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The node of each living leg, by its stage and number: the latest, where a leg has had several connections. */
final class LegNodes {
    private final @Nullable Node[][] nodes;

    LegNodes(int stages) {
        nodes = new Node[stages][1024];
    }

    /** Takes a leg's first node, or the next one. */
    void put(Node node) {
        int leg = node.leg.number();
        if (leg >= nodes[node.stage].length) {
            nodes[node.stage] = Arrays.copyOf(nodes[node.stage], leg * 2);
        }
        nodes[node.stage][leg] = node;
    }

    /** @throws IllegalStateException if no such leg lives */
    Node get(int stage, int leg) {
        Node node = nodes[stage][leg];
        if (node == null) {
            throw new IllegalStateException("leg " + leg + " of stage " + stage + " has not started");
        }
        return node;
    }

    /** The latest node of a node's leg; the node itself if that has been removed. */
    Node latest(Node node) {
        Node latest = nodes[node.stage][node.leg.number()];
        return latest != null && latest.leg == node.leg ? latest : node;
    }

    /** Whether the node is its leg's latest, and has not been removed. */
    boolean isLatest(Node node) {
        return nodes[node.stage][node.leg.number()] == node;
    }

    /** Forgets a leg, whose latest node this is. */
    void remove(Node node) {
        nodes[node.stage][node.leg.number()] = null;
    }
}
