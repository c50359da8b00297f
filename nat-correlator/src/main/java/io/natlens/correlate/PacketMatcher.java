package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import io.natlens.leg.SentBytes;

/**
 * Finds a packet again at its next capture point, and ties the two legs.
 *
 * <p>{@link PendingPackets} bounds what is remembered at high rates; at low rates the time limit rules.
 *
 * <p>Packets of several connections may be byte for byte alike. Of those that fit, the one is taken that fits best; the
 * tie then counts less, and {@link Resolver} decides between the legs.
 */
final class PacketMatcher {
    /** More do not lie between a host's NAT and the point to which it turns a packet around, be it a host in a host. */
    private static final int MOST_ROUTERS = 4;

    private static final int NONE = PendingPackets.NONE;

    private final Ties ties;
    private final Tallies tallies;
    private final Successions successions;
    private final RaisedTtl raised;
    private final PendingPackets pending = new PendingPackets();

    PacketMatcher(Ties ties, Tallies tallies, Successions successions, RaisedTtl raised) {
        this.ties = ties;
        this.tallies = tallies;
        this.successions = successions;
        this.raised = raised;
    }

    /** Tells that such a packet comes soon, and in which row of the tallies it will be counted. */
    void expect(long fingerprint, int row) {
        pending.touch(fingerprint, tallies.packets(row));
    }

    /**
     * Takes the next packet, in the order of time.
     *
     * @return the packet's node: the one given, or a new one of the same leg if the packet shows that the leg's tuple is
     *     another connection's now
     */
    Node observe(long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        int first = pending.first(PendingPackets.set(fingerprint), fingerprint);
        int found = NONE;
        int fitting = 0;
        for (int slot = first; slot != NONE; slot = pending.next(slot, fingerprint)) {
            if (isRecent(slot, timeNanos, node) && fits(slot, node, direction, ttl)) {
                found = slot;
                fitting++;
            }
        }
        if (fitting == 0) {
            if (insert(first, fingerprint, timeNanos, node, direction, ttl)) {
                tallies.appear(node.row(direction));
            }
            return node;
        }
        if (fitting > 1 || pending.isDoubtful(found)) {
            return choose(first, fingerprint, timeNanos, node, direction, ttl);
        }
        Node last = pending.node(found);
        if (last != null && ttl > pending.ttl(found) && timeNanos > pending.time(found)) {
            raised.learn(last, pending.direction(found), node, direction, ttl - pending.ttl(found));
        }
        if (last != null && isLikelyAnother(found, last, timeNanos, node, direction, ttl)) {
            Certainty certainty = certainty(fit(found, node, direction, ttl), 1);
            long nanos = timeNanos - pending.time(found);
            ties.tie(last, pending.direction(found), node, direction, nanos, certainty, false);
            tallies.leave(last.row(pending.direction(found)));
            insert(first, fingerprint, timeNanos, node, direction, ttl);
            return node;
        }
        return match(found, timeNanos, node, direction, ttl, Certainty.EXACT);
    }

    /**
     * Whether what fits may well be the like packet of another sender: its time to live would have grown, which between
     * points where it is not {@link RaisedTtl known to} only clocks that differ explain, or its source would have been
     * rewritten without routing, which happens on a bridge only. Both are then followed, and what else the legs share
     * decides.
     */
    private boolean isLikelyAnother(int slot, Node last, long timeNanos, Node node, int direction, int ttl) {
        if (node.protocol == FiveTuple.TCP || ttl < pending.ttl(slot) || raised.isBetween(last, node)) {
            return false;
        }
        // at one and the same time, as a clock of microseconds has it, nothing says which of two was first
        return ttl > pending.ttl(slot)
                ? timeNanos > pending.time(slot)
                : !Fit.isSourceKept(last.leg, pending.direction(slot), node.leg, direction);
    }

