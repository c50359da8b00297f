package io.natlens.correlate;

import io.natlens.correlate.Evidence.Invariant;
import io.natlens.host.Roles;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.IcmpError;
import io.natlens.leg.Leg;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells a group of legs as a flow: who began, in which order the points lie, and how long packets took between them. */
final class FlowBuilder {
    /** From here on Linux and others choose the ports of those who begin (net.ipv4.ip_local_port_range). */
    private static final int EPHEMERAL = 32768;

    private static final int WELL_KNOWN = 1024;

    /** How long conntrack remembers a question (UDP_CT_UNREPLIED in net/netfilter/nf_conntrack_proto_udp.c), in nanoseconds. */
    private static final long REMEMBERED = 30_000_000_000L;

    private final Group group;
    /** From the initiator to the responder. */
    private final List<Station> path;

    private final List<Station> stray;
    /** The group's direction in which the initiator's packets go. */
    private final int original;

    private final boolean initiatorKnown;

    private final CaptureTimes times;

    private FlowBuilder(Group group, Roles roles, CaptureTimes times, RaisedTtl raised) {
        this.group = group;
        this.times = times;
        int shown = shownInitiator();
        initiatorKnown = shown >= 0;
        original = initiatorKnown ? shown : likelyInitiator();
        path = new PathOrder(stations(group, original), group.isTiedByPackets(), original, roles, raised).sorted();
        stray = strays(path);
        path.removeAll(stray);
    }

    private static List<Station> stations(Group group, int original) {
        List<Station> stations = new ArrayList<>(group.nodes().size());
        for (Node node : group.nodes()) {
            stations.add(new Station(node, original));
        }
        return stations;
    }

    private static List<Station> strays(List<Station> all) {
        List<Station> strays = new ArrayList<>(0);
        for (Station station : all) {
            if (isStray(station, all)) {
                strays.add(station);
            }
        }
        return strays;
    }

