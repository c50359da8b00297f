package io.natlens.correlate;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when NAT gives a leg's tuple to another connection while the leg lives: the kernel has forgotten the first one,
 * since it was told to, the NIC went down, or its time was over. The leg then has a new node.
 *
 * <p>A packet shows it that the leg shares with a leg with which it had nothing to do, while another with which it had is
 * silent: one of the same capture point, or one to which another translation had led. Where no translation differs the
 * connection is the same, and only its route has changed.
 */
final class Successions {
    private final Ties ties;
    private final LegNodes nodes;
    private final Tallies tallies;
    private final ArrayDeque<Node> ended = new ArrayDeque<>();

    Successions(Ties ties, LegNodes nodes, Tallies tallies) {
        this.ties = ties;
        this.nodes = nodes;
        this.tallies = tallies;
    }

    /**
     * Whether a packet that two legs have in common may show it: only the first one does, and none where both have seen a
     * handshake, and not the same; that is a packet of another connection of one of the tuples, which goes on beside.
     */
    static boolean mayShow(Node last, int lastDirection, Node node, int direction) {
        if (last.isIdentified() && node.isIdentified() && last.leg.isn(lastDirection) != node.leg.isn(direction)) {
            return false;
        }
        Edge known = Ties.between(last, node, lastDirection ^ direction);
        return known == null || known.exact() == 0;
    }

    /** The node of the leg that sees a packet now, with this time to live, which the other leg saw before. */
    Node ofLater(Node node, int direction, int ttl, Node last, PendingPackets pending, int slot) {
        for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
            Node third = edge.other(node);
            boolean mayStillCome = third.point != last.point && liesBefore(ttl, edge, node, direction);
            if (isReplaced(edge, node, direction, last, pending, slot)
                    && !mayStillCome
                    && !last.renumbers(third, node)) {
                return renew(node);
            }
        }
        return node;
    }

    /**
     * The node of the leg that saw a packet last, which the other leg sees now with this time to live. The packet and those
     * behind it, which were counted before this could be known, are moved to it, there and at legs before.
     */
    Node ofEarlier(Node last, Node node, int ttl, PendingPackets pending, int slot) {
        int direction = pending.direction(slot);
        for (Edge edge = last.firstEdge(); edge != null; edge = edge.next(last)) {
            boolean bridged = ttl == pending.ttl(slot);
            if (isReplaced(edge, last, direction, node, pending, slot)
                    && !liesBefore(ttl, edge, last, direction)
                    && !(bridged && node.renumbers(edge.other(last), last))) {
                return successor(last, direction, pending, slot);
            }
        }
        return last;
    }

    /**
     * Whether a packet of the node and another shows that the node's tuple is no more that of the connection to which the
     * tie belongs, of which packets have gone in the same direction: each may have a form of its own.
     */
    private static boolean isReplaced(
            Edge edge, Node node, int direction, Node other, PendingPackets pending, int slot) {
        Node third = edge.other(node);
        int firstDirection = edge.first == node ? direction : direction ^ edge.parity;
        return third != other
                && edge.count(firstDirection) > 0
                && third.lastSeen() < other.firstSeen()
                && (third.point == other.point
                        || (!pending.hasBeenAtPointOf(slot, third) && isTranslatedAnew(node, third, other)));
    }

    /** Whether NAT made one tuple of the node's before, and makes another now, at another point. */
    private static boolean isTranslatedAnew(Node node, Node before, Node now) {
        return node.leg.directionOf(before.leg) < 0
                && node.leg.directionOf(now.leg) < 0
                && before.leg.directionOf(now.leg) < 0
                && before.edgeTo(now, 0) == null
                && before.edgeTo(now, 1) == null;
    }

    /** Whether a packet of this time to live may yet come to the tie's other leg, where it was less. */
    private static boolean liesBefore(int ttl, Edge edge, Node node, int direction) {
        Tally its = edge.other(node).tally(direction ^ edge.parity);
        return !its.isEmpty() && ttl > its.ttl();
    }

    private Node successor(Node node, int direction, PendingPackets pending, int slot) {
        Node latest = nodes.latest(node);
        Node successor = latest == node ? renew(node) : latest;
        move(node, successor, direction, pending.time(slot), pending, slot);
        if (latest == node) {
            followBack(node, successor, direction, pending.time(slot), pending, slot);
        }
        return successor;
    }

    /** Moves the packets of a burst, from the one in the slot on, which was seen at this time. */
    private void move(Node node, Node successor, int direction, long since, PendingPackets pending, int slot) {
        int moved = tallies.moveSince(since, node.row(direction), successor.row(direction));
        if (moved > 1) {
            int waiting = pending.handOver(node, direction, since, successor, slot);
            tallies.moveEnded(waiting, node.row(direction), successor.row(direction));
        }
    }

    /** Moves the packets at the legs that saw them before the node did, at the time given: while they were on their way. */
    private void followBack(
            Node node, Node successor, int direction, long seenThere, PendingPackets pending, int slot) {
        for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
            Node before = edge.other(node);
            int itsDirection = direction ^ edge.parity;
            if (!nodes.isLatest(before) || !pending.hasBeenAtPointOf(slot, before)) {
                continue;
            }
            long seen = tallies.seenWithin(before.row(itsDirection), pending.start(slot), seenThere);
            if (seen != Long.MIN_VALUE) {
                Node its = renew(before);
                move(before, its, itsDirection, seen, pending, slot);
                ties.tie(its, itsDirection, successor, direction, seenThere - seen, Certainty.EXACT, false);
                followBack(before, its, itsDirection, seen, pending, slot);
            }
        }
    }

    private Node renew(Node node) {
        Node successor = ties.addNext(node);
        nodes.put(successor);
        node.supersede(successor);
        // the leg may have ended before its last packet came to the next point
        Node done = node.hasEnded() ? successor : node;
        done.end();
        ended.add(done);
        return successor;
    }

    /** The next node that has ended here, or null. */
    @Nullable
    Node nextEnded() {
        return ended.pollFirst();
    }
}
