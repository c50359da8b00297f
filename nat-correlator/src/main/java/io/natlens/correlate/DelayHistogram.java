package io.natlens.correlate;

/**
 * Counts of delays in classes an eighth of a power of two wide, so that a delay is known to within 6 % whatever its size.
 * Only the classes between the least and the greatest delay take memory.
 */
final class DelayHistogram {
    /** How many bits of a delay's magnitude, below its highest, tell the classes of one power of two apart. */
    private static final int PRECISION = 3;

    private long[] counts = new long[16];
    /** The class of the first count. */
    private int lowest;

    private long total;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long nanos) {
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        int index = indexOf(nanos);
        if (total == 0) {
            lowest = index - counts.length / 2;
        }
        if (index < lowest || index >= lowest + counts.length) {
            grow(index);
        }
        counts[index - lowest]++;
        total++;
    }

    private void grow(int index) {
        int from = Math.min(lowest, index - 8);
        int to = Math.max(lowest + counts.length, index + 8);
        long[] larger = new long[to - from];
        System.arraycopy(counts, 0, larger, lowest - from, counts.length);
        counts = larger;
        lowest = from;
    }

    long count() {
        return total;
    }

    /**
     * The delay in the middle of the class that has the one of this rank; of the first and the last rank exactly.
     *
     * @param rank from 0, of the least delay, to the number of delays less one
     */
    long ofRank(long rank) {
        if (rank == 0 || rank == total - 1) {
            return rank == 0 ? min : max;
        }
        long before = 0;
        int index = 0;
        while (before + counts[index] <= rank) {
            before += counts[index++];
        }
        return Math.max(min, Math.min(max, middleOf(lowest + index)));
    }

    /** Classes of negative delays have negative numbers, mirrored. */
    private static int indexOf(long nanos) {
        return nanos < 0 ? -1 - classOf(-nanos) : classOf(nanos);
    }

    private static int classOf(long magnitude) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(magnitude | 1) - PRECISION);
        return (shift << PRECISION) + (int) (magnitude >>> shift);
    }

    private static long middleOf(int index) {
        return index < 0 ? -middleOf(-1 - index) : (lowerBound(index) + lowerBound(index + 1) - 1) / 2;
    }

    private static long lowerBound(int ofClass) {
        int shift = Math.max(0, (ofClass >> PRECISION) - 1);
        return (long) (ofClass - (shift << PRECISION)) << shift;
    }
}
