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
 * difference of clocks makes both. Unless both directions have passed as many routers if the times are read the other way
 * round: then it may be the times that are not exact, as those of a mirror that reorders, and only many packets that all
 * agree show it.
 */
final class RaisedTtl {
    /** More lie between no two points whose times are compared. */
    private static final int MOST_ROUTERS = 32;

    /** So many packets of each direction do not all change places by chance. */
    private static final int MANY = 4;

    /** By the numbers of both points, the lower one's in the upper half. */
    private final LongHashSet pairs = new LongHashSet();

    /**
     * Takes a packet whose time to live is greater at a leg than at the one that saw it before. Says nothing unless most
     * packets of the other direction have come to the first of them from the second.
     *
     * @param growth by how much
     */
    void learn(Node last, int lastDirection, Node node, int direction, int growth) {
        // every packet comes here where it is raised, and what is known need not be looked for
        Edge edge = isBetween(last, node) ? null : Ties.between(last, node, lastDirection ^ direction);
        if (edge != null) {
            int there = edge.first == last ? lastDirection : direction;
            int back = 1 - there;
            if (edge.exactBefore(node, back) > edge.exactBefore(last, back)) {
                compare(
                        last,
                        node,
                        growth,
                        last.tally(1 - lastDirection).ttl()
                                - node.tally(1 - direction).ttl(),
                        doManyAgree(edge, last, there) && doManyAgree(edge, node, back));
            }
        }
    }

    private static boolean doManyAgree(Edge edge, Node earlier, int firstDirection) {
        return edge.exactBefore(earlier, firstDirection) >= MANY
                && edge.exactBefore(edge.other(earlier), firstDirection) == 0;
    }

    /**
     * Takes the legs of a flow. A point may show the way back in another form than the way there, and so by another leg.
     *
     * @param original the direction in which the initiator's packets go
     */
    void learn(List<Station> stations, int original) {
        for (Station near : stations) {
            for (Station far : stations) {
                if (near.point() != far.point() && isBefore(near, far, original)) {
                    learnBack(near, far, stations, original);
                }
            }
        }
    }

    private void learnBack(Station near, Station far, List<Station> stations, int original) {
        int back = 1 - original;
        for (Station from : stations) {
            for (Station to : stations) {
                if (from.point() == far.point() && to.point() == near.point() && isBefore(from, to, back)) {
                    boolean many = doManyAgree(near, far, original) && doManyAgree(from, to, back);
                    compare(near.node, far.node, growth(near, far, original), growth(from, to, back), many);
                }
            }
        }
    }

    private static boolean doManyAgree(Station first, Station second, int direction) {
        Edge edge = first.edgeTo(second);
        return edge != null && doManyAgree(edge, first.node, direction ^ edge.first.orientation);
    }

    private static int growth(Station first, Station second, int direction) {
        return second.tally(direction).ttl() - first.tally(direction).ttl();
    }

    /** Whether all packets of the direction came to both legs, and to the first one first. */
    private static boolean isBefore(Station first, Station second, int direction) {
        Edge edge = first.edgeTo(second);
        if (edge == null
                || first.tally(direction).packets() != second.tally(direction).packets()) {
            return false;
        }
        int firstDirection = direction ^ edge.first.orientation;
        return edge.seenBefore(first.node, firstDirection) > 0 && edge.seenBefore(second.node, firstDirection) == 0;
    }

    /**
     * Takes two legs of which the one is before the other in one direction and behind it in the other.
     *
     * @param there by how much the time to live is greater at the later one in one direction
     * @param back the same in the other
     * @param many whether many packets of each direction say so, and none says otherwise
     */
    private void compare(Node a, Node b, int there, int back, boolean many) {
        if (Math.max(there, back) > 0 && (many || there != back || there > MOST_ROUTERS)) {
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
