package io.natlens.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Delays of packets between two capture points: exact up to {@value #MOST} of them, beyond that a sample in which each has
 * the same chance to be (reservoir sampling, Vitter's algorithm R); least and greatest are always exact.
 *
 * <p>There are two of these for each pair of legs, so that they make up much of what a flow costs. Each delay is kept as
 * its distance from the first, in 32 bits: exact within 2.1 seconds of it, and cut to that beyond.
 */
final class DelaySamples {
    static final int MOST = 64;

    private int[] distances = new int[4];
    private long first;
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long nanos) {
        first = count == 0 ? nanos : first;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        int slot = slot();
        count++;
        if (slot < MOST) {
            if (slot == distances.length) {
                distances = Arrays.copyOf(distances, distances.length * 2);
            }
            distances[slot] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, nanos - first));
        }
    }

    /** Where the next delay goes: behind the others, or, chosen by a fixed sequence so that reports repeat, anywhere. */
    private int slot() {
        if (count < MOST) {
            return (int) count;
        }
        long within = Math.multiplyHigh(random(count) >>> 1, 2 * (count + 1));
        return (int) Math.min(within, MOST);
    }

    /** SplitMix64's numbers; multiples of its increment alone would fall on few slots when scaled by the count. */
    private static long random(long count) {
        long mixed = count * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    long count() {
        return count;
    }

    /** Nanoseconds; there must be a delay. */
    long median() {
        int[] sorted = sorted();
        return first + sorted[(sorted.length - 1) / 2];
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
        int[] sorted = sorted();
        int last = sorted.length - 1;
        int middle = last / 2;
        int high = (int) (last * 99L / 100);
        if (sign > 0) {
            long base = first + offset;
            return new Delay(count, min + offset, base + sorted[middle], base + sorted[high], max + offset);
        }
        long base = offset - first;
        return new Delay(count, offset - max, base - sorted[last - middle], base - sorted[last - high], offset - min);
    }

    private int[] sorted() {
        int[] sorted = Arrays.copyOf(distances, (int) Math.min(count, MOST));
        Arrays.sort(sorted);
        return sorted;
    }
}
