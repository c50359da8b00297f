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
    /** An identifier's width (IEEE 802.1Q). */
    private static final int VLAN_BITS = 12;

    /** The only VLAN, or the inner one of QinQ; 0 if untagged. */
    public int innerVlan() {
        return vlan & ((1 << VLAN_BITS) - 1);
    }

    /** The outer VLAN of QinQ; 0 if there is none. */
    public int outerVlan() {
        return vlan >>> VLAN_BITS;
    }

    /** Whether the first packet's time to live is one that systems begin with, so that nobody is likely to have routed it. */
    public boolean isUnrouted() {
        return isUnrouted(ttl);
    }

    /** Whether systems begin with this time to live. */
    static boolean isUnrouted(int ttl) {
        return ttl == 64 || ttl == 128 || ttl == 255;
    }

    /** Whether a time, in nanoseconds since the epoch, is neither before the first packet here nor behind the last. */
    public boolean covers(long timeNanos) {
        return timeNanos >= firstSeen && timeNanos <= lastSeen;
    }
}
