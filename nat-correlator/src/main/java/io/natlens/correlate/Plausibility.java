package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import io.natlens.leg.Leg;

/** Whether what ties two legs is enough to hold them to be one connection. */
final class Plausibility {
    /** Least share of the packets of the leg with fewer that must have been seen at the other. */
    private static final double LEAST_SHARE = 0.2;

    private Plausibility() {}

    /** Whether the evidence suffices if no other leg competes. */
    static boolean suffices(Edge edge) {
        if (edge.hasSameQuestion() || (edge.hasSameIsn() && !sharesLeg(edge))) {
            return true;
        }
        if (isnDiffers(edge, 0) || isnDiffers(edge, 1) || cameBackOneWay(edge)) {
            return false;
        }
        if (edge.exact() + edge.ambiguous() == 0) {
            return isComplement(edge);
        }
        return edge.first.leg.protocol() == FiveTuple.TCP ? edge.exact() > 0 : isDatagramPlausible(edge);
    }

    /** Whether one datagram ties the legs where it takes two, so that another between legs beside them makes up for it. */
    static boolean isHalfEnough(Edge edge) {
        return edge.exact() == 1
                && edge.ambiguous() == 0
                && edge.first.leg.protocol() != FiveTuple.TCP
                && areVotesEnough(edge)
                && !Fit.isOneEndKept(edge.first.leg, edge.second.leg, edge.parity);
    }

    /** Of a leg that has had several connections nobody knows whose initial sequence numbers it has. */
    private static boolean sharesLeg(Edge edge) {
        return edge.first.sharesLeg() || edge.second.sharesLeg();
    }

    private static boolean isDatagramPlausible(Edge edge) {
        if (!areVotesEnough(edge)) {
            return false;
        }
        if (Fit.isOneEndKept(edge.first.leg, edge.second.leg, edge.parity)) {
            return edge.exact() > 0 || edge.isPreferred();
        }
        // NAT of both ends at once is rare enough to ask for a second packet, or for the other direction
        return edge.exact() > 1
                || (edge.exact() > 0 && (hasOtherHalf(edge.first, edge) || hasOtherHalf(edge.second, edge)));
    }

    private static boolean areVotesEnough(Edge edge) {
        long packets = Math.min(edge.first.packetsOffered(), edge.second.packetsOffered());
        return edge.exact() + edge.ambiguous() >= LEAST_SHARE * packets;
    }

    /**
     * Whether the node sees one direction of a connection, and another leg of its point the other in another form, as a
     * bridge may show it: the two have an end in common, and both a packet with the tie's other leg.
     */
    private static boolean hasOtherHalf(Node node, Edge edge) {
        Node beyond = edge.other(node);
        for (Edge tie = beyond.firstEdge(); tie != null; tie = tie.next(beyond)) {
            Node half = tie.other(beyond);
            int turn = tie.parity ^ edge.parity;
            boolean other = half != node
                    && half.point == node.point
                    && tie.exact() > 0
                    && !half.seesDirectionsOf(node, turn)
                    && Fit.isOneEndKept(half.leg, node.leg, turn);
            if (other) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether packets of one direction came back to a point, and of the other, which both legs see, none did. They were then
     * packets of another connection that were alike and had passed more routers.
     */
    private static boolean cameBackOneWay(Edge edge) {
        return edge.isTurned() && (lacks(edge, 0) || lacks(edge, 1));
    }

    private static boolean lacks(Edge edge, int direction) {
        return edge.first.sees(direction)
                && edge.second.sees(direction ^ edge.parity)
                && edge.seenBefore(edge.first, direction) + edge.seenBefore(edge.second, direction) == 0;
    }

    private static boolean isnDiffers(Edge edge, int direction) {
        int there = direction ^ edge.parity;
        Leg first = edge.first.leg;
        Leg second = edge.second.leg;
        return first.isnKnown(direction) && second.isnKnown(there) && first.isn(direction) != second.isn(there);
    }

    /**
     * Whether two legs of one tuple that have no packet in common are the two directions of one connection that took
     * different ways: one has seen only requests, the other only replies, while both lived.
     */
    private static boolean isComplement(Edge edge) {
        Node first = edge.first;
        Node second = edge.second;
        boolean complement = isOneWay(first, 1, second, edge.parity) || isOneWay(first, 0, second, 1 - edge.parity);
        return edge.hasSameTuple()
                && complement
                && first.firstSeen() <= second.lastSeen() + Ties.DATAGRAM_WINDOW
                && second.firstSeen() <= first.lastSeen() + Ties.DATAGRAM_WINDOW;
    }

    private static boolean isOneWay(Node first, int silent, Node second, int silentThere) {
        return first.tally(silent).isEmpty() && second.tally(silentThere).isEmpty();
    }
}
