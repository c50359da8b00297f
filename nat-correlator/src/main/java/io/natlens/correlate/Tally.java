package io.natlens.correlate;

/** The packets of one direction at one capture point. */
final class Tally {
    /** Means that so many packets have shown change no more; and the sum of their times to live fits into 32 bits. */
    private static final int MOST_FOLLOWED = 1 << 23;

    private long packets;
    private long bytes;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = Long.MIN_VALUE;
    private int ttl;
    private int different;
    private int left;
    private int followed;
    private long lags;
    private int routers;

    void count(long timeNanos, int length, int ofTtl) {
        if (packets++ == 0) {
            ttl = ofTtl;
        }
        bytes += length;
        firstSeen = Math.min(firstSeen, timeNanos);
        lastSeen = Math.max(lastSeen, timeNanos);
    }

    /** Notes a packet that can be compared and is no copy of one that was here before. */
    void appear() {
        different++;
    }

    /** Notes that such a packet has been seen elsewhere afterwards. */
    void leave() {
        left++;
    }

    /** How many packets that can be compared were seen here last of all. */
    long ended() {
        return Math.max(0, different - left);
    }

    /**
     * Notes a packet that another point had seen first.
     *
     * @param lag nanoseconds since then
     * @param ttlLost how much less its time to live is here
     */
    void follow(long lag, int ttlLost) {
        if (followed == MOST_FOLLOWED) {
            return;
        }
        followed++;
        lags += lag;
        routers += ttlLost;
    }

    /** Whether any packet had been seen elsewhere before. */
    boolean isFollowed() {
        return followed > 0;
    }

    /** How much later than the first point this one sees packets, in nanoseconds; {@link #isFollowed} must hold. */
    double meanLag() {
        return (double) lags / followed;
    }

    /** How many routers packets have passed since the first point; {@link #isFollowed} must hold. */
    double meanRouters() {
        return (double) routers / followed;
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
