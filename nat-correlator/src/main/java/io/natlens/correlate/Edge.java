package io.natlens.correlate;

import org.jspecify.annotations.Nullable;

/**
 * What ties two legs: the packets that both have seen, by the first leg's direction, and their delays.
 *
 * <p>Its first node is the older one. Delays are the second's times less the first's, so that they may be negative.
 */
final class Edge extends DelaySamples {
    // flags
    private static final int TURNED = 1;
    private static final int SAME_ISN = 2;
    private static final int SAME_TUPLE = 4;
    private static final int SAME_QUESTION = 8;

    final Node first;
    final Node second;
    /** 0 if direction 0 of the first leg is direction 0 of the second, else 1. */
    final byte parity;

    private @Nullable Edge nextOfFirst;
    private @Nullable Edge nextOfSecond;
    private @Nullable Guesses guesses;
    /** How many packets of direction 0 the second leg saw before the first. */
    private long secondBefore0;

    private long secondBefore1;
    private byte flags;

    Edge(Node first, Node second, int parity, SampleBlocks blocks) {
        super(blocks);
        this.first = first;
        this.second = second;
        this.parity = (byte) parity;
    }

    /** The next in the chain of one of the two nodes' ties. */
    @Nullable
    Edge next(Node of) {
        return of == first ? nextOfFirst : nextOfSecond;
    }

    void next(Node of, @Nullable Edge edge) {
        if (of == first) {
            nextOfFirst = edge;
        } else {
            nextOfSecond = edge;
        }
    }

    Node other(Node node) {
        return node == first ? second : first;
    }

    /** Whether one of two legs of a point goes on with the other's echoes, of which a leg of this tie has all. */
    boolean renumbers(Node a, Node b) {
        Node third = a == first || b == first ? second : first;
        return a.renumbers(b, third) || b.renumbers(a, third);
    }

    /** By the legs' orientations: 1 if the directions of the groups that the tie connects are opposite, else 0. */
    int turn() {
        return first.orientation ^ parity ^ second.orientation;
    }

    /** Notes a packet that both legs have seen and that fits no other leg. */
    void matched(int firstDirection, boolean secondBefore, long secondLessFirst) {
        if (secondBefore && firstDirection == 0) {
            secondBefore0++;
        } else if (secondBefore) {
            secondBefore1++;
        }
        add(firstDirection, secondLessFirst);
    }

    /** Notes a packet that fits other legs too, but these two better. */
    void preferred(int firstDirection, boolean secondBefore) {
        guesses().preferred(firstDirection, secondBefore);
    }

    /** Notes a packet that fits other legs as well as these two. */
    void arbitrary(int firstDirection, boolean secondBefore) {
        guesses().arbitrary(firstDirection, secondBefore);
    }

    private Guesses guesses() {
        guesses = guesses == null ? new Guesses() : guesses;
        return guesses;
    }

    /** How many packets in this direction of the first leg one of the two saw before the other. */
    long seenBefore(Node earlier, int firstDirection) {
        boolean bySecond = earlier == second;
        long guessed = guesses == null ? 0 : guesses.seen(firstDirection, bySecond);
        return guessed + exactBefore(earlier, firstDirection);
    }

    /** The same of packets that fit no other leg. */
    long exactBefore(Node earlier, int firstDirection) {
        long secondBefore = firstDirection == 0 ? secondBefore0 : secondBefore1;
        return earlier == second ? secondBefore : count(firstDirection) - secondBefore;
    }

    /** Notes that a packet came back by this tie to a capture point where it had been before. */
    void turned() {
        flags |= TURNED;
    }

    void sameIsn() {
        flags |= SAME_ISN;
    }

    void sameTuple() {
        flags |= SAME_TUPLE;
    }

    void sameQuestion() {
        flags |= SAME_QUESTION;
    }

    /** Such packets' delays from this one of the two legs to the other; null if there are none. */
    @Nullable
    Delay delayFrom(Node from, int firstDirection) {
        return summary(firstDirection, from == first ? 1 : -1);
    }

    /** How many packets both have seen that fit no other leg. */
    long exact() {
        return count(0) + count(1);
    }

    long ambiguous() {
        return guesses == null ? 0 : guesses.preferred() + guesses.arbitrary();
    }

    boolean hasSameIsn() {
        return (flags & SAME_ISN) != 0;
    }

    boolean isTurned() {
        return (flags & TURNED) != 0;
    }

    boolean hasSameQuestion() {
        return (flags & SAME_QUESTION) != 0;
    }

    boolean hasSameTuple() {
        return (flags & SAME_TUPLE) != 0;
    }

    boolean isPreferred() {
        return guesses != null && guesses.preferred() > 0;
    }

    /**
     * How much this tie weighs beside others. Packets weigh most, even where the sequence numbers would do: they tell the
     * order of the points, too.
     */
    long weight() {
        long guessed = guesses == null ? 0 : 2 * guesses.preferred() + guesses.arbitrary();
        return 4 * exact() + guessed + ((flags & (SAME_ISN | SAME_QUESTION)) != 0 ? 1 : 0);
    }
}
