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
 * difference of clocks makes both. Unless both directions lost to the same few routers, read the other way round: then
 * times that are not exact are the simpler explanation.
 */
final class RaisedTtl {
    /** More lie between no two points whose times are compared. */
    private static final int MOST_ROUTERS = 32;

    /** By the numbers of both points, the lower one's in the upper half. */
    private final LongHashSet pairs = new LongHashSet();

    /**
     * Takes a packet whose time to live is greater at a leg than at the one that saw it before.
     *
     * @param growth by how much
     */
    void learn(Node last, int lastDirection, Node node, int direction, int growth) {
        Edge edge = Ties.between(last, node, lastDirection ^ direction);
        boolean bothWays =
                edge != null && edge.exactBefore(node, 1 - (edge.first == last ? lastDirection : direction)) > 0;
        if (bothWays
                && isRaised(
                        growth,
                        last.tally(1 - lastDirection).ttl()
                                - node.tally(1 - direction).ttl())) {
            add(last, node);
        }
    }

    /** Notes that it grows between two legs' points. */
    void add(Node a, Node b) {
        pairs.add(pair(a.leg.point(), b.leg.point()));
    }

    /**
     * Whether no routers make of times to live what they are, where one point is before the other in one direction and
     * behind it in the other.
     *
     * @param there by how much it is greater at the later point in one direction
     * @param back the same in the other
     */
    static boolean isRaised(double there, double back) {
        return Math.max(there, back) > 0 && (there != back || there > MOST_ROUTERS);
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
