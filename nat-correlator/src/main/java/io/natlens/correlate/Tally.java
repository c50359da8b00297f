package io.natlens.correlate;

/** The packets of one direction at one capture point: a row of {@link Tallies}. */
final class Tally {
    private final long[] block;
    private final int at;

    Tally(long[] block, int at) {
        this.block = block;
        this.at = at;
    }

    private long word(int number) {
        return block[at + number];
    }

    long packets() {
        return word(Tallies.PACKETS);
    }

    boolean isEmpty() {
        return packets() == 0;
    }

    /** The sum of the frames' original lengths. */
    long bytes() {
        return word(Tallies.BYTES);
    }

    /** Nanoseconds since the epoch; later than all times where there are no packets. */
    long firstSeen() {
        return word(Tallies.FIRST_SEEN);
    }

    /** Nanoseconds since the epoch; earlier than all times where there are no packets. */
    long lastSeen() {
        return word(Tallies.LAST_SEEN);
    }

    /** The first packet's time to live; 0 where there is none. */
    int ttl() {
        return (int) (word(Tallies.ROUTERS_TTL_FOLLOWED) >>> Tallies.TTL_SHIFT) & 0xff;
    }

    /** As {@link Hop#isUnrouted()}; false where there is no packet. */
    boolean isUnrouted() {
        return Hop.isUnrouted(ttl());
    }

    /** How many packets that can be compared were seen here last of all. */
    long ended() {
        return Math.max(0, word(Tallies.ENDED));
    }

    /** Whether most packets were seen here last of all, as far as could be compared. */
    boolean endsHere() {
        return 2 * ended() > packets();
    }

    private int followed() {
        return (int) word(Tallies.ROUTERS_TTL_FOLLOWED) & Tallies.FOLLOWED;
    }

    /** Whether any packet had been seen elsewhere before. */
    boolean isFollowed() {
        return followed() > 0;
    }

    /** How much later than the first point this one sees packets, in nanoseconds; {@link #isFollowed} must hold. */
    double meanLag() {
        return (double) word(Tallies.LAGS) / followed();
    }

    /** How many routers packets have passed since the first point; {@link #isFollowed} must hold. */
    double meanRouters() {
        return (double) (word(Tallies.ROUTERS_TTL_FOLLOWED) >> Tallies.ROUTERS_SHIFT) / followed();
    }
}
