package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The legs of one connection, each turned so that their directions agree. */
final class Group {
    private final List<Node> nodes = new ArrayList<>(2);
    private final List<Edge> edges = new ArrayList<>(0);

    /** The flow's number; 0 until {@link Relations} has given one. */
    long id;

    /** What the group is told as; null until it has been built. */
    @Nullable
    Flow flow;

    Group(Node node) {
        nodes.add(node);
        node.group = this;
        node.orientation = 0;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The ties that hold the group together: one less than it has legs. */
    List<Edge> edges() {
        return edges;
    }

    /** Whether each of {@link #edges} has a packet, so that none of them rests on something else alone. */
    boolean isTiedByPackets() {
        for (Edge edge : edges) {
            if (edge.exact() == 0) {
                return false;
            }
        }
        return true;
    }

    /** Nanoseconds since the epoch. */
    long firstSeen() {
        long first = Long.MAX_VALUE;
        for (Node node : nodes) {
            first = Math.min(first, node.firstSeen());
        }
        return first;
    }

    boolean hasLegAt(CapturePoint point) {
        for (Node node : nodes) {
            if (node.leg.point() == point) {
                return true;
            }
        }
        return false;
    }

    boolean sharesAPointWith(Group other) {
        for (Node node : other.nodes) {
            if (hasLegAt(node.leg.point())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether both have legs of one point that see packets of the same direction, and not one after the other's.
     *
     * @param edge ties the groups
     */
    boolean meets(Group other, Edge edge) {
        for (Node its : other.nodes) {
            for (Node mine : nodes) {
                boolean samePoint = mine.leg.point() == its.leg.point();
                if (samePoint
                        && mine.seesDirectionsOf(its, mine.orientation ^ edge.turn() ^ its.orientation)
                        && !edge.renumbers(mine, its)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether all legs have one tuple, so that no translation was found. */
    boolean isPlain() {
        Node first = nodes.get(0);
        for (Node node : nodes) {
            if (!node.leg.tuple(node.orientation).equals(first.leg.tuple(first.orientation))) {
                return false;
            }
        }
        return true;
    }

    /** Takes all legs of another group, to which the edge leads. */
    void join(Group other, Edge edge) {
        int turn = edge.turn();
        for (Node node : other.nodes) {
            node.orientation = (byte) (node.orientation ^ turn);
            node.group = this;
        }
        nodes.addAll(other.nodes);
        edges.addAll(other.edges);
        edges.add(edge);
    }
}
