package io.natlens.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Delays of packets between two capture points: one by one up to {@value #MOST} of them, beyond that as a histogram; least
 * and greatest are always exact.
 *
 * <p>There are two of these for each pair of legs, so that they make up much of what a flow costs. Each of the first
 * delays is kept as its distance from the very first, in 32 bits: exact within 2.1 seconds of it, and cut to that beyond.
 */
final class DelaySamples {
    static final int MOST = 32;

    private int[] distances = new int[4];
    private @Nullable DelayHistogram histogram;
    private long first;
    private long count;
    private long negative;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long nanos) {
        first = count == 0 ? nanos : first;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        negative += nanos < 0 ? 1 : 0;
        if (histogram != null) {
            histogram.add(nanos);
        } else if (count < MOST) {
            keep((int) count, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, nanos - first)));
        } else {
            histogram = histogram(nanos);
        }
        count++;
    }

    private void keep(int at, int distance) {
        if (at == distances.length) {
            distances = Arrays.copyOf(distances, at * 2);
        }
        distances[at] = distance;
    }

    private DelayHistogram histogram(long next) {
        DelayHistogram made = new DelayHistogram();
        for (int distance : distances) {
            made.add(first + distance);
        }
        made.add(next);
        distances = new int[0];
        return made;
    }

    long count() {
        return count;
    }

    /** How many delays are negative, or, with a positive sign, how many are not. */
    long count(int sign) {
        return sign < 0 ? negative : count - negative;
    }

    /**
     * The delays as a value, or null if there are none. 99 % of them are no longer than what is called so (nearest rank).
     *
     * @param sign -1 to turn each delay's sign
     */
    @Nullable
    Delay summary(int sign) {
        if (count == 0) {
            return null;
        }
        long last = count - 1;
        long middle = last / 2;
        long high = (count * 99 + 99) / 100 - 1;
        if (sign > 0) {
            return new Delay(count, min, ofRank(middle), ofRank(high), max);
        }
        return new Delay(count, -max, -ofRank(last - middle), -ofRank(last - high), -min);
    }

    /** Of an even number the lower of the two in the middle; 0 if there are none. */
    long median() {
        return count == 0 ? 0 : ofRank((count - 1) / 2);
    }

    /** The delay of this rank, 0 being that of the least; no less than the least, and no greater than the greatest. */
    private long ofRank(long rank) {
        if (histogram != null) {
            return Math.max(min, Math.min(max, histogram.ofRank(rank)));
        }
        int[] sorted = Arrays.copyOf(distances, (int) count);
        Arrays.sort(sorted);
        return first + sorted[(int) rank];
    }
}
