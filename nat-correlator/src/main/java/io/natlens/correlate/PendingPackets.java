package io.natlens.correlate;

import org.jspecify.annotations.Nullable;

/**
 * The packets that were seen lately, a small set-associative table: their fingerprint, where and when last, and at which
 * points and legs already. Where a set is full, what came into it first is overwritten, so that memory is bounded whatever
 * the rate.
 *
 * <p>With many connections every look into it misses the processor's caches. So what is asked of all packets of a set, the
 * fingerprints, lies together, and so does the rest of each packet; and {@link #touch} loads both ahead.
 */
final class PendingPackets {
    /** No slot. */
    static final int NONE = -1;

    /** How many packets a set holds. */
    static final int WAYS = 8;

    private static final int SET_BITS = 13;
    private static final int SLOTS = WAYS << SET_BITS;

    // the words of a packet
    /** When it was seen last. */
    private static final int TIME = 0;
    /**
     * The last appearance's direction and time to live, the first one's time to live, whether a choice was made between
     * this packet and others alike, and the lower bits of when it was seen first.
     */
    private static final int PASSAGE = 1;
    /** The points of the legs that it came to, up to six, the latest in the lowest bits: a host may have hundreds. */
    private static final int POINTS = 2;
    /** The numbers of these legs, as far as they fit, in the same order. */
    private static final int LEGS = 3;

    private static final int WORDS = 4;

    private static final int TTL_SHIFT = 1;
    private static final int START_TTL_SHIFT = 9;
    private static final int DOUBTFUL = 1 << 17;
    /** The direction of {@link #left}. */
    private static final int LEFT_DIRECTION_SHIFT = 18;

    private static final int START_SHIFT = 19;
    private static final long START = -1L << START_SHIFT;
    private static final long LAST_APPEARANCE = (1 << START_TTL_SHIFT) - 1;

    private static final int STATION_BITS = 10;
    private static final int STATION = (1 << STATION_BITS) - 1;
    private static final long WHOLE_TRAIL = (1L << (Long.SIZE / STATION_BITS * STATION_BITS)) - 1;

    private final long[] fingerprints = new long[SLOTS];
    private final long[] words = new long[SLOTS * WORDS];
    private final @Nullable Node[] nodes = new Node[SLOTS];
    private final @Nullable Node[] left = new Node[SLOTS];
    /** Of each set the way that is overwritten next. */
    private final byte[] oldest = new byte[1 << SET_BITS];

    @SuppressWarnings("UnusedVariable") // takes what touch() loads, so that the compiler does not leave that out
    private long touched;

    /** The first slot of the set in which a packet of this fingerprint may be; {@link #WAYS} slots are its. */
    static int set(long fingerprint) {
        return (int) (fingerprint >>> -SET_BITS) * WAYS;
    }

    /**
     * Loads what {@link #first} and {@link #insert} will ask for.
     *
     * @param counted was loaded for the same end
     */
    void touch(long fingerprint, long counted) {
        int set = set(fingerprint);
        touched ^= fingerprints[set] ^ fingerprints[set + WAYS - 1] ^ words[packet(oldest(set)) + TIME] ^ counted;
    }

    /** The first slot of a set that holds such a packet, or {@link #NONE}. */
    int first(int set, long fingerprint) {
        return find(set, 0, fingerprint);
    }

    /** The next one behind a slot. */
    int next(int slot, long fingerprint) {
        return find(slot & -WAYS, (slot & WAYS - 1) + 1, fingerprint);
    }

    private int find(int set, int from, long fingerprint) {
        for (int slot = set + from; slot < set + WAYS; slot++) {
            if (fingerprints[slot] == fingerprint) {
                return slot;
            }
        }
        return NONE;
    }

    /** When the packet was seen last, in nanoseconds since the epoch. */
    long time(int slot) {
        return words[packet(slot) + TIME];
    }

    /** When the packet was seen first, in nanoseconds since the epoch: not more than four hours before or after the last. */
    long start(int slot) {
        long time = time(slot);
        return time - (((time << START_SHIFT) - (passage(slot) & START)) >> START_SHIFT);
    }

    /** The leg that saw the packet last; null where there never was a packet. */
    @Nullable
    Node node(int slot) {
        return nodes[slot];
    }

    /** The direction of {@link #node} in which the packet went. */
    int direction(int slot) {
        return (int) passage(slot) & 1;
    }

    /** The time to live with which the packet was seen last. */
    int ttl(int slot) {
        return (int) (passage(slot) >> TTL_SHIFT) & 0xff;
    }

