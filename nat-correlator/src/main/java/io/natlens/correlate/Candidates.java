package io.natlens.correlate;

import io.natlens.leg.Leg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The legs that may belong to a group which {@link Resolver} left apart from them. A group with a translation has found
 * its legs, and has none.
 */
final class Candidates {
    private static final Comparator<Doubt> MOST_ALIKE_FIRST =
            Comparator.comparingLong(Doubt::packets).reversed().thenComparing(doubt -> doubt.node, Node.OLDEST_FIRST);

    private final Group group;
    private final int original;
    /** Turned to the group's directions. */
    private final List<Doubt> doubts = new ArrayList<>();

    /** @param original the group's direction in which the initiator's packets go */
    Candidates(Group group, int original) {
        this.group = group;
        this.original = original;
        for (Node node : group.nodes()) {
            if (node.isDoubtful() && group.isPlain()) {
                add(node);
            }
        }
        doubts.sort(MOST_ALIKE_FIRST);
    }

    private void add(Node node) {
        for (Doubt doubt : node.doubts()) {
            add(doubt.node, doubt.parity ^ node.orientation, doubt.packets());
        }
        for (Edge edge = node.firstEdge(); node.ambiguous && edge != null; edge = edge.next(node)) {
            if (edge.exact() + edge.ambiguous() > 0) {
                add(edge.other(node), edge.parity ^ node.orientation, edge.exact() + edge.ambiguous());
            }
        }
    }

    private void add(Node other, int turn, long packets) {
        if (!isOpen(other)) {
            return;
        }
        for (Doubt known : doubts) {
            if (known.node == other) {
                known.atLeast(packets);
                return;
            }
        }
        doubts.add(new Doubt(other, turn, packets));
    }

    /** Whether the leg could be one of the group's: neither it nor what it was joined with is at a point of the group. */
    private boolean isOpen(Node other) {
        Group its = other.group;
        return its == null ? !group.hasLegAt(other.leg.point()) : its != group && !group.sharesAPointWith(its);
    }

    /** Those most alike. */
    List<Candidate> named(int most) {
        Candidate[] named = new Candidate[Math.min(most, doubts.size())];
        for (int i = 0; i < named.length; i++) {
            Doubt doubt = doubts.get(i);
            Leg leg = doubt.node.leg;
            named[i] = new Candidate(leg.point(), leg.tuple(original ^ doubt.parity), doubt.packets());
        }
        return List.of(named);
    }

    int size() {
        return doubts.size();
    }
}
