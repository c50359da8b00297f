package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a capture point saw in the whole run.
 *
 * @param bytes the sum of the frames' original lengths, link layer included
 * @param firstSeen nanoseconds since the epoch; 0 where there are no packets
 * @param dropped frames that the capturing side lost; empty where it does not say
 * @param clockOffsetNanos how far this point's clock was ahead of the first point's when it saw its first packet; 0 where
 *     the delays are possible with one clock, empty where no packets tie the two
 * @param clockDriftPpm how many microseconds its clock gains on the first point's in a second; 0 where nothing shows any,
 *     empty as the offset
 * @param undecodable frames whose link type is not decoded, or that ended before their tuple was known
 * @param strayFragments fragments whose first one was not seen, so that they belong to no flow
 */
public record PointSummary(
        CapturePoint capturePoint,
        long packets,
        long bytes,
        long firstSeen,
        long lastSeen,
        OptionalLong dropped,
        OptionalLong clockOffsetNanos,
        OptionalDouble clockDriftPpm,
        long undecodable,
        long strayFragments) {}
