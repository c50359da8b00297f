package io.natlens.leg;

import io.natlens.frame.CapturePoint;

/** What passed one capture point. */
public final class PointCounts {
    private final CapturePoint point;
    private long packets;
    private long bytes;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = Long.MIN_VALUE;
    private long undecodable;
    private long strayFragments;

    PointCounts(CapturePoint point) {
        this.point = point;
    }

    void count(long timeNanos, int length) {
        packets++;
        bytes += length;
        firstSeen = Math.min(firstSeen, timeNanos);
        lastSeen = Math.max(lastSeen, timeNanos);
    }

    void countUndecodable() {
        undecodable++;
    }

    void countStrayFragment() {
        strayFragments++;
    }

    public CapturePoint point() {
        return point;
    }

    public long packets() {
        return packets;
    }

    /** The sum of the frames' original lengths. */
    public long bytes() {
        return bytes;
    }

    /** Nanoseconds since the epoch; meaningless where there are no packets. */
    public long firstSeen() {
        return firstSeen;
    }

    public long lastSeen() {
        return lastSeen;
    }

    /** Frames whose link type is not decoded, or that ended before their tuple was known. */
    public long undecodable() {
        return undecodable;
    }

    /** Fragments whose first fragment this point did not see, so that their connection is not known. */
    public long strayFragments() {
        return strayFragments;
    }
}
