package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What flows show of the clocks of two capture points: whether one clock may show the time at both, and of each window of
 * time the sample with the shortest round trip, which is the least wrong (RFC 5905 section 10).
 */
final class PointPair {
    /** A bridge hands a copy to its own tap some microseconds late, in both directions; in nanoseconds. */
    private static final long TOLERANCE = 200_000;

    /** What chance may make of a single flow: its packets held up in both directions; in nanoseconds. */
    private static final long ACCIDENT = 10_000_000;

    private static final int LEAST = 3;

    /** A packet taken for another does not make a clock: of so many flows one may show something else. */
    private static final int OUTLIERS = 10;

    /** After so many flows that one clock may explain, and none else, no more are asked. */
    private static final int ENOUGH = 64;

    private static final int MOST_WINDOWS = 64;

    /** Of the two points the one with the lower number. */
    final CapturePoint first;

    final CapturePoint second;
    private final Map<Long, ClockSample> windows = new TreeMap<>();
    /** A window's length as a power of two, in nanoseconds: a millisecond to begin with. */
    private int windowBits = 20;

    private long possible;
    private boolean impossible;

    PointPair(CapturePoint first, CapturePoint second) {
        this.first = first;
        this.second = second;
    }

    void add(ClockSample sample) {
        if (sample.isPossibleWithOneClock(TOLERANCE)) {
            possible++;
        } else {
            impossible = true;
        }
        keepBest(sample);
        while (windows.size() > MOST_WINDOWS) {
            windowBits++;
            List<ClockSample> kept = new ArrayList<>(windows.values());
            windows.clear();
            kept.forEach(this::keepBest);
        }
    }

    private void keepBest(ClockSample sample) {
        windows.merge(
                sample.timeNanos() >> windowBits, sample, (a, b) -> b.roundTripNanos() < a.roundTripNanos() ? b : a);
    }

    /** Whether it is plain that the points share a clock, so that nothing more need be learnt. */
    boolean isSettled() {
        return possible >= ENOUGH && !impossible;
    }

    /**
     * Whether the two clocks differ; if not, they show one time as far as is known. Only the quick samples are asked:
     * with a packet that was lost and sent again in between, anything is possible.
     */
    boolean differs() {
        int excluded = 0;
        int included = 0;
        long largest = 0;
        for (ClockSample sample : ClockSample.quickest(windows.values())) {
            if (sample.isPossibleWithOneClock(TOLERANCE)) {
                included++;
            } else {
                excluded++;
                largest = Math.max(largest, Math.abs(sample.offsetNanos()));
            }
        }
        return excluded > OUTLIERS * included && (excluded >= LEAST || largest > ACCIDENT);
    }

    Collection<ClockSample> samples() {
        return windows.values();
    }
}
