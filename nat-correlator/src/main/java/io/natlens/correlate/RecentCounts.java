package io.natlens.correlate;

import java.util.Arrays;

/**
 * What {@link Tallies} has counted lately, in the order of counting: of each packet what it takes to count it elsewhere.
 *
 * <p>Written from front to back for each packet, and read only when one shows where those before it belong.
 */
final class RecentCounts {
    /** How many packets are remembered: a power of two. */
    static final int SIZE = 4096;

    private static final int TIME = 0;
    /** When the row's last packet before this one was seen. */
    private static final int BEFORE = 1;
    /** From the highest bit: the row, the frame's length, the packet's time to live. */
    private static final int ROW_LENGTH_TTL = 2;

    private static final int WORDS = 3;

    private static final int ROW_SHIFT = 32;
    private static final int LENGTH_SHIFT = 8;
    private static final int LENGTH = (1 << (ROW_SHIFT - LENGTH_SHIFT)) - 1;
    private static final int TTL = (1 << LENGTH_SHIFT) - 1;

    private final long[] words = new long[SIZE * WORDS];
    private int next;

    RecentCounts() {
        // no row has this number
        Arrays.fill(words, -1);
    }

    void add(int row, long timeNanos, long before, int length, int ttl) {
        int at = next * WORDS;
        words[at + TIME] = timeNanos;
        words[at + BEFORE] = before;
        words[at + ROW_LENGTH_TTL] = (long) row << ROW_SHIFT | (long) (length & LENGTH) << LENGTH_SHIFT | ttl;
        next = (next + 1) & (SIZE - 1);
    }

    /** The place of the oldest packet; {@link #SIZE} places follow each other, the last one before the first. */
    int oldest() {
        return next;
    }

    /** Whether a packet was counted in a row, and not before some time. */
    boolean isOf(int place, int row, long since) {
        return row(place) == row && time(place) >= since;
    }

    private int row(int place) {
        return (int) (word(place, ROW_LENGTH_TTL) >> ROW_SHIFT);
    }

    /** In nanoseconds since the epoch. */
    long time(int place) {
        return word(place, TIME);
    }

    /** When the row's last packet before this one was seen, as the row had it then. */
    long before(int place) {
        return word(place, BEFORE);
    }

    /** The frame's original length, modulo 2^24. */
    int length(int place) {
        return (int) word(place, ROW_LENGTH_TTL) >>> LENGTH_SHIFT;
    }

    int ttl(int place) {
        return (int) word(place, ROW_LENGTH_TTL) & TTL;
    }

    /** Notes that a packet is counted in another row now. */
    void move(int place, int row) {
        int at = at(place) + ROW_LENGTH_TTL;
        words[at] = (long) row << ROW_SHIFT | (words[at] & 0xffffffffL);
    }

    private long word(int place, int word) {
        return words[at(place) + word];
    }

    private static int at(int place) {
        return (place & (SIZE - 1)) * WORDS;
    }
}
