package io.natlens.correlate;

/** The packets of one direction at one capture point. */
final class Tally {
    private long packets;
    private long bytes;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = Long.MIN_VALUE;
    private int ttl;

    void count(long timeNanos, int length, int ofTtl) {
        if (packets++ == 0) {
            ttl = ofTtl;
        }
        bytes += length;
        firstSeen = Math.min(firstSeen, timeNanos);
        lastSeen = Math.max(lastSeen, timeNanos);
    }

    long packets() {
        return packets;
    }

    boolean isEmpty() {
        return packets == 0;
    }

    /** The sum of the frames' original lengths. */
    long bytes() {
        return bytes;
    }

    /** Nanoseconds since the epoch; later than all times where there are no packets. */
    long firstSeen() {
        return firstSeen;
    }

    /** Nanoseconds since the epoch; earlier than all times where there are no packets. */
    long lastSeen() {
        return lastSeen;
    }

    /** The first packet's time to live; 0 where there is none. */
    int ttl() {
        return ttl;
    }
}
