package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import java.util.List;
import org.agrona.collections.LongHashSet;

/**
 * Between which capture points the time to live grows: no router does that, but a rule of the host that sets it anew
 * (iptables' targets TTL and HL).
 *
 * <p>A packet that has a greater time to live at the later of two points may as well have passed them the other way round,
 * if their clocks differ. Two legs show what is true if packets of the other direction came to the second first: no
 * difference of clocks makes both. Unless the times are all but one, and both directions have passed as many routers if they
 * are read the other way round: then it is the times that are not exact.
 */
final class RaisedTtl {
    /** More lie between no two points whose times are compared. */
    private static final int MOST_ROUTERS = 32;

    /** What one clock may be wrong by, there and back, in nanoseconds: the time that a processor takes to forward a packet. */
    private static final double INEXACT = 10_000;

    /** By the numbers of both points, the lower one's in the upper half. */
    private final LongHashSet pairs = new LongHashSet();

    /**
     * Takes a packet whose time to live is greater at a leg than at the one that saw it before. Says nothing unless
     * packets of the other direction have come to the first of them from the second.
     *
     * @param growth by how much
     * @param nanos how much later, in nanoseconds
     */
    void learn(Node last, int lastDirection, Node node, int direction, int growth, long nanos) {
        Edge edge = Ties.between(last, node, lastDirection ^ direction);
        int back = edge == null || edge.first == last ? 1 - lastDirection : 1 - direction;
        if (edge != null && edge.exactBefore(node, back) > 0) {
            int grownBack = last.tally(1 - lastDirection).ttl()
                    - node.tally(1 - direction).ttl();
            compare(last, node, growth, grownBack, (double) (nanos + Math.abs(edge.median(back))));
        }
    }

    /**
     * Takes two legs of which the one is before the other in one direction and behind it in the other.
     *
     * @param there by how much the time to live is greater at the later one in one direction
     * @param back the same in the other
     * @param nanos how much later both directions come to the later one together, in nanoseconds
     */
    void compare(Node a, Node b, double there, double back, double nanos) {
        boolean turned = there == back && there <= MOST_ROUTERS && nanos < INEXACT;
        if (Math.max(there, back) > 0 && !turned) {
            pairs.add(pair(a.leg.point(), b.leg.point()));
        }
    }

    private static long pair(CapturePoint a, CapturePoint b) {
        return (long) Math.min(a.number(), b.number()) << 32 | Math.max(a.number(), b.number());
    }

    /** Whether it grows between two legs' points, in either direction. */
    boolean isBetween(Node a, Node b) {
        return !pairs.isEmpty() && pairs.contains(pair(a.leg.point(), b.leg.point()));
    }

    /** Whether it grows between any two of the legs' points. */
    boolean isOnWayOf(List<Station> stations) {
        for (int i = 1; i < stations.size() && !pairs.isEmpty(); i++) {
            for (int j = 0; j < i; j++) {
                if (isBetween(stations.get(i).node, stations.get(j).node)) {
                    return true;
                }
            }
        }
        return false;
    }
}
