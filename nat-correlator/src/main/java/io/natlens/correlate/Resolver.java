package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which of the ties between legs hold, and so which legs are one connection.
 *
 * <p>The strongest ties come first. A tie is refused where the evidence is too thin, where it would put two legs of one
 * capture point into one connection without a tie between them, and where another leg of the same point fits as well: then
 * the legs stay apart and are marked ambiguous. Two legs that see one direction each, and not the same, are no rivals, nor
 * are two of which one goes on with the other's pings. A wrong match is worse than none.
 */
final class Resolver {
    private static final Comparator<Edge> STRONGEST_FIRST = Comparator.comparingLong(Edge::weight)
            .reversed()
            .thenComparing(edge -> edge.first, Node.OLDEST_FIRST)
            .thenComparing(edge -> edge.second, Node.OLDEST_FIRST);

    private Resolver() {}

    /** The connections of a component whose legs have all ended. */
    static List<Group> resolve(List<Node> component) {
        List<Edge> edges = new ArrayList<>(component.size());
        List<Edge> single = new ArrayList<>(0);
        for (Node node : component) {
            new Group(node);
            for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
                if (edge.first == node) {
                    take(edge, edges, single);
                }
            }
        }
        edges.sort(STRONGEST_FIRST);
        for (Edge edge : edges) {
            consider(edge);
        }
        for (Edge edge : single) {
            if (haveTwoPackets(edge)) {
                consider(edge);
            }
        }
        return groups(component);
    }

    /** Undoes {@link #resolve}, since the legs may yet be tied in another way. */
    static void forget(List<Node> component) {
        for (Node node : component) {
            node.group = null;
            node.orientation = 0;
            node.ambiguous = false;
        }
    }

    private static void take(Edge edge, List<Edge> plausible, List<Edge> single) {
        if (Plausibility.suffices(edge)) {
            plausible.add(edge);
        } else if (edge.ambiguous() > 0) {
            edge.first.ambiguous = true;
            edge.second.ambiguous = true;
        } else if (Plausibility.isHalfEnough(edge)) {
            single.add(edge);
        }
    }

    /**
     * Whether there are two such datagrams between the groups that the tie connects. Where a point shows each direction in
     * another form, each may have gone from another leg to another.
     */
    private static boolean haveTwoPackets(Edge edge) {
        Group first = edge.first.group;
        Group second = edge.second.group;
        if (first == null) {
            return false;
        }
        int packets = 0;
        for (Node node : first.nodes()) {
            for (Edge tie = node.firstEdge(); tie != null; tie = tie.next(node)) {
                boolean another =
                        tie.other(node).group == second && tie.turn() == edge.turn() && Plausibility.isHalfEnough(tie);
                packets += another ? 1 : 0;
            }
        }
        return packets > 1;
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
            leaveApart(edge);
        } else if (isCertain(edge) || isSamePoint(edge) || !first.meets(second, edge)) {
            first.join(second, edge);
        }
    }

    /** A packet that seemed to come back says nothing against what else the legs are tied to. */
    private static void leaveApart(Edge edge) {
        if (!edge.isTurned()) {
            edge.first.ambiguous = true;
            edge.second.ambiguous = true;
        }
    }

    /** Whether the tie stands whatever else fits: TCP's numbers are unique, and so is a packet that was turned around. */
    private static boolean isCertain(Edge edge) {
        return edge.hasSameIsn()
                || edge.hasSameQuestion()
                || edge.isTurned()
                || edge.first.leg.protocol() == FiveTuple.TCP;
    }

    /** Whether nothing but one packet that came back ties the legs: it may be one of another connection that is alike. */
    private static boolean isTurnedOnce(Edge edge) {
        return edge.isTurned() && edge.exact() == 1 && !edge.hasSameIsn() && !edge.hasSameQuestion();
    }

    private static boolean isSamePoint(Edge edge) {
        return edge.first.leg.point() == edge.second.leg.point();
    }

    /** Whether another leg of the same point has as good a claim to one of the edge's legs. */
    private static boolean isRivalled(Edge edge) {
        return (!isCertain(edge) || isTurnedOnce(edge))
                && (isRivalledAt(edge.first, edge) || isRivalledAt(edge.second, edge));
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
                    && Plausibility.suffices(rival)
                    && other.edgeTo(chosen, 0) == null
                    && other.edgeTo(chosen, 1) == null
                    && !edge.renumbers(chosen, other);
            if (competes) {
                return true;
            }
        }
        return false;
    }
}
