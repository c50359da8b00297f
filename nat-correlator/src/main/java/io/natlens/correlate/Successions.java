package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when NAT gives a leg's tuple to another connection while the leg lives: the kernel has forgotten the first one,
 * since it was told to, the NIC went down, or its time was over. The leg then has a new node.
 *
 * <p>A packet shows it that the leg shares with a leg with which it had nothing to do, while another with which it had is
 * silent: one of the same capture point, or one to which another translation had led. Where no translation differs the
 * connection is the same, and only its route has changed. TCP tells its connections apart by itself.
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

    /** Whether a packet that two legs share may show it: only the first one may. */
    boolean areStrangers(Node last, int lastDirection, Node node, int direction) {
        if (node.protocol == FiveTuple.TCP) {
            return false;
        }
        Edge known = last.edgeTo(node, lastDirection ^ direction);
        return known == null || known.exact() == 0;
    }

    /** The node of the leg that sees a packet now, which the other leg saw before. */
    Node ofLater(Node node, Node last, PendingPackets pending, int slot) {
        return isReused(node, last, pending, slot) ? renew(node) : node;
    }

    /**
     * The node of the leg that saw a packet last, which the other leg sees now. The packet, which was counted before this
     * could be known, is moved to it. If it was not the leg's last, it is part of a burst, and stays where it is.
     */
    Node ofEarlier(Node last, Node node, PendingPackets pending, int slot) {
        int direction = pending.direction(slot);
        boolean movable = nodes.isLatest(last)
                && tallies.lastSeen(last.row(direction)) == pending.time(slot)
                && isReused(last, node, pending, slot);
        if (!movable) {
            return last;
        }
        Node successor = renew(last);
        tallies.moveLast(last.row(direction), successor.row(direction), pending.ttl(slot));
        return successor;
    }

    /** Whether a packet that the node shares with another shows that the node's tuple is another connection's now. */
    private static boolean isReused(Node node, Node other, PendingPackets pending, int slot) {
        for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
            Node third = edge.other(node);
            boolean replaced = third != other
                    && edge.exact() > 0
                    && third.lastSeen() < other.firstSeen()
                    && (third.point == other.point
                            || (!pending.hasBeenAtPointOf(slot, third) && isTranslatedAnew(node, third, other)));
            if (replaced) {
                return true;
            }
        }
        return false;
    }

    /** Whether NAT made one tuple of the node's before, and makes another now, at another point. */
    private static boolean isTranslatedAnew(Node node, Node before, Node now) {
        return node.leg.directionOf(before.leg) < 0
                && node.leg.directionOf(now.leg) < 0
                && before.leg.directionOf(now.leg) < 0
                && before.edgeTo(now, 0) == null
                && before.edgeTo(now, 1) == null;
    }

    private Node renew(Node node) {
        Node successor = ties.add(node.leg, node.stage);
        nodes.put(successor);
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
