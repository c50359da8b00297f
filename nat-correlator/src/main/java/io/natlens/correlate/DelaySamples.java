package io.natlens.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Delays of packets between two capture points: exact up to {@value #MOST} of them, beyond that a sample in which each has
 * the same chance to be (reservoir sampling, Vitter's algorithm R); least and greatest are always exact.
 */
final class DelaySamples {
    static final int MOST = 256;

    private long[] samples = new long[4];
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long nanos) {
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        int slot = slot();
        count++;
        if (slot < MOST) {
            if (slot == samples.length) {
                samples = Arrays.copyOf(samples, samples.length * 4);
            }
            samples[slot] = nanos;
        }
    }

    /** Where the next delay goes: behind the others, or, chosen by a fixed sequence so that reports repeat, anywhere. */
    private int slot() {
        if (count < MOST) {
            return (int) count;
        }
        long random = count * 0x9e3779b97f4a7c15L;
        long within = Math.multiplyHigh(random >>> 1, 2 * (count + 1));
        return (int) Math.min(within, MOST);
    }

    long count() {
        return count;
    }

    /** Nanoseconds; there must be a delay. */
    long median() {
        long[] sorted = sorted();
        return sorted[(sorted.length - 1) / 2];
    }

    /**
     * The delays as a value, or null if there are none.
     *
     * @param sign -1 to turn each delay's sign
     * @param offset nanoseconds to add to each after that
     */
    @Nullable
    Delay summary(int sign, long offset) {
        if (count == 0) {
            return null;
        }
        long[] sorted = sorted();
        int last = sorted.length - 1;
        int middle = last / 2;
        int high = (int) (last * 99L / 100);
        if (sign > 0) {
            return new Delay(count, min + offset, sorted[middle] + offset, sorted[high] + offset, max + offset);
        }
        return new Delay(
                count, offset - max, offset - sorted[last - middle], offset - sorted[last - high], offset - min);
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(samples, (int) Math.min(count, MOST));
        Arrays.sort(sorted);
        return sorted;
    }
}
