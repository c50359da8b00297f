package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import io.natlens.leg.Leg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which of the ties between legs hold, and so which legs are one connection.
 *
 * <p>The strongest ties come first. A tie is refused where the evidence is too thin, where it would put two legs of one
 * capture point into one connection without a tie between them, and where another leg of the same point fits as well: then
 * the legs stay apart and are marked ambiguous. Two legs that see one direction each, and not the same, are no rivals. A
 * wrong match is worse than none.
 */
final class Resolver {
    /** Least share of the packets of the leg with fewer that must have been seen at the other. */
    private static final double LEAST_SHARE = 0.2;

    private static final Comparator<Edge> STRONGEST_FIRST = Comparator.comparingLong(Edge::weight)
            .reversed()
            .thenComparing(edge -> edge.first, Node.OLDEST_FIRST)
            .thenComparing(edge -> edge.second, Node.OLDEST_FIRST);

    private Resolver() {}

    /** The connections of a component whose legs have all ended. */
    static List<Group> resolve(List<Node> component) {
        List<Edge> edges = new ArrayList<>(component.size());
        for (Node node : component) {
            new Group(node);
            for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
                if (edge.first == node) {
                    addIfPlausible(edge, edges);
                }
            }
        }
        edges.sort(STRONGEST_FIRST);
        for (Edge edge : edges) {
            consider(edge);
        }
        return groups(component);
    }

    private static void addIfPlausible(Edge edge, List<Edge> edges) {
        if (isPlausible(edge)) {
            edges.add(edge);
        } else if (edge.ambiguous() > 0) {
            edge.first.ambiguous = true;
            edge.second.ambiguous = true;
        }
    }

    private static List<Group> groups(List<Node> component) {
        List<Group> groups = new ArrayList<>(1);
        for (Node node : component) {
            Group group = node.group;
            if (group != null && group.nodes().get(0) == node) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static void consider(Edge edge) {
        Group first = edge.first.group;
        Group second = edge.second.group;
        if (first == null || second == null || first == second) {
            return;
        }
        if (isRivalled(edge)) {
            edge.first.ambiguous = true;
            edge.second.ambiguous = true;
        } else if (isCertain(edge) || isSamePoint(edge) || !first.meets(second, edge.turn())) {
            first.join(second, edge);
        }
    }

    /** Whether the tie stands whatever else fits: TCP's numbers are unique, and so is a packet that was turned around. */
    private static boolean isCertain(Edge edge) {
        return edge.hasSameIsn()
                || edge.hasSameQuestion()
                || edge.isTurned()
                || edge.first.leg.protocol() == FiveTuple.TCP;
    }

    private static boolean isSamePoint(Edge edge) {
        return edge.first.leg.point() == edge.second.leg.point();
    }

    /** Whether the evidence suffices if no other leg competes. */
    private static boolean isPlausible(Edge edge) {
        if (edge.hasSameIsn() || edge.hasSameQuestion()) {
            return true;
        }
        if (isnDiffers(edge, 0) || isnDiffers(edge, 1)) {
            return false;
        }
        if (edge.exact() + edge.ambiguous() == 0) {
            return isComplement(edge);
        }
        return edge.first.leg.protocol() == FiveTuple.TCP ? edge.exact() > 0 : isDatagramPlausible(edge);
    }

    private static boolean isDatagramPlausible(Edge edge) {
        long votes = edge.exact() + edge.ambiguous();
        long packets = Math.min(edge.first.packetsOffered(), edge.second.packetsOffered());
        if (votes < LEAST_SHARE * packets) {
            return false;
        }
        // NAT of both ends at once is rare enough to ask for a second packet
        boolean kept = Fit.isOneEndKept(edge.first.leg, edge.second.leg, edge.parity);
        return kept ? edge.exact() > 0 || edge.isPreferred() : edge.exact() > 1;
    }

    private static boolean isnDiffers(Edge edge, int direction) {
        int there = direction ^ edge.parity;
        Leg first = edge.first.leg;
        Leg second = edge.second.leg;
        return first.isnKnown(direction) && second.isnKnown(there) && first.isn(direction) != second.isn(there);
    }

    /**
     * Whether two legs of one tuple that have no packet in common are the two directions of one connection that took
     * different ways: one has seen only requests, the other only replies, while both lived.
     */
    private static boolean isComplement(Edge edge) {
        Node first = edge.first;
        Node second = edge.second;
        boolean complement = isOneWay(first, 1, second, edge.parity) || isOneWay(first, 0, second, 1 - edge.parity);
        return edge.hasSameTuple()
                && complement
                && first.firstSeen() <= second.lastSeen() + Ties.DATAGRAM_WINDOW
                && second.firstSeen() <= first.lastSeen() + Ties.DATAGRAM_WINDOW;
    }

    private static boolean isOneWay(Node first, int silent, Node second, int silentThere) {
        return first.tally(silent).isEmpty() && second.tally(silentThere).isEmpty();
    }

    /** Whether another leg of the same point has as good a claim to one of the edge's legs. */
    private static boolean isRivalled(Edge edge) {
        return !isCertain(edge) && (isRivalledAt(edge.first, edge) || isRivalledAt(edge.second, edge));
    }

    private static boolean isRivalledAt(Node node, Edge edge) {
        Node chosen = edge.other(node);
        for (Edge rival = node.firstEdge(); rival != null; rival = rival.next(node)) {
            Node other = rival.other(node);
            boolean competes = other != chosen
                    && other.leg.point() == chosen.leg.point()
                    && other.seesDirectionsOf(chosen, rival.parity ^ edge.parity)
                    && rival.weight() >= edge.weight()
                    && !rival.isTurned()
                    && isPlausible(rival)
                    && other.edgeTo(chosen, 0) == null
                    && other.edgeTo(chosen, 1) == null;
            if (competes) {
                return true;
            }
        }
        return false;
    }
}
