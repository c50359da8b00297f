package io.natlens.leg;

import java.util.Arrays;

/** Ranges of TCP sequence numbers that were not seen though later ones were, in their order; of very many the highest. */
final class SequenceGaps {
    /** Two for each gap: the first number missing, and the first that is not. */
    private static final int MOST_BOUNDS = 32;

    private int[] bounds = new int[4];
    private int size;

    /** Takes a gap above all others. */
    void add(int from, int to) {
        insert(size, from, to);
    }

    private void insert(int at, int from, int to) {
        int place = at;
        if (size == MOST_BOUNDS) {
            // the lowest has the best chance never to be filled
            System.arraycopy(bounds, 2, bounds, 0, size - 2);
            size -= 2;
            place = Math.max(0, at - 2);
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        System.arraycopy(bounds, place, bounds, place + 2, size - place);
        bounds[place] = from;
        bounds[place + 1] = to;
        size += 2;
    }

    /** Takes the numbers from one up to another out of the gaps, and counts those that were in one. */
    int fill(int from, int to) {
        int filled = 0;
        for (int gap = 0; gap < size; ) {
            int start = bounds[gap];
            int end = bounds[gap + 1];
            int low = start - from > 0 ? start : from;
            int high = end - to < 0 ? end : to;
            if (high - low <= 0) {
                gap += 2;
                continue;
            }
            filled += high - low;
            if (low == start && high == end) {
                size -= 2;
                System.arraycopy(bounds, gap + 2, bounds, gap, size - gap);
            } else if (low == start) {
                bounds[gap] = high;
            } else {
                bounds[gap + 1] = low;
                if (high != end) {
                    insert(gap + 2, high, end);
                }
                gap += 2;
            }
        }
        return filled;
    }

    /** How many numbers are missing in gaps below this number; of gaps as long as the limit or longer, none count. */
    long below(int number, int limit) {
        long missing = 0;
        for (int gap = 0; gap < size; gap += 2) {
            int length = bounds[gap + 1] - bounds[gap];
            boolean counts = number - bounds[gap + 1] >= 0 && length < limit;
            missing += counts ? length : 0;
        }
        return missing;
    }
}
