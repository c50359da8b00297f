package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import java.util.Arrays;

/**
 * Legs that have ended, found by their packets when the captures are read once more.
 *
 * <p>Each direction of a leg is a row of 40 bytes in columns. A word of 64 bits stands for its point and tuple: that two of
 * a million rows have the same is less likely than 1 in 10 million. Rows of one tuple, which was used again, are a chain.
 */
public final class LegIndex {
    /** What {@link #find} says of a packet that is no known leg's. */
    public static final long NONE = -1;

    private static final int FIRST_CAPACITY = 1024;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] firstTimes = new long[FIRST_CAPACITY];
    private long[] lastTimes = new long[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];
    /** The next row of the same bucket, plus one. */
    private int[] next = new int[FIRST_CAPACITY];
    /** The first row of each bucket, plus one; twice as many as there may be rows. */
    private int[] buckets = new int[2 * FIRST_CAPACITY];

    private int size;

    /**
     * Takes one direction of a leg.
     *
     * @param tuple as the direction's packets carry it
     * @param firstSeen of the direction's packets, in nanoseconds since the epoch
     * @param value what {@link #find} is to give for them, at least 0
     */
    public void add(CapturePoint point, int vlan, FiveTuple tuple, long firstSeen, long lastSeen, long value) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = TupleHash.directed(tuple, vlan, point);
        firstTimes[size] = firstSeen;
        lastTimes[size] = lastSeen;
        values[size] = value;
        size++;
        link(size - 1);
    }

    private void grow() {
        int capacity = 2 * size;
        keys = Arrays.copyOf(keys, capacity);
        firstTimes = Arrays.copyOf(firstTimes, capacity);
        lastTimes = Arrays.copyOf(lastTimes, capacity);
        values = Arrays.copyOf(values, capacity);
        next = new int[capacity];
        buckets = new int[2 * capacity];
        for (int row = 0; row < size; row++) {
            link(row);
        }
    }

    private void link(int row) {
        int bucket = bucket(keys[row]);
        next[row] = buckets[bucket];
        buckets[bucket] = row + 1;
    }

    private int bucket(long key) {
        return (int) key & buckets.length - 1;
    }

    /**
     * The value of the leg's direction that a packet went; of several legs of one tuple, of the one whose time is nearest.
     *
     * @param observation of kind {@code FLOW}
     * @return {@link #NONE} where no leg has the packet's tuple
     */
    public long find(Observation observation, CapturePoint point, long timeNanos) {
        return find(TupleHash.directed(observation, point), timeNanos);
    }

    /**
     * The same for the packet that an ICMP error speaks of.
     *
     * @param error of kind {@code ERROR}
     */
    public long findEmbedded(Observation error, CapturePoint point, long timeNanos) {
        return find(TupleHash.directedEmbedded(error, point), timeNanos);
    }

    private long find(long key, long timeNanos) {
        long nearest = Long.MAX_VALUE;
        long value = NONE;
        for (int row = buckets[bucket(key)] - 1; row >= 0; row = next[row] - 1) {
            if (keys[row] == key && distance(row, timeNanos) < nearest) {
                nearest = distance(row, timeNanos);
                value = values[row];
            }
        }
        return value;
    }

    private long distance(int row, long timeNanos) {
        return Math.max(0, Math.max(firstTimes[row] - timeNanos, timeNanos - lastTimes[row]));
    }
}
