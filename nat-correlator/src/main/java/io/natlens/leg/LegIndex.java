package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Legs that have ended, found by their packets when the captures are read once more.
 *
 * <p>Each direction of a leg is a row of 32 bytes in columns, and there may be as many again for those that come, and while they are sorted. A word of
 * 64 bits stands for its point and tuple: that two of a million rows have the same is less likely than 1 in 10 million. Rows
 * are sorted, by this word and then by time, when the first packet asks; so a tuple may have been used any number of times.
 */
public final class LegIndex {
    /** What {@link #find} says of a packet that is no known leg's. */
    public static final long NONE = -1;

    private static final int FIRST_CAPACITY = 1024;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] firstTimes = new long[FIRST_CAPACITY];
    private long[] lastTimes = new long[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];

    private int size;
    private boolean sorted;

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
        sorted = false;
    }

    private void grow() {
        int capacity = 2 * size;
        keys = Arrays.copyOf(keys, capacity);
        firstTimes = Arrays.copyOf(firstTimes, capacity);
        lastTimes = Arrays.copyOf(lastTimes, capacity);
        values = Arrays.copyOf(values, capacity);
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
        if (!sorted) {
            sort();
            reach();
            sorted = true;
        }
        int after = firstAfter(key, timeNanos);
        boolean known = after > 0 && keys[after - 1] == key;
        boolean more = after < size && keys[after] == key;
        if (more && (!known || firstTimes[after] - timeNanos < timeNanos - lastTimes[after - 1])) {
            return values[after];
        }
        return known ? values[after - 1] : NONE;
    }

    /** The first row of a greater word, or of this word and a later time. */
    private int firstAfter(long key, long timeNanos) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(middle, key, timeNanos) > 0) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private int compare(int row, long key, long firstTime) {
        int byKey = Long.compare(keys[row], key);
        return byKey != 0 ? byKey : Long.compare(firstTimes[row], firstTime);
    }

    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, row -> row);
        Arrays.sort(
                order, Comparator.<Integer>comparingLong(row -> keys[row]).thenComparingLong(row -> firstTimes[row]));
        keys = inOrder(keys, order);
        firstTimes = inOrder(firstTimes, order);
        lastTimes = inOrder(lastTimes, order);
        values = inOrder(values, order);
    }

    /** A column with its rows in another order, as long as it was. */
    private static long[] inOrder(long[] column, Integer[] order) {
        long[] ordered = new long[column.length];
        for (int row = 0; row < order.length; row++) {
            ordered[row] = column[order[row]];
        }
        return ordered;
    }

    /** Gives a row that ends before an earlier one of its tuple that one's end and value: no packet is nearer to it. */
    private void reach() {
        for (int row = 1; row < size; row++) {
            if (keys[row] == keys[row - 1] && lastTimes[row] < lastTimes[row - 1]) {
                lastTimes[row] = lastTimes[row - 1];
                values[row] = values[row - 1];
            }
        }
    }
}
