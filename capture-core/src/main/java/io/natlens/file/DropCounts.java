package io.natlens.file;

import io.natlens.frame.CapturePoint;
import java.util.Arrays;
import java.util.OptionalLong;

/** How many frames were lost, by capture point. */
final class DropCounts {
    /** By the point's number; the count plus 1, so that 0 is a point of which nothing is known. */
    private long[] counts = new long[8];

    void add(CapturePoint point, long more) {
        if (point.number() >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * point.number());
        }
        counts[point.number()] = Math.max(1, counts[point.number()]) + more;
    }

    OptionalLong of(CapturePoint point) {
        long count = point.number() < counts.length ? counts[point.number()] : 0;
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count - 1);
    }
}
