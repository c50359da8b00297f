package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import org.jspecify.annotations.Nullable;

/**
 * A leg's place on the path of one direction.
 *
 * @param tuple as the direction's packets carry it at this point
 * @param vlan as {@link io.natlens.decode.Observation#vlan()}
 * @param packets at least 1
 * @param bytes the sum of the frames' original lengths, link layer included
 * @param ttl time to live, or hop limit, of the first packet
 * @param firstSeen nanoseconds since the epoch
 * @param retransmissions TCP segments that were seen here for the second time; 0 for other protocols
 * @param lost since the hop before; null at the first, and where it cannot be known
 * @param delay from the hop before; null at the first, and where no packet was seen at both
 */
public record Hop(
        CapturePoint capturePoint,
        FiveTuple tuple,
        int vlan,
        long packets,
        long bytes,
        int ttl,
        long firstSeen,
        long lastSeen,
        long retransmissions,
        @Nullable Loss lost,
        @Nullable Delay delay) {
    /** Whether a time, in nanoseconds since the epoch, is neither before the first packet here nor behind the last. */
    public boolean covers(long timeNanos) {
        return timeNanos >= firstSeen && timeNanos <= lastSeen;
    }
}
