package io.natlens.correlate;

import io.natlens.correlate.RelatedFlow.Kind;
import io.natlens.correlate.RelatedFlow.Side;
import io.natlens.correlate.Relatives.FlowNumber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives flows their numbers, in the order in which they are told, and says which flows name each other.
 *
 * <p>Of two flows one is told first and has to name the other. The other's number is then given early, so that nothing has
 * to wait: a tunnel may live for days, and what it carries for seconds.
 */
final class Relations {
    private long numbers;

    /** Gives a group that is about to be told its number, unless it has one already. */
    void number(Group group) {
        FlowNumber number = early(group);
        if (number == null) {
            number = new FlowNumber(++numbers);
        }
        number.given = true;
        group.id = number.id;
        for (Node node : group.nodes()) {
            if (node.relatives != null) {
                node.relatives.number = number;
            }
        }
    }

    /**
     * Gives a group that lives the number under which it will be told.
     *
     * @return the numbers of other groups that are one with this by now
     */
    List<Long> numberEarly(Group group) {
        FlowNumber known = early(group);
        FlowNumber number = known == null ? new FlowNumber(++numbers) : known;
        group.id = number.id;
        List<Long> gone = new ArrayList<>();
        for (Node node : group.nodes()) {
            Relatives relatives = Relatives.of(node);
            FlowNumber before = relatives.number;
            if (before != null && before != number && !before.given) {
                before.given = true;
                gone.add(before.id);
            }
            relatives.number = number;
        }
        return gone;
    }

    /** The number that this one has been given early; null where none has. */
    private static @Nullable FlowNumber early(Group group) {
        for (Node node : group.nodes()) {
            FlowNumber number = node.relatives == null ? null : node.relatives.number;
            if (number != null && !number.given) {
                return number;
            }
        }
        return null;
    }

    /** The flows that belong to a group's; the groups of its component have their flows and numbers. */
    List<RelatedFlow> of(Group group) {
        return hasRelatives(group) ? List.copyOf(related(group)) : List.of();
    }

    private static boolean hasRelatives(Group group) {
        for (Node node : group.nodes()) {
            if (node.relatives != null) {
                return true;
            }
        }
        return false;
    }

    private Set<RelatedFlow> related(Group group) {
        Set<RelatedFlow> related = new LinkedHashSet<>();
        for (Node node : group.nodes()) {
            if (node.relatives != null) {
                addSpliced(node, node.relatives, related);
                addAll(Side.OUTER, node.relatives.outer(), related);
                addAll(Side.INNER, node.relatives.inner(), related);
            }
        }
        return related;
    }

    private static void addSpliced(Node node, Relatives relatives, Set<RelatedFlow> related) {
        Node other = relatives.spliced;
        if (other != null && Splices.isPair(node, other)) {
            Group group = other.group;
            if (group != null) {
                related.add(new RelatedFlow(Kind.PROXIED, relatives.client ? Side.SERVER : Side.CLIENT, group.id));
            }
        }
    }

    private void addAll(Side side, List<Node> others, Set<RelatedFlow> related) {
        for (Node other : others) {
            related.add(new RelatedFlow(Kind.TUNNEL, side, numberOf(other)));
        }
    }

    private long numberOf(Node node) {
        FlowNumber known = Relatives.of(node).number;
        if (known == null) {
            known = new FlowNumber(++numbers);
            spread(known, node);
        }
        return known.id;
    }

    /** Gives the number to all legs that will likely be told with this one. */
    private static void spread(FlowNumber number, Node from) {
        Relatives.of(from).number = number;
        ArrayDeque<Node> reached = new ArrayDeque<>(List.of(from));
        while (!reached.isEmpty()) {
            Node node = reached.removeFirst();
            for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
                Node other = edge.other(node);
                if (edge.exact() > 0 && Relatives.of(other).number == null) {
                    Relatives.of(other).number = number;
                    reached.add(other);
                }
            }
        }
    }
}
