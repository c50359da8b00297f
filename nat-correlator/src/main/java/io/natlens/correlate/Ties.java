package io.natlens.correlate;

import io.natlens.leg.Leg;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** All living legs and what ties them: packets, initial sequence numbers, tuples. */
final class Ties {
    /** How long after its last appearance a TCP segment may be seen at the next point, in nanoseconds. */
    static final long TCP_WINDOW = 10_000_000_000L;

    /** The same for everything else. */
    static final long DATAGRAM_WINDOW = 2_000_000_000L;

    /** Beyond this size a component grows no more by ties that may be chance, so that no accident keeps all in memory. */
    private static final int LARGE = 4096;

    /** By the pair of initial sequence numbers, the lower one in the lower half. */
    private final Long2ObjectHashMap<Node> byIsn = new Long2ObjectHashMap<>();
    /** By {@link Leg#tupleHash}; of two tuples with one hash the later is there. */
    private final Long2ObjectHashMap<Node> byTuple = new Long2ObjectHashMap<>();

    /** Takes the packets that two legs have seen; null where nobody asks. */
    private final @Nullable ClockSurvey survey;

    private final HostAddresses addresses;
    private final Tallies tallies;
    private final SampleBlocks delays = new SampleBlocks();
    private int serial;

    Ties(@Nullable ClockSurvey survey, HostAddresses addresses, Tallies tallies) {
        this.survey = survey;
        this.addresses = addresses;
        this.tallies = tallies;
    }

    /** Takes a leg that has started. */
    Node add(Leg leg, int stage) {
        Node node = new Node(leg, stage, serial++, tallies);
        Node same = byTuple.put(leg.tupleHash(), node);
        int parity = same == null || same.leg.point() == leg.point() ? -1 : same.leg.directionOf(leg);
        if (same != null && parity >= 0) {
            edge(same, node, parity).sameTuple();
        }
        return node;
    }

    /** Takes the next connection of a leg. Its tuple alone ties it to no other, as it has been the tuple of two. */
    Node addNext(Node node) {
        Node next = new Node(node.leg, node.stage, serial++, tallies);
        byTuple.put(node.leg.tupleHash(), next);
        return next;
    }

    /** Takes the pair of initial sequence numbers of a leg, which all but names a connection. */
    void identify(Node node) {
        Leg leg = node.leg;
        node.identify();
        Node same = byIsn.put(isnPair(leg), node);
        if (same != null && same != node) {
            edge(same, node, same.leg.isn(0) == leg.isn(0) ? 0 : 1).sameIsn();
        }
    }

    private static long isnPair(Leg leg) {
        long low = Math.min(leg.isn(0), leg.isn(1));
        long high = Math.max(leg.isn(0), leg.isn(1));
        return high << 32 | (low & 0xffffffffL);
    }

    /** Takes a DNS question's leg and the leg of its answer. */
    void answer(Node question, Node answer) {
        edge(question, answer, 1).sameQuestion();
    }

    /**
     * Notes that both legs have seen a packet.
     *
     * @param turned whether the packet had been at the second leg's capture point before
     */
    void tie(Node last, int lastDirection, Node node, int direction, long nanos, Certainty certainty, boolean turned) {
        int parity = lastDirection ^ direction;
        if (certainty != Certainty.EXACT && last.root() != node.root() && isLarge(last, node)) {
            return;
        }
        Edge edge = edge(last, node, parity);
        boolean secondBefore = edge.first != last;
        int firstDirection = secondBefore ? direction : lastDirection;
        switch (certainty) {
            case EXACT -> {
                long secondLessFirst = secondBefore ? -nanos : nanos;
                if (edge.exact() == 0) {
                    addresses.learn(edge);
                }
                edge.matched(firstDirection, secondBefore, secondLessFirst);
                if (survey != null) {
                    survey.compare(edge, firstDirection, secondLessFirst, tallies.lastSeen(last.row(lastDirection)));
                }
            }
            case PREFERRED -> edge.preferred(firstDirection, secondBefore);
            case ARBITRARY -> edge.arbitrary(firstDirection, secondBefore);
        }
        if (turned && certainty == Certainty.EXACT) {
            edge.turned();
        }
    }

    private static boolean isLarge(Node a, Node b) {
        return a.root().size() + b.root().size() > LARGE;
    }

    /** The tie of two legs, looked for where there are fewer; null if there is none. */
    static @Nullable Edge between(Node a, Node b, int parity) {
        return a.edgeCount() <= b.edgeCount() ? a.edgeTo(b, parity) : b.edgeTo(a, parity);
    }

    private Edge edge(Node a, Node b, int parity) {
        Edge known = between(a, b, parity);
        if (known != null) {
            return known;
        }
        boolean inOrder = Node.OLDEST_FIRST.compare(a, b) < 0;
        Edge made = inOrder ? new Edge(a, b, parity, delays) : new Edge(b, a, parity, delays);
        a.add(made);
        b.add(made);
        a.union(b);
        return made;
    }

    /** Forgets a leg whose flow has been told. */
    void remove(Node node) {
        Leg leg = node.leg;
        remove(leg.tupleHash(), node, byTuple);
        if (leg.isnKnown(0) && leg.isnKnown(1)) {
            remove(isnPair(leg), node, byIsn);
        }
    }

    private static void remove(long key, Node node, Long2ObjectHashMap<Node> nodes) {
        if (nodes.get(key) == node) {
            nodes.remove(key);
        }
    }
}
