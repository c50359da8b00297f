package io.natlens.correlate;

import org.jspecify.annotations.Nullable;

/**
 * What ties two legs: the packets that both have seen.
 *
 * <p>Its first node is the older one. Times are the second's less the first's, so that they may be negative.
 */
final class Edge {
    final Node first;
    final Node second;
    /** 0 if direction 0 of the first leg is direction 0 of the second, else 1. */
    final byte parity;

    private @Nullable Edge nextOfFirst;
    private @Nullable Edge nextOfSecond;
    private @Nullable DelaySamples delays0;
    private @Nullable DelaySamples delays1;
    private @Nullable Guesses guesses;
    private long exact;
    private boolean turned;
    private boolean sameIsn;
    private boolean sameTuple;
    private boolean sameQuestion;

    Edge(Node first, Node second, int parity) {
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

    /** Notes a packet that both legs have seen and that fits no other leg. */
    void matched(int firstDirection, long secondLessFirst) {
        exact++;
        samples(firstDirection).add(secondLessFirst);
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
        DelaySamples sure = delays(firstDirection);
        long count = sure == null ? 0 : sure.count(earlier == first ? 1 : -1);
        return guesses == null ? count : count + guesses.seen(firstDirection, earlier != first);
    }

    /** Notes that a packet came back by this tie to a capture point where it had been before. */
    void turned() {
        turned = true;
    }

    void sameIsn() {
        sameIsn = true;
    }

    void sameTuple() {
        sameTuple = true;
    }

    void sameQuestion() {
        sameQuestion = true;
    }

    private DelaySamples samples(int firstDirection) {
        if (firstDirection == 0) {
            delays0 = delays0 == null ? new DelaySamples() : delays0;
            return delays0;
        }
        delays1 = delays1 == null ? new DelaySamples() : delays1;
        return delays1;
    }

    /** The delays of packets in this direction of the first leg, or null. */
    @Nullable
    DelaySamples delays(int firstDirection) {
        return firstDirection == 0 ? delays0 : delays1;
    }

    long exact() {
        return exact;
    }

    long ambiguous() {
        return guesses == null ? 0 : guesses.preferred() + guesses.arbitrary();
    }

    boolean hasSameIsn() {
        return sameIsn;
    }

    boolean isTurned() {
        return turned;
    }

    boolean hasSameQuestion() {
        return sameQuestion;
    }

    boolean hasSameTuple() {
        return sameTuple;
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
        return 4 * exact + guessed + (sameIsn || sameQuestion ? 1 : 0);
    }
}
