package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The legs of one connection, each with its orientation and its place on the way.
 *
 * <p>Places are distances in time. Of two legs that both saw packets of both directions, the difference of the two median
 * delays is the time of a round trip between them: a clock's offset cancels out, and its sign tells which is nearer to the
 * sender of direction 0.
 */
final class Group {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final List<Node> nodes = new ArrayList<>(2);
    private final List<Edge> edges = new ArrayList<>(1);

    Group(Node node) {
        nodes.add(node);
        node.group = this;
        node.orientation = 0;
        node.position = 0;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The ties that hold the group together: one less than it has legs. */
    List<Edge> edges() {
        return edges;
    }

    boolean hasLegAt(CapturePoint point) {
        for (Node node : nodes) {
            if (node.leg.point() == point) {
                return true;
            }
        }
        return false;
    }

    /** Takes all legs of another group, to which the edge leads. */
    void join(Group other, Edge edge) {
        boolean outward = edge.first.group == this;
        Node here = outward ? edge.first : edge.second;
        Node there = outward ? edge.second : edge.first;
        int turn = here.orientation ^ edge.parity ^ there.orientation;
        int orientationOfFirst = outward ? here.orientation : there.orientation ^ turn;
        long alongFirst = distance(edge);
        long distance = orientationOfFirst == 0 ? alongFirst : -alongFirst;
        long place = here.position + (outward ? distance : -distance);
        long origin = turn == 0 ? there.position : -there.position;
        for (Node node : other.nodes) {
            node.position = place - origin + (turn == 0 ? node.position : -node.position);
            node.orientation ^= turn;
            node.group = this;
        }
        nodes.addAll(other.nodes);
        edges.addAll(other.edges);
        edges.add(edge);
    }

    /** How far the edge's second leg is behind its first along the first's direction 0, in nanoseconds. */
    private static long distance(Edge edge) {
        if (edge.first.leg.point() == edge.second.leg.point() && isComplementary(edge)) {
            return edge.first.tally(1).isEmpty() ? -1 : 1;
        }
        long forth = lag(edge, 0);
        long back = lag(edge, 1);
        long distance = forth == UNKNOWN ? 0 : forth;
        distance -= back == UNKNOWN ? 0 : back;
        return distance != 0 ? distance : byTimeToLive(edge);
    }

    /**
     * Whether each leg has seen one direction only. At one capture point that comes of a tap behind the translation
     * (bridge netfilter, or a redirected socket): it shows each direction in the form in which it goes on, so that the leg
     * of the requests lies nearer to the responder than the leg of the replies.
     */
    private static boolean isComplementary(Edge edge) {
        return isOneWay(edge, 0) || isOneWay(edge, 1);
    }

    private static boolean isOneWay(Edge edge, int direction) {
        return edge.first.tally(1 - direction).isEmpty()
                && edge.second.tally(direction ^ edge.parity).isEmpty();
    }

    /** How much later the second leg sees a packet of this direction of the first than the first does. */
    private static long lag(Edge edge, int direction) {
        DelaySamples delays = edge.delays(direction);
        if (delays != null) {
            return delays.median();
        }
        Tally here = edge.first.tally(direction);
        Tally there = edge.second.tally(direction ^ edge.parity);
        boolean measured = edge.delays(1 - direction) != null;
        return measured || here.isEmpty() || there.isEmpty() ? UNKNOWN : there.firstSeen() - here.firstSeen();
    }

    /** A sign only: routing takes from the time to live, so that the leg with the lesser one is behind. */
    private static long byTimeToLive(Edge edge) {
        int forth = ttlLost(edge.first.tally(0), edge.second.tally(edge.parity));
        int back = ttlLost(edge.first.tally(1), edge.second.tally(1 - edge.parity));
        return Integer.signum(Integer.signum(forth) - Integer.signum(back));
    }

    private static int ttlLost(Tally here, Tally there) {
        return here.isEmpty() || there.isEmpty() ? 0 : here.ttl() - there.ttl();
    }
}