    /** Of several packets alike takes the one that fits best, and of those that fit as well the oldest. */
    private Node choose(int first, long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        int best = NONE;
        int bestFit = -1;
        int equals = 0;
        for (int slot = first; slot != NONE; slot = pending.next(slot, fingerprint)) {
            if (!isRecent(slot, timeNanos, node) || !fits(slot, node, direction, ttl)) {
                continue;
            }
            int fit = fit(slot, node, direction, ttl);
            equals = fit > bestFit ? 1 : fit == bestFit ? equals + 1 : equals;
            if (fit > bestFit || (fit == bestFit && pending.time(slot) < pending.time(best))) {
                best = slot;
                bestFit = fit;
            }
            // whichever is taken, the others are left by a choice and not by necessity
            if (bestFit < Fit.SURE) {
                pending.doubt(slot);
            }
        }
        if (bestFit < Fit.SURE) {
            noteDoubts(first, fingerprint, timeNanos, node, direction, ttl);
            pending.choose(best);
        }
        return match(best, timeNanos, node, direction, ttl, certainty(bestFit, equals));
    }

    /** Notes the legs that this packet may have come from: by packets that fit, and by such as earlier ones were taken for. */
    private void noteDoubts(int first, long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        for (int slot = first; slot != NONE; slot = pending.next(slot, fingerprint)) {
            if (isRecent(slot, timeNanos, node)) {
                boolean fits = fits(slot, node, direction, ttl);
                Node from = fits ? pending.node(slot) : pending.left(slot);
                int fromDirection = fits ? pending.direction(slot) : pending.leftDirection(slot);
                if (from != null && from.leg.point() != node.leg.point() && !from.isTold()) {
                    from.doubt(node, fromDirection ^ direction);
                    node.doubt(from, fromDirection ^ direction);
                }
            }
        }
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
        boolean turned = pending.hasBeenAtPointOf(slot, node);
        if (turned && hasBeenAt(slot, node)) {
            // a copy, which a bridge flooded or handed up to its own interface: the way that it came first is the one
            // that counts
            return node;
        }
        Node now = tie(slot, timeNanos, node, direction, ttl, certainty, turned);
        tallies.appear(now.row(direction));
        if (certainty == Certainty.EXACT) {
            tallies.follow(now.row(direction), timeNanos - pending.start(slot), pending.startTtl(slot) - ttl);
        }
        pending.pass(slot, timeNanos, now, direction, ttl);
        return now;
    }

    /**
     * Ties the leg to the one that saw the packet last.
     *
     * @return the leg's node, as {@link #observe}
     */
    private Node tie(int slot, long timeNanos, Node node, int direction, int ttl, Certainty certainty, boolean turned) {
        Node last = pending.node(slot);
        if (last == null) {
            return node;
        }
        int lastDirection = pending.direction(slot);
        Node now = node;
        tallies.leave(last.row(lastDirection));
        if (certainty == Certainty.EXACT && !turned && Successions.mayShow(last, lastDirection, node, direction)) {
            last = successions.ofEarlier(last, node, ttl, pending, slot);
            now = successions.ofLater(node, direction, ttl, last, pending, slot);
            // in the place of a node that began long ago there may be one now beside which others are silent
            last = now == node ? last : successions.ofEarlier(last, now, ttl, pending, slot);
        }
        ties.tie(last, lastDirection, now, direction, timeNanos - pending.time(slot), certainty, turned);
        return now;
    }

    /** @return whether the packet is no copy of one that the leg has just seen */
    private boolean insert(int first, long fingerprint, long timeNanos, Node node, int direction, int ttl) {
        int repeated = repeated(first, fingerprint, node, direction);
        if (repeated == NONE) {
            pending.insert(
                    pending.oldest(PendingPackets.set(fingerprint)), fingerprint, timeNanos, node, direction, ttl);
            return true;
        }
        boolean again = timeNanos - pending.time(repeated) >= SentBytes.SOONEST_RETRANSMISSION;
        if (again) {
            pending.insert(repeated, fingerprint, timeNanos, node, direction, ttl);
        }
        return again;
    }

