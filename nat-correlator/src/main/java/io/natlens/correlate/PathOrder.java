package io.natlens.correlate;

import io.natlens.host.Role;
import io.natlens.host.Roles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The legs of a group in the order in which they lie between initiator and responder.
 *
 * <p>A leg's place is how far behind the first point it sees the initiator's packets, less how far behind the first point
 * it sees the responder's: routers passed, and where those are equal, time. Whatever makes a point late in both
 * directions, be it another clock or a copy handed out after the original, cancels out.
 */
final class PathOrder {
    /** A router weighs more than any delay, in nanoseconds. */
    private static final double ROUTER = 1e15;

    private final List<Node> nodes;
    private final int original;
    private final Roles roles;
    private final Map<Node, Double> places = new HashMap<>();

    /** @param original the group's direction in which the initiator's packets go */
    PathOrder(List<Node> nodes, int original, Roles roles) {
        this.nodes = nodes;
        this.original = original;
        this.roles = roles;
    }

    /** From the initiator to the responder. */
    List<Node> sorted() {
        List<Node> both = nodes.stream()
                .filter(node -> has(node, original) && has(node, 1 - original))
                .toList();
        for (Node node : both) {
            places.put(node, behind(node, original) - behind(node, 1 - original));
        }
        for (Node node : nodes) {
            if (!places.containsKey(node)) {
                places.put(node, placeBeside(both, node));
            }
        }
        List<Node> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.<Node>comparingDouble(places::get)
                .thenComparingInt(this::byDirections)
                .thenComparing(this::nearerByKind));
        settleNeighbours(sorted);
        for (Node bridge : nodes) {
            if (roles.of(bridge.leg.point()) == Role.BRIDGE) {
                moveInward(bridge, sorted);
            }
        }
        return sorted;
    }

    /**
     * Exchanges neighbours that the packets of both put the other way round. A place is a mean over the packets that a
     * point has seen; if it missed some, that of its neighbour is over others.
     */
    private void settleNeighbours(List<Node> sorted) {
        for (int pass = 1; pass < sorted.size(); pass++) {
            for (int i = sorted.size() - 1; i >= pass; i--) {
                if (isBehind(sorted.get(i - 1), sorted.get(i))) {
                    Collections.swap(sorted, i - 1, i);
                }
            }
        }
    }

    /** Whether packets that both have seen, not routed in between, come to the first later than to the second. */
    private boolean isBehind(Node node, Node other) {
        Edge edge = node.edgeTo(other, node.orientation ^ other.orientation);
        if (edge == null || !isSameTtl(node, other, original) || !isSameTtl(node, other, 1 - original)) {
            return false;
        }
        DelaySamples there = edge.delays(original ^ edge.first.orientation);
        DelaySamples back = edge.delays((1 - original) ^ edge.first.orientation);
        if (there == null || back == null) {
            return false;
        }
        long secondBehindFirst = there.median() - back.median();
        return edge.first == node ? secondBehindFirst < 0 : secondBehindFirst > 0;
    }

    /**
     * Puts a bridge on the inner side of a NIC or tunnel that is its port. Linux forwards a frame before it hands a copy
     * to the bridge's own interface (net/bridge/br_input.c), so that by time the bridge may lie beyond its port.
     */
    private void moveInward(Node bridge, List<Node> sorted) {
        int at = sorted.indexOf(bridge);
        int first = at;
        while (first > 0 && isPortOf(bridge, sorted.get(first - 1))) {
            first--;
        }
        int last = at;
        while (last < sorted.size() - 1 && isPortOf(bridge, sorted.get(last + 1))) {
            last++;
        }
        boolean inside = isInitiatorInside();
        if (inside && last == sorted.size() - 1) {
            sorted.remove(at);
            sorted.add(first, bridge);
        } else if (!inside && first == 0) {
            sorted.remove(at);
            sorted.add(last, bridge);
        }
    }

    /** Whether an outer point carries the bridge's frames, not routed in between. */
    private boolean isPortOf(Node bridge, Node node) {
        Role role = roles.of(node.leg.point());
        boolean outer = role == Role.NIC || role == Role.TUNNEL;
        boolean sameForm =
                node.leg.tuple(original ^ node.orientation).equals(bridge.leg.tuple(original ^ bridge.orientation));
        return outer && sameForm && isSameTtl(bridge, node, original) && isSameTtl(bridge, node, 1 - original);
    }

    private static boolean isSameTtl(Node a, Node b, int direction) {
        Tally its = tally(a, direction);
        Tally other = tally(b, direction);
        return its.isEmpty() || other.isEmpty() || its.ttl() == other.ttl();
    }

    private boolean has(Node node, int direction) {
        return !tally(node, direction).isEmpty();
    }

    private static Tally tally(Node node, int direction) {
        return node.tally(direction ^ node.orientation);
    }

    /**
     * The place of a leg that has seen one direction only: just behind the last leg that the packets of this direction
     * reach before it, or just before the first. Requests alone lie nearer to the responder than replies alone, for a tap
     * that shows each direction in another form shows it as it goes on (bridge netfilter, redirected sockets).
     */
    private double placeBeside(List<Node> both, Node node) {
        boolean request = has(node, original);
        int direction = request ? original : 1 - original;
        double along = request ? 1 : -1;
        double behind = behind(node, direction);
        if (both.isEmpty()) {
            return request ? behind : -behind - 1;
        }
        Node before = null;
        Node next = null;
        for (Node other : both) {
            double its = behind(other, direction);
            if (its <= behind && (before == null || its > behind(before, direction))) {
                before = other;
            }
            if (its > behind && (next == null || its < behind(next, direction))) {
                next = other;
            }
        }
        if (before != null) {
            return places.getOrDefault(before, 0.0) + along / 2;
        }
        return next == null ? 0 : places.getOrDefault(next, 0.0) - along / 2;
    }

    /** How far behind the first point, in nanoseconds and routers. */
    private double behind(Node node, int direction) {
        Tally tally = tally(node, direction);
        if (tally.isFollowed()) {
            return tally.meanRouters() * ROUTER + tally.meanLag();
        }
        return node.isMatched() ? 0 : behindFirstPacket(node, direction);
    }

    /** For a leg that shares no packet with others: by the first packet of each. */
    private double behindFirstPacket(Node node, int direction) {
        Tally earliest = tally(node, direction);
        for (Node other : nodes) {
            Tally its = tally(other, direction);
            earliest = its.firstSeen() < earliest.firstSeen() ? its : earliest;
        }
        Tally own = tally(node, direction);
        return (earliest.ttl() - own.ttl()) * ROUTER + (own.firstSeen() - earliest.firstSeen());
    }

    /** Replies alone lie nearer to the initiator, as {@link #placeBeside} says. */
    private int byDirections(Node node) {
        return (has(node, original) ? 1 : 0) - (has(node, 1 - original) ? 1 : 0);
    }

    /** Where nothing else decides: a container is nearer to what is inside than its port, a bridge, a NIC. */
    private int nearerByKind(Node a, Node b) {
        return depth(a) - depth(b);
    }

    private int depth(Node node) {
        Role role = roles.of(node.leg.point());
        int inward =
                switch (role) {
                    case CONTAINER, LOOPBACK -> 0;
                    case UNKNOWN -> 1;
                    case PORT -> 2;
                    case BRIDGE -> 3;
                    case TUNNEL -> 4;
                    case NIC -> 5;
                };
        return isInitiatorInside() ? inward : -inward;
    }

    /** Whether something else than a NIC was the first to see the initiator's packets. */
    private boolean isInitiatorInside() {
        Comparator<Node> order = Comparator.<Node>comparingDouble(node -> places.getOrDefault(node, 0.0))
                .thenComparingLong(node -> tally(node, original).firstSeen());
        return roles.of(Collections.min(nodes, order).leg.point()) != Role.NIC;
    }
}
