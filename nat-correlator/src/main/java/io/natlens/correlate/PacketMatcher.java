package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import org.jspecify.annotations.Nullable;

/**
 * Finds a packet again at its next capture point, and ties the two legs.
 *
 * <p>A small set-associative table holds the packets that were seen lately: their fingerprint, where and when last, and at
 * which points already. Where a set is full its oldest packet is overwritten, so that memory is bounded whatever the
 * rate; at low rates the time limit rules.
 *
 * <p>Packets of several connections may be byte for byte alike. Of those that fit, the one is taken that fits best; the
 * tie then counts less, and {@link Resolver} decides between the legs.
 */
final class PacketMatcher {
    private static final int SETS = 1 << 13;
    private static final int WAYS = 8;
    private static final int WORDS = 5;
    private static final int FINGERPRINT = 0;
    private static final int TIME = 1;
    /** The time of the first appearance. */
    private static final int START = 2;
    /**
     * The last appearance's direction and time to live, the first one's time to live, whether a choice was made between
     * this packet and others alike, and, a bit each, the points that have seen it.
     */
    private static final int PASSAGE = 3;
    /** A bit each, the legs that have seen it. */
    private static final int LEGS = 4;

    private static final int TTL_SHIFT = 1;
    private static final int START_TTL_SHIFT = 9;
    private static final int DOUBTFUL = 1 << 17;
    private static final int POINTS_SHIFT = 18;
    private static final int POINTS = 64 - POINTS_SHIFT;
    private static final long LAST_APPEARANCE = (1 << START_TTL_SHIFT) - 1;

    /** No stack sends a segment again so soon (TCP_RTO_MIN and TCP_TIMEOUT_MIN in include/net/tcp.h), in nanoseconds. */
    private static final long RETRANSMISSION = 2_000_000;

    private static final int NONE = -1;

    private final Ties ties;
    private final long[] words = new long[SETS * WAYS * WORDS];
    private final @Nullable Node[] nodes = new Node[SETS * WAYS];

    PacketMatcher(Ties ties) {
        this.ties = ties;
    }

    /**
     * Takes the next packet, in the order of time.
     *
     * @return the packet's node: the one given, or a new one of the same leg if the packet shows that the leg's tuple is
     *     another connection's now
     */
    Node observe(long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        int set = (int) (fingerprint >>> 51) * WAYS;
        int found = NONE;
        int fitting = 0;
        for (int slot = set; slot < set + WAYS; slot++) {
            if (words[slot * WORDS + FINGERPRINT] == fingerprint
                    && isRecent(slot, timeNanos, node)
                    && fits(slot, node, direction, ttl)) {
                found = slot;
                fitting++;
            }
        }
        if (fitting == 0) {
            insert(set, fingerprint, timeNanos, node, direction, ttl);
            return node;
        }
        if (fitting > 1 || isDoubtful(found)) {
            return choose(set, fingerprint, timeNanos, node, direction, ttl);
        }
        if (isLikelyAnother(found, timeNanos, node, direction, ttl)) {
            Certainty certainty = certainty(fit(found, node, direction, ttl), 1);
            ties.tie(nodes[found], direction(found), node, direction, timeNanos - time(found), certainty, false);
            insert(set, fingerprint, timeNanos, node, direction, ttl);
            return node;
        }
        return match(found, timeNanos, node, direction, ttl, Certainty.EXACT);
    }

    /**
     * Whether what fits may well be the like packet of another sender: its time to live would have grown, which only
     * clocks that differ explain, or its source would have been rewritten without routing, which happens on a bridge only.
     * Both are then followed, and what else the legs share decides.
     */
    private boolean isLikelyAnother(int slot, long timeNanos, Node node, int direction, int ttl) {
        Node last = nodes[slot];
        if (last == null || node.leg.protocol() == FiveTuple.TCP || ttl < ttl(slot)) {
            return false;
        }
        // at one and the same time, as a clock of microseconds has it, nothing says which of two was first
        return ttl > ttl(slot)
                ? timeNanos > time(slot)
                : !Fit.isSourceKept(last.leg, direction(slot), node.leg, direction);
    }

    /** Of several packets alike takes the one that fits best, and of those that fit as well the oldest. */
    private Node choose(int set, long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        int best = NONE;
        int bestFit = -1;
        int equals = 0;
        for (int slot = set; slot < set + WAYS; slot++) {
            boolean candidate = words[slot * WORDS + FINGERPRINT] == fingerprint
                    && isRecent(slot, timeNanos, node)
                    && fits(slot, node, direction, ttl);
            if (!candidate) {
                continue;
            }
            int fit = fit(slot, node, direction, ttl);
            equals = fit > bestFit ? 1 : fit == bestFit ? equals + 1 : equals;
            if (fit > bestFit || (fit == bestFit && time(slot) < time(best))) {
                best = slot;
                bestFit = fit;
            }
            // whichever is taken, the others are left by a choice and not by necessity
            words[slot * WORDS + PASSAGE] |= bestFit >= Fit.SURE ? 0 : DOUBTFUL;
        }
        return match(best, timeNanos, node, direction, ttl, certainty(bestFit, equals));
    }

