package io.natlens.correlate;

import io.natlens.leg.FiveTuple;
import io.natlens.leg.Leg;
import io.natlens.wire.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leg among the others: what it has seen, its ties, and the component of legs that ties hold together (a union-find
 * forest).
 *
 * <p>A leg whose tuple the NAT has given to another connection in the meantime has a node for each.
 */
final class Node {
    /** Of how many legs it is remembered that they might be this one's; more would help nobody. */
    private static final int MOST_DOUBTS = 8;

    /** Neither this nor the next is a row, so that whoever counts on a node that has been told fails at once. */
    private static final int NO_ROW = -2;

    /** Of any two nodes that live at a time. */
    static final Comparator<Node> OLDEST_FIRST = (a, b) -> Integer.compare(a.serial - b.serial, 0);

    final Leg leg;
    final short stage;
    /** {@link Leg#protocol} and the number of {@link Leg#point}: asked for each packet, and the leg lies elsewhere. */
    final short protocol;

    final int point;
    /** In the order of creation, modulo 2^32: see {@link #OLDEST_FIRST}. */
    final int serial;
    /** Whether it goes to, or comes from, what never leaves its network, so that nobody translates it. */
    final boolean staysOnLink;

    /** The latest of a chain; a leg rarely has more than two. */
    private @Nullable Edge edges;

    private int edgeCount;
    private final Tallies tallies;
    /** The row of direction 0, before that of direction 1; {@link #NO_ROW} once the flow has been told. */
    private int row;

    private int fragments;

    private Node parent = this;
    private @Nullable Node nextMember;
    private Node lastMember = this;
    private int members = 1;
    private int living = 1;
    private boolean ended;
    private boolean superseded;
    private boolean succeeds;
    private boolean identified;

    /** Where {@link Resolver} has put this leg; meaningless before, and mostly gone when the flow has been told. */
    @Nullable
    Group group;

    /** 0 if the leg's direction 0 is the group's direction 0, else 1. */
    byte orientation;

    /** Whether other legs fitted as well as each other, so that none was taken. */
    boolean ambiguous;

    /** Others that fitted packets of this leg, as more did; null for most. */
    private @Nullable List<Doubt> doubts;

    /** What belongs to this leg though it is another connection; null for most. */
    @Nullable
    Relatives relatives;

    /** The next in {@link Splices}' chain of connections that carried the same. */
    @Nullable
    Node nextAlike;

    /** Whether it had packets since {@link LivingFlows} last showed it. */
    boolean changed;

    Node(Leg leg, int stage, int serial, Tallies tallies) {
        this.leg = leg;
        this.stage = (short) stage;
        protocol = (short) leg.protocol();
        point = leg.point().number();
        this.serial = serial;
        staysOnLink = IpAddress.staysOnLink(leg.destinationHigh(), leg.destinationLow())
                || IpAddress.staysOnLink(leg.sourceHigh(), leg.sourceLow());
        this.tallies = tallies;
        row = tallies.take();
    }

    /** Notes a packet that cannot be compared: a later fragment. */
    void fragment() {
        fragments++;
    }

    /** How many packets there were to compare, in both directions: all but later fragments. */
    long packetsOffered() {
        return tallies.packets(row) + tallies.packets(row + 1) - fragments;
    }

    /** Whether this leg shares packets of a direction with others, and none of them, not even a doubtful one, saw any before. */
    boolean isFirst(int direction) {
        boolean shares = false;
        for (Edge edge = edges; edge != null; edge = edge.next(this)) {
            int firstDirection = edge.first == this ? direction : direction ^ edge.parity;
            if (edge.seenBefore(edge.other(this), firstDirection) > 0) {
                return false;
            }
            shares |= edge.count(firstDirection) > 0;
        }
        return shares;
    }

    /** The row in which the direction's packets are counted. */
    int row(int direction) {
        return row + direction;
    }

    Tally tally(int direction) {
        return tallies.of(row + direction);
    }

    /**
     * Whether both legs see packets of the same direction. A point may show each direction of a connection in another form.
     *
     * @param turn 1 if their directions are opposite, else 0
     */
    boolean seesDirectionsOf(Node other, int turn) {
        return (sees(0) && other.sees(turn)) || (sees(1) && other.sees(1 - turn));
    }

    /**
     * Whether this leg goes on with the echoes of another of its point, of which a third leg has all. A bridge that shows
     * packets after DNAT shows the first with the identifier of its sender, and from the next on with that which source NAT
     * has chosen meanwhile (icmp_manip_pkt in net/netfilter/nf_nat_proto.c).
     */
    boolean renumbers(Node earlier, Node third) {
        int identifier = third.leg.sourcePort();
        return FiveTuple.isIcmp(protocol)
                && (leg.sourcePort() == identifier || earlier.leg.sourcePort() == identifier)
                && earlier.lastSeen() < firstSeen()
                && Fit.areAddressesKept(earlier.leg, leg);
    }

