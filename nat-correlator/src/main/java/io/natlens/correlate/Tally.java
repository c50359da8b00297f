package io.natlens.correlate;

/**
 * The packets of one direction at one capture point. There are two for each leg, and they are asked for each packet: the
 * fields fill one line of a processor's cache, and one more would take eight bytes.
 */
final class Tally {
    /** Means that so many packets have shown change no more; and the sum of their times to live fits into 32 bits. */
    private static final int MOST_FOLLOWED = 1 << 23;

    private static final int TTL_SHIFT = 24;

    private long packets;
    private long bytes;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = Long.MIN_VALUE;
    /** Packets that were seen here and nowhere else afterwards. */
    private int ended;

    private long lags;
    private int routers;
    /** The first packet's time to live, and how many packets {@link #lags} and {@link #routers} are the sums of. */
    private int ttlAndFollowed;

    void count(long timeNanos, int length, int ofTtl) {
        if (packets++ == 0) {
            ttlAndFollowed |= ofTtl << TTL_SHIFT;
        }
        bytes += length;
        firstSeen = Math.min(firstSeen, timeNanos);
        lastSeen = Math.max(lastSeen, timeNanos);
    }

    /** Notes a packet that can be compared and is no copy of one that was here before. */
    void appear() {
        ended++;
    }

    /** Notes that such a packet has been seen elsewhere afterwards. */
    void leave() {
        ended--;
    }

    /** How many packets that can be compared were seen here last of all. */
    long ended() {
        return Math.max(0, ended);
    }

    /**
     * Notes a packet that another point had seen first.
     *
     * @param lag nanoseconds since then
     * @param ttlLost how much less its time to live is here
     */
    void follow(long lag, int ttlLost) {
        if (followed() == MOST_FOLLOWED) {
            return;
        }
        ttlAndFollowed++;
        lags += lag;
        routers += ttlLost;
    }

    private int followed() {
        return ttlAndFollowed & ((1 << TTL_SHIFT) - 1);
    }

    /** Whether any packet had been seen elsewhere before. */
    boolean isFollowed() {
        return followed() > 0;
    }

    /** How much later than the first point this one sees packets, in nanoseconds; {@link #isFollowed} must hold. */
    double meanLag() {
        return (double) lags / followed();
    }

    /** How many routers packets have passed since the first point; {@link #isFollowed} must hold. */
    double meanRouters() {
        return (double) routers / followed();
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
        return ttlAndFollowed >>> TTL_SHIFT;
    }
}