    /**
     * Whether a leg is that of copies, which a bridge flooded to a port that had its packet already in another form: at
     * that port it comes later in both directions, and goes on nowhere, so that it has no place on the way. A leg on the
     * way may seem later, too, if the capture missed its first packet.
     */
    private static boolean isStray(Station station, List<Station> all) {
        if (!station.tally(0).endsHere() || !station.tally(1).endsHere()) {
            return false;
        }
        for (Station other : all) {
            if (other.point() == station.point() && isLater(station, other, 0) && isLater(station, other, 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLater(Station station, Station other, int direction) {
        Tally mine = station.tally(direction);
        Tally its = other.tally(direction);
        return !mine.isEmpty() && !its.isEmpty() && mine.firstSeen() > its.firstSeen();
    }

    static Flow build(Group group, Roles roles, CaptureTimes times, RaisedTtl raised) {
        return new FlowBuilder(group, roles, times, raised).flow();
    }

    private Flow flow() {
        List<Station> backwards = new ArrayList<>(path);
        Collections.reverse(backwards);
        return new Flow(
                group.id,
                endForm(path, backwards.get(0).form),
                endForm(backwards, path.get(0).form),
                initiatorKnown,
                hops(path, original),
                hops(backwards, 1 - original),
                anyLeg(Leg::isClosed),
                anyLeg(Leg::isReset),
                errors(),
                evidence(),
                List.of(),
                List.of());
    }

    /**
     * The form at the near end. A point may show one direction before a translation and the other behind it, so that its
     * two legs lie at one place; then the form that the far end does not have is the one that is nearer to this end.
     */
    private static FiveTuple endForm(List<Station> fromHere, FiveTuple farForm) {
        FiveTuple form = fromHere.get(0).form;
        for (int i = 1; i < fromHere.size() && form.equals(farForm); i++) {
            form = fromHere.get(i).form;
        }
        return form;
    }

    /** Whether it holds for any leg; one that had other connections is asked if all had, and then of its last one. */
    private boolean anyLeg(Predicate<Leg> property) {
        boolean allShared = true;
        for (Node node : group.nodes()) {
            allShared &= node.sharesLeg();
        }
        for (Node node : group.nodes()) {
            boolean asked = allShared ? !node.isSuperseded() : !node.sharesLeg();
            if (asked && property.test(node.leg)) {
                return true;
            }
        }
        return false;
    }

    private List<Flow.PointError> errors() {
        List<Flow.PointError> errors = new ArrayList<>(0);
        for (Station station : path) {
            List<IcmpError> known = station.leg().errors();
            for (int i = 0; i < known.size(); i++) {
                errors.add(new Flow.PointError(station.point(), known.get(i)));
            }
        }
        return List.copyOf(errors);
    }

    private List<Hop> hops(List<Station> inOrder, int direction) {
        List<Station> way = new ArrayList<>(inOrder.size() + stray.size());
        addSeeing(direction, inOrder, way);
        int regular = way.size();
        addSeeing(direction, stray, way);
        LossFinder losses = new LossFinder(way.subList(0, regular), direction, times);
        Hop[] hops = new Hop[way.size()];
        for (int i = 0; i < hops.length; i++) {
            Station station = way.get(i);
            Delay delay = i == 0 ? null : way.get(i - 1).delayTo(station, direction);
            Loss lost = i == 0 || i >= regular ? null : losses.before(i, delay);
            hops[i] = hop(station, direction, delay, lost);
        }
        return List.of(hops);
    }

    private static void addSeeing(int direction, List<Station> some, List<Station> way) {
        for (Station station : some) {
            if (station.sees(direction)) {
                way.add(station);
            }
        }
    }

    private Hop hop(Station station, int direction, @Nullable Delay delay, @Nullable Loss lost) {
        Leg leg = station.leg();
        long again = leg.protocol() == FiveTuple.TCP ? retransmissions(station, direction) : 0;
        Tally tally = station.tally(direction);
        return new Hop(
                leg.point(),
                direction == original ? station.form : station.form.reverse(),
                leg.vlan(),
                tally.packets(),
                tally.bytes(),
                tally.ttl(),
                tally.firstSeen(),
                tally.lastSeen(),
                again,
                lost,
                delay);
    }

    /** How many segments were seen again; where a leg has seen several connections, as many as the others of this one say. */
    private long retransmissions(Station station, int direction) {
        if (!station.node.sharesLeg()) {
            return station.sent(direction).repeatedSegments();
        }
        long most = 0;
        for (Station other : path) {
            most = Math.max(
                    most, other.node.sharesLeg() ? 0 : other.sent(direction).repeatedSegments());
        }
        return most;
    }

    /** The direction of the end that is seen to have begun; -1 where none is. */
    private int shownInitiator() {
        for (Node node : group.nodes()) {
            int initiator = node.leg.initiator();
            if (initiator >= 0) {
                return initiator ^ node.orientation;
            }
        }
        // of other protocols than TCP the first packet shows it, as it does to conntrack
        Node first = firstPacket();
        boolean shown = first.protocol != FiveTuple.TCP
                && (!FiveTuple.hasPorts(first.protocol) || isSeenToBegin(first) || askerByPorts() == first.orientation);
        return shown ? first.orientation : -1;
    }

    /** Who likely began a connection whose beginning was not seen: as the ports say, else the first seen. */
    private int likelyInitiator() {
        int asker = askerByPorts();
        return asker >= 0 ? asker : firstPacket().orientation;
    }

    private Node firstPacket() {
        Node first = group.nodes().get(0);
        for (Node node : group.nodes()) {
            if (node.firstSeen() < first.firstSeen()) {
                first = node;
            }
        }
        return first;
    }

    /** Whether the point had captured before the leg's first packet for as long as conntrack remembers one. */
    private boolean isSeenToBegin(Node node) {
        return times.cover(node.leg.point(), node.firstSeen() - REMEMBERED, node.firstSeen());
    }

    /** The direction of the end that asks if ports tell it: those of who asks are greater in kind; -1 where none does. */
    private int askerByPorts() {
        for (Node node : group.nodes()) {
            int difference = kind(node.leg.sourcePort()) - kind(node.leg.destinationPort());
            if (difference != 0) {
                return (difference > 0 ? 0 : 1) ^ node.orientation;
            }
        }
        return -1;
    }

    private static int kind(int port) {
        return port >= EPHEMERAL ? 2 : port >= WELL_KNOWN ? 1 : 0;
    }

    private Evidence evidence() {
        long exact = 0;
        long ambiguous = 0;
        double confidence = 1;
        Set<Invariant> invariants = EnumSet.noneOf(Invariant.class);
        for (Edge edge : group.edges()) {
            exact += edge.exact();
            ambiguous += edge.ambiguous();
            confidence = Math.min(confidence, confidence(edge));
            addInvariants(edge, invariants);
        }
        Candidates candidates = new Candidates(group, original);
        List<Candidate> named = candidates.named(Evidence.MOST_CANDIDATES);
        return new Evidence(exact, ambiguous, invariants, confidence, named, candidates.size() - named.size());
    }

    private static void addInvariants(Edge edge, Set<Invariant> invariants) {
        if (edge.hasSameIsn()) {
            invariants.add(Invariant.TCP_ISN);
        }
        if (edge.hasSameQuestion()) {
            invariants.add(Invariant.DNS_ID);
        }
        if (edge.exact() + edge.ambiguous() > 0) {
            addInvariantsOfPackets(edge, invariants);
        } else if (!edge.hasSameIsn() && !edge.hasSameQuestion()) {
            invariants.add(Invariant.FIVE_TUPLE);
        }
    }

    private static void addInvariantsOfPackets(Edge edge, Set<Invariant> invariants) {
        switch (edge.first.leg.protocol()) {
            case FiveTuple.TCP -> invariants.add(Invariant.TCP_SEQUENCE);
            case FiveTuple.ICMP, FiveTuple.ICMPV6 ->
                Collections.addAll(invariants, Invariant.ICMP_SEQUENCE, Invariant.PAYLOAD);
            default -> invariants.add(Invariant.PAYLOAD);
        }
        if (edge.first.leg.hasIpIds() && edge.second.leg.hasIpIds()) {
            invariants.add(Invariant.IP_ID);
        }
    }

    /** TCP's numbers leave no doubt; of datagrams a single packet leaves a little, and packets that fitted elsewhere more. */
    private static double confidence(Edge edge) {
        if (edge.hasSameIsn()
                || edge.hasSameQuestion()
                || (edge.first.leg.protocol() == FiveTuple.TCP && edge.exact() > 0)) {
            return 1;
        }
        if (edge.exact() + edge.ambiguous() == 0) {
            return 0.8;
        }
        double unambiguous = (double) edge.exact() / (edge.exact() + edge.ambiguous());
        double many = edge.exact() > 1 ? 1 : 0.95;
        return Math.round(many * (0.7 + 0.3 * unambiguous) * 1000) / 1000.0;
    }
}