    /** The time to live with which the packet was seen first. */
    int startTtl(int slot) {
        return (int) (passage(slot) >> START_TTL_SHIFT) & 0xff;
    }

    /** Whether a choice was made between this packet and others alike. */
    boolean isDoubtful(int slot) {
        return (passage(slot) & DOUBTFUL) != 0;
    }

    void doubt(int slot) {
        if (!isDoubtful(slot)) {
            words[packet(slot) + PASSAGE] |= DOUBTFUL;
            left[slot] = null;
        }
    }

    /** Notes that of packets alike this one was chosen: it is about to pass from the leg where it was seen last. */
    void choose(int slot) {
        doubt(slot);
        left[slot] = nodes[slot];
        long kept = words[packet(slot) + PASSAGE] & ~(1L << LEFT_DIRECTION_SHIFT);
        words[packet(slot) + PASSAGE] = kept | (long) direction(slot) << LEFT_DIRECTION_SHIFT;
    }

    /** The leg from which the packet passed by the last choice; null where there was none. */
    @Nullable
    Node left(int slot) {
        return isDoubtful(slot) ? left[slot] : null;
    }

    /** The direction of {@link #left} in which the packet went. */
    int leftDirection(int slot) {
        return (int) (passage(slot) >> LEFT_DIRECTION_SHIFT) & 1;
    }

    /** Whether the packet has been at the node's capture point, if that is one of the last six legs' that it came to. */
    boolean hasBeenAtPointOf(int slot, Node node) {
        int point = pointOf(node);
        for (long points = words[packet(slot) + POINTS]; points != 0; points >>>= STATION_BITS) {
            if ((points & STATION) == point) {
                return true;
            }
        }
        return false;
    }

    /** Whether the packet has been at this very leg, if that is one of the last six, or at one whose number ends alike. */
    boolean hasBeenAt(int slot, Node node) {
        int point = pointOf(node);
        int leg = legOf(node);
        long legs = words[packet(slot) + LEGS];
        for (long points = words[packet(slot) + POINTS]; points != 0; points >>>= STATION_BITS) {
            if ((points & STATION) == point && (legs & STATION) == leg) {
                return true;
            }
            legs >>>= STATION_BITS;
        }
        return false;
    }

    /** The slot of the packet that came into its set before the others. */
    int oldest(int set) {
        return set + oldest[set / WAYS];
    }

    /** Puts a packet that was not seen before in the place of another. */
    void insert(int slot, long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        fingerprints[slot] = fingerprint;
        int at = packet(slot);
        words[at + TIME] = timeNanos;
        words[at + PASSAGE] =
                timeNanos << START_SHIFT | (long) ttl << START_TTL_SHIFT | (long) ttl << TTL_SHIFT | direction;
        words[at + POINTS] = pointOf(node);
        words[at + LEGS] = legOf(node);
        nodes[slot] = node;
        if (slot == oldest(slot & -WAYS)) {
            oldest[slot / WAYS] = (byte) (slot + 1 & WAYS - 1);
        }
    }

    /** Notes that the packet has been seen again. */
    void pass(int slot, long timeNanos, Node node, int direction, int ttl) {
        int at = packet(slot);
        words[at + TIME] = timeNanos;
        long kept = words[at + PASSAGE] & ~LAST_APPEARANCE;
        words[at + PASSAGE] = kept | (long) ttl << TTL_SHIFT | direction;
        if (!hasBeenAt(slot, node)) {
            words[at + POINTS] = (words[at + POINTS] << STATION_BITS | pointOf(node)) & WHOLE_TRAIL;
            words[at + LEGS] = (words[at + LEGS] << STATION_BITS | legOf(node)) & WHOLE_TRAIL;
        }
        nodes[slot] = node;
    }

    /**
     * Gives the packets that a node has seen last of all, since a time, to the node that has taken its place. It looks at
     * the whole table: a burst is seldom translated anew.
     *
     * @param passing the slot of one that stays
     * @return how many
     */
    int handOver(Node node, int direction, long since, Node successor, int passing) {
        int given = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (nodes[slot] == node && direction(slot) == direction && time(slot) >= since && slot != passing) {
                nodes[slot] = successor;
                given++;
            }
        }
        return given;
    }

    private long passage(int slot) {
        return words[packet(slot) + PASSAGE];
    }

    private static int packet(int slot) {
        return slot * WORDS;
    }

    /** The point's number in a trail, which is not 0. */
    private static int pointOf(Node node) {
        return node.point % STATION + 1;
    }

    private static int legOf(Node node) {
        return node.serial & STATION;
    }
}
