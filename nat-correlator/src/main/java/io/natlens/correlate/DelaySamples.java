package io.natlens.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Delays of packets between two capture points: one by one up to {@value #MOST} of them, beyond that as a histogram; least
 * and greatest are always exact.
 *
 * <p>There are two of these for each pair of legs, so that they make up much of what a flow costs. Each of the first
 * delays is kept as its distance from the very first, in 32 bits; where one lies 2.1 seconds from it, all go into the
 * histogram.
 */
final class DelaySamples {
    static final int MOST = 32;

    private int[] distances = new int[2];
    private int size;
    private long first;
    private @Nullable DelayHistogram histogram;

    void add(long nanos) {
        if (histogram != null) {
            histogram.add(nanos);
            return;
        }
        first = size == 0 ? nanos : first;
        int distance = (int) (nanos - first);
        if (size < MOST && first + distance == nanos) {
            keep(distance);
        } else {
            histogram = histogram();
            histogram.add(nanos);
        }
    }

    private void keep(int distance) {
        if (size == distances.length) {
            distances = Arrays.copyOf(distances, Math.min(MOST, size + Math.max(2, size / 2)));
        }
        distances[size++] = distance;
    }

    private DelayHistogram histogram() {
        DelayHistogram made = new DelayHistogram();
        for (int i = 0; i < size; i++) {
            made.add(first + distances[i]);
        }
        distances = new int[0];
        size = 0;
        return made;
    }

    long count() {
        return histogram == null ? size : histogram.count();
    }

    /** How many delays are negative, or, with a positive sign, how many are not. */
    long count(int sign) {
        long negative = negative();
        return sign < 0 ? negative : count() - negative;
    }

    private long negative() {
        if (histogram != null) {
            return histogram.negative();
        }
        int negative = 0;
        for (int i = 0; i < size; i++) {
            negative += first + distances[i] < 0 ? 1 : 0;
        }
        return negative;
    }

    /**
     * The delays as a value, or null if there are none. 99 % of them are no longer than what is called so (nearest rank).
     *
     * @param sign -1 to turn each delay's sign
     */
    @Nullable
    Delay summary(int sign) {
        long count = count();
        if (count == 0) {
            return null;
        }
        sort();
        long last = count - 1;
        long middle = last / 2;
        long high = (count * 99 + 99) / 100 - 1;
        if (sign > 0) {
            return new Delay(count, ofRank(0), ofRank(middle), ofRank(high), ofRank(last));
        }
        return new Delay(count, -ofRank(last), -ofRank(last - middle), -ofRank(last - high), -ofRank(0));
    }

    /** Of an even number the lower of the two in the middle; 0 if there are none. */
    long median() {
        sort();
        return count() == 0 ? 0 : ofRank((count() - 1) / 2);
    }

    /** In which order the first delays came is never asked. */
    private void sort() {
        Arrays.sort(distances, 0, size);
    }

    /** The delay of this rank, 0 being that of the least; where they are kept one by one they must be sorted. */
    private long ofRank(long rank) {
        return histogram == null ? first + distances[(int) rank] : histogram.ofRank(rank);
    }
}