    boolean sees(int direction) {
        return tallies.packets(row + direction) > 0;
    }

    /** Nanoseconds since the epoch. */
    long firstSeen() {
        return Math.min(tallies.firstSeen(row), tallies.firstSeen(row + 1));
    }

    /** Nanoseconds since the epoch. */
    long lastSeen() {
        return Math.max(tallies.lastSeen(row), tallies.lastSeen(row + 1));
    }

    /** The first of this leg's ties, of which {@link Edge#next} gives the others; null if there are none. */
    @Nullable
    Edge firstEdge() {
        return edges;
    }

    int edgeCount() {
        return edgeCount;
    }

    void add(Edge edge) {
        edge.next(this, edges);
        edges = edge;
        edgeCount++;
    }

    /** Notes that a packet of this leg was like one of another leg's, and that this was not the only one. */
    void doubt(Node other, int parity) {
        doubts = doubts == null ? new ArrayList<>(2) : doubts;
        for (Doubt doubt : doubts) {
            if (doubt.node == other && doubt.parity == parity) {
                doubt.count();
                return;
            }
        }
        if (doubts.size() < MOST_DOUBTS) {
            doubts.add(new Doubt(other, parity, 1));
        }
    }

    /** Whether another leg may be this connection's too, as far as this leg alone can tell. */
    boolean isDoubtful() {
        return ambiguous || doubts != null;
    }

    /** The first few legs that {@link #doubt} was told of. */
    List<Doubt> doubts() {
        return doubts == null ? List.of() : doubts;
    }

    @Nullable
    Edge edgeTo(Node other, int parity) {
        for (Edge edge = edges; edge != null; edge = edge.next(this)) {
            if (edge.other(this) == other && edge.parity == parity) {
                return edge;
            }
        }
        return null;
    }

    /** The node that stands for the whole component. */
    Node root() {
        Node node = this;
        while (node.parent != node) {
            node.parent = node.parent.parent;
            node = node.parent;
        }
        return node;
    }

    /** Makes one component of two. */
    void union(Node other) {
        Node large = root();
        Node small = other.root();
        if (large == small) {
            return;
        }
        if (large.members < small.members) {
            Node swapped = large;
            large = small;
            small = swapped;
        }
        small.parent = large;
        large.members += small.members;
        large.living += small.living;
        large.lastMember.nextMember = small;
        large.lastMember = small.lastMember;
    }

    /**
     * Notes that this leg's flow has been told, and lets go of the packets counted and of other legs. What it still had hold
     * of would be kept, and moved, until the garbage collector next looks at old objects.
     */
    void clear() {
        // legs that it may have been taken for want to know what it was joined with
        group = isDoubtful() ? group : null;
        tallies.release(row);
        row = NO_ROW;
        for (Edge edge = edges; edge != null; edge = edge.next(this)) {
            edge.release();
        }
        edges = null;
        doubts = null;
        if (relatives != null) {
            relatives.clear();
        }
    }

    /** Whether this leg's flow has been told, so that nothing may be tied to it any more. */
    boolean isTold() {
        return row == NO_ROW;
    }

    /** Notes that this leg has ended, or has another connection now. */
    void end() {
        ended = true;
        root().living--;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Notes that another node has taken the place of this one, for the leg's next connection. */
    void supersede(Node successor) {
        superseded = true;
        successor.succeeds = true;
    }

    /** Whether the leg has had another connection since, of which its end is. */
    boolean isSuperseded() {
        return superseded;
    }

    /** Whether the leg has another node, so that what the leg counts is not this connection's alone. */
    boolean sharesLeg() {
        return superseded || succeeds;
    }

    /** Notes that both initial sequence numbers of this connection have been seen. */
    void identify() {
        identified = true;
    }

    boolean isIdentified() {
        return identified;
    }

    /** Of a root: whether all legs of the component have ended. */
    boolean isOver() {
        return living == 0;
    }

    /** Of a root: how many legs the component has. */
    int size() {
        return members;
    }

    /** Of a root: when the component's first packet was seen, in nanoseconds since the epoch. */
    long componentFirstSeen() {
        long first = Long.MAX_VALUE;
        for (Node node = this; node != null; node = node.nextMember) {
            first = Math.min(first, node.firstSeen());
        }
        return first;
    }

    /** Of a root: when the component's last packet was seen, in nanoseconds since the epoch. */
    long componentLastSeen() {
        long last = Long.MIN_VALUE;
        for (Node node = this; node != null; node = node.nextMember) {
            last = Math.max(last, node.lastSeen());
        }
        return last;
    }

    /** Of a root: all nodes of the component, itself first. */
    List<Node> component() {
        List<Node> all = new ArrayList<>(members);
        for (Node node = this; node != null; node = node.nextMember) {
            all.add(node);
        }
        return all;
    }
}