    private static Certainty certainty(int bestFit, int equals) {
        if (equals > 1) {
            return Certainty.ARBITRARY;
        }
        return bestFit >= Fit.SURE
                ? Certainty.EXACT
                : bestFit >= Fit.LIKELY ? Certainty.PREFERRED : Certainty.ARBITRARY;
    }

    private Node match(int slot, long timeNanos, Node node, int direction, int ttl, Certainty certainty) {
        Node last = nodes[slot];
        if (isCopy(slot, node)) {
            return node;
        }
        Node now = node;
        if (last != null) {
            now = certainty == Certainty.EXACT && ties.isReused(node, last) ? ties.renew(node) : node;
            boolean turned = hasBeenAt(slot, now);
            ties.tie(last, direction(slot), now, direction, timeNanos - time(slot), certainty, turned);
        }
        if (certainty == Certainty.EXACT) {
            now.tally(direction).follow(timeNanos - words[slot * WORDS + START], startTtl(slot) - ttl);
        }
        long kept = words[slot * WORDS + PASSAGE] & ~LAST_APPEARANCE;
        words[slot * WORDS + PASSAGE] = kept | bit(now) | (long) ttl << TTL_SHIFT | direction;
        words[slot * WORDS + LEGS] |= legBit(now);
        words[slot * WORDS + TIME] = timeNanos;
        nodes[slot] = now;
        return now;
    }

    /**
     * Whether the leg has had this packet before and shows a copy, which a bridge flooded or handed up to its own
     * interface: the way that it came first is the one that counts.
     */
    private boolean isCopy(int slot, Node node) {
        return hasBeenAt(slot, node) && (words[slot * WORDS + LEGS] & legBit(node)) != 0;
    }

    private void insert(int set, long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        int slot = victim(set, fingerprint, node, direction);
        boolean copy = nodes[slot] == node
                && words[slot * WORDS + FINGERPRINT] == fingerprint
                && timeNanos - time(slot) < RETRANSMISSION;
        if (copy) {
            return;
        }
        words[slot * WORDS + FINGERPRINT] = fingerprint;
        words[slot * WORDS + TIME] = timeNanos;
        words[slot * WORDS + START] = timeNanos;
        words[slot * WORDS + PASSAGE] = bit(node) | (long) ttl << START_TTL_SHIFT | (long) ttl << TTL_SHIFT | direction;
        words[slot * WORDS + LEGS] = legBit(node);
        nodes[slot] = node;
    }

    /** The slot of the same packet's last appearance at this very leg, which this one repeats; else the oldest. */
    private int victim(int set, long fingerprint, Node node, int direction) {
        int oldest = set;
        for (int slot = set; slot < set + WAYS; slot++) {
            boolean repeated = words[slot * WORDS + FINGERPRINT] == fingerprint
                    && nodes[slot] == node
                    && direction(slot) == direction;
            if (repeated) {
                return slot;
            }
            if (time(slot) < time(oldest)) {
                oldest = slot;
            }
        }
        return oldest;
    }

    /** TCP's numbers are unique for longer than the payload of a datagram, which may be asked again. */
    private boolean isRecent(int slot, long timeNanos, Node node) {
        long limit = node.leg.protocol() == FiveTuple.TCP ? Ties.TCP_WINDOW : Ties.DATAGRAM_WINDOW;
        return Math.abs(timeNanos - time(slot)) <= limit;
    }

    /** Whether the packet in the slot may be the one that this leg sees now. */
    private boolean fits(int slot, Node node, int direction, int ttl) {
        Node last = nodes[slot];
        if (last == null || last == node || last.isTold()) {
            return false;
        }
        if (node.leg.protocol() == FiveTuple.TCP) {
            return true;
        }
        // a point sees a packet twice where it is turned around there: only routing tells that from two alike
        if (hasBeenAt(slot, node) && ttl >= ttl(slot)) {
            return false;
        }
        Edge against = last.edgeTo(node, 1 - (direction(slot) ^ direction));
        return against == null || against.exact() == 0;
    }

    /** How well it fits, beside others that are alike; the greater the better. */
    private int fit(int slot, Node node, int direction, int ttl) {
        Node last = nodes[slot];
        if (last == null || hasBeenAt(slot, node)) {
            return 0;
        }
        Edge known = last.edgeTo(node, direction(slot) ^ direction);
        boolean tied = known != null && known.exact() > 0;
        return Fit.of(last.leg, direction(slot), node.leg, direction, ttl <= ttl(slot), tied);
    }

    private boolean hasBeenAt(int slot, Node node) {
        return (words[slot * WORDS + PASSAGE] & bit(node)) != 0;
    }

    private int ttl(int slot) {
        return (int) (words[slot * WORDS + PASSAGE] >> TTL_SHIFT) & 0xff;
    }

    private int startTtl(int slot) {
        return (int) (words[slot * WORDS + PASSAGE] >> START_TTL_SHIFT) & 0xff;
    }

    private boolean isDoubtful(int slot) {
        return (words[slot * WORDS + PASSAGE] & DOUBTFUL) != 0;
    }

    private long time(int slot) {
        return words[slot * WORDS + TIME];
    }

    private int direction(int slot) {
        return (int) words[slot * WORDS + PASSAGE] & 1;
    }

    private static long legBit(Node node) {
        return 1L << node.serial;
    }

    private static long bit(Node node) {
        return 1L << (POINTS_SHIFT + node.leg.point().number() % POINTS);
    }
}
