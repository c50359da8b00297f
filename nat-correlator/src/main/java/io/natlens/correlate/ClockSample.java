package io.natlens.correlate;

import java.util.Collection;
import java.util.List;

/**
 * How far the second of two clocks was ahead of the first, as packets that went both ways show it: half the sum of the
 * two differences of time (RFC 5905 section 8). It is wrong by at most half the round trip, and by nothing where both
 * ways took the same time.
 *
 * @param timeNanos when, in nanoseconds since the epoch, by the first clock
 * @param roundTripNanos what both ways took together
 */
record ClockSample(long timeNanos, long offsetNanos, long roundTripNanos) {
    /**
     * @param there the second point's time less the first's, of packets of one direction, in nanoseconds
     * @param back the same of packets of the other direction
     */
    static ClockSample of(long timeNanos, long there, long back) {
        return new ClockSample(timeNanos, (there + back) / 2, Math.abs(there - back));
    }

    /** Whether one clock could show both differences: one packet came later to the second point, the other to the first. */
    boolean isPossibleWithOneClock(long toleranceNanos) {
        return Math.abs(offsetNanos) <= roundTripNanos / 2 + toleranceNanos;
    }

    /** The samples without those whose round trip is long beside that of the others. */
    static List<ClockSample> quickest(Collection<ClockSample> samples) {
        long[] roundTrips =
                samples.stream().mapToLong(ClockSample::roundTripNanos).sorted().toArray();
        long usual = roundTrips.length == 0 ? 0 : roundTrips[(roundTrips.length - 1) / 2];
        return samples.stream()
                .filter(sample -> sample.roundTripNanos() <= 2 * usual)
                .toList();
    }
}