    /** The slot of the same packet's last appearance at this very leg, which this one repeats, or {@link #NONE}. */
    private int repeated(int first, long fingerprint, Node node, int direction) {
        for (int slot = first; slot != NONE; slot = pending.next(slot, fingerprint)) {
            if (pending.node(slot) == node && pending.direction(slot) == direction) {
                return slot;
            }
        }
        return NONE;
    }

    /** TCP's numbers are unique for longer than the payload of a datagram, which may be asked again. */
    private boolean isRecent(int slot, long timeNanos, Node node) {
        long limit = node.protocol == FiveTuple.TCP ? Ties.TCP_WINDOW : Ties.DATAGRAM_WINDOW;
        return Math.abs(timeNanos - pending.time(slot)) <= limit;
    }

    /** Whether the packet in the slot may be the one that this leg sees now. */
    private boolean fits(int slot, Node node, int direction, int ttl) {
        Node last = pending.node(slot);
        if (last == null || last == node || last.isTold()) {
            return false;
        }
        boolean tcp = node.protocol == FiveTuple.TCP;
        if (pending.hasBeenAtPointOf(slot, node)
                && !isTurned(slot, last, node, direction, ttl)
                && !(tcp && isOfOneConnection(slot, last, node, direction))) {
            return false;
        }
        if (tcp) {
            return true;
        }
        if (node.staysOnLink && last.leg.directionOf(node.leg) < 0) {
            return false;
        }
        Edge against = Ties.between(last, node, 1 - (pending.direction(slot) ^ direction));
        return against == null || against.exact() == 0;
    }

    /**
     * Whether a point may see a packet once more that was turned around there. Only routing tells that from two packets
     * alike: its time to live is a little less than it was last, and less than at first, as it may have been raised since.
     * What keeps both addresses is never sent back, nor does an answer come back where the question did not.
     */
    private boolean isTurned(int slot, Node last, Node node, int direction, int ttl) {
        int routers = Math.min(pending.ttl(slot), pending.startTtl(slot)) - ttl;
        return routers > 0
                && routers <= MOST_ROUTERS
                && !(last.point == node.point && Fit.areAddressesKept(last.leg, node.leg))
                && (last.root() == node.root() || !isAnswer(slot, last, node, direction));
    }

    /** Whether the other direction has come to both legs, the one that saw the packet last and the one that sees it now. */
    private boolean isAnswer(int slot, Node last, Node node, int direction) {
        return last.sees(1 - pending.direction(slot)) && node.sees(1 - direction);
    }

    /** Copies of a segment are its leg's; and a bridge turns segments around without routing: both legs then saw one handshake. */
    private boolean isOfOneConnection(int slot, Node last, Node node, int direction) {
        int lastDirection = pending.direction(slot);
        boolean oneHandshake = last.isIdentified()
                && node.isIdentified()
                && last.leg.isn(lastDirection) == node.leg.isn(direction)
                && last.leg.isn(1 - lastDirection) == node.leg.isn(1 - direction);
        return oneHandshake || hasBeenAt(slot, node);
    }

    /** Whether the packet has been at this very leg. Numbers of legs come again; but those that a packet came to are tied. */
    private boolean hasBeenAt(int slot, Node node) {
        Node last = pending.node(slot);
        return last != null && pending.hasBeenAt(slot, node) && last.root() == node.root();
    }

    /** How well it fits, beside others that are alike; the greater the better. */
    private int fit(int slot, Node node, int direction, int ttl) {
        Node last = pending.node(slot);
        if (last == null || pending.hasBeenAtPointOf(slot, node)) {
            return 0;
        }
        Edge known = Ties.between(last, node, pending.direction(slot) ^ direction);
        boolean tied = known != null && known.exact() > 0;
        return Fit.of(last.leg, pending.direction(slot), node.leg, direction, ttl <= pending.ttl(slot), tied);
    }
}
