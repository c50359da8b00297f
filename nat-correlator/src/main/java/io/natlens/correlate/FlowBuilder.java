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

    private final Group group;
    /** From the initiator to the responder. */
    private final List<Node> nodes;

    private final List<Node> stray;
    /** The group's direction in which the initiator's packets go. */
    private final int original;

    private final boolean initiatorKnown;

    private final CaptureTimes times;

    private FlowBuilder(Group group, Roles roles, CaptureTimes times) {
        this.group = group;
        this.times = times;
        int shown = shownInitiator(group);
        initiatorKnown = shown >= 0;
        original = initiatorKnown ? shown : likelyInitiator(group);
        nodes = new PathOrder(group.nodes(), original, roles).sorted();
        stray = nodes.stream().filter(this::isStray).toList();
        nodes.removeAll(stray);
    }

    /**
     * Whether a leg is that of copies, which a bridge flooded to a port that had its packet already in another form: at
     * that port it comes later in both directions, so that it has no place on the way.
     */
    private boolean isStray(Node node) {
        for (Node other : group.nodes()) {
            boolean later = other.leg.point() == node.leg.point()
                    && isLater(node, other, original)
                    && isLater(node, other, 1 - original);
            if (later) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLater(Node node, Node other, int direction) {
        Tally mine = node.tally(direction ^ node.orientation);
        Tally its = other.tally(direction ^ other.orientation);
        return !mine.isEmpty() && !its.isEmpty() && mine.firstSeen() > its.firstSeen();
    }

    static Flow build(Group group, Roles roles, CaptureTimes times) {
        return new FlowBuilder(group, roles, times).flow();
    }

    private Flow flow() {
        List<Node> backwards = new ArrayList<>(nodes);
        Collections.reverse(backwards);
        return new Flow(
                group.id,
                endForm(nodes, tuple(backwards.get(0))),
                endForm(backwards, tuple(nodes.get(0))),
                initiatorKnown,
                hops(nodes, original),
                hops(backwards, 1 - original),
                anyNode(Leg::isClosed),
                anyNode(Leg::isReset),
                errors(),
                evidence(),
                List.of(),
                List.of());
    }

    /**
     * The form at the near end. A point may show one direction before a translation and the other behind it, so that its
     * two legs lie at one place; then the form that the far end does not have is the one that is nearer to this end.
     */
    private FiveTuple endForm(List<Node> fromHere, FiveTuple farForm) {
        FiveTuple form = tuple(fromHere.get(0));
        for (int i = 1; i < fromHere.size() && form.equals(farForm); i++) {
            form = tuple(fromHere.get(i));
        }
        return form;
    }

    private FiveTuple tuple(Node node) {
        return node.leg.tuple(original ^ node.orientation);
    }

    private boolean anyNode(Predicate<Leg> property) {
        return group.nodes().stream().anyMatch(node -> property.test(node.leg));
    }

    private List<Flow.PointError> errors() {
        List<Flow.PointError> errors = new ArrayList<>();
        for (Node node : nodes) {
            for (IcmpError error : node.leg.errors()) {
                errors.add(new Flow.PointError(node.leg.point(), error));
            }
        }
        return List.copyOf(errors);
    }

    private List<Hop> hops(List<Node> inOrder, int direction) {
        List<Node> path = new ArrayList<>(inOrder);
        path.removeIf(node -> node.tally(direction ^ node.orientation).isEmpty());
        LossFinder losses = new LossFinder(List.copyOf(path), direction, times);
        int regular = path.size();
        for (Node node : stray) {
            if (!node.tally(direction ^ node.orientation).isEmpty()) {
                path.add(node);
            }
        }
        List<Hop> hops = new ArrayList<>(path.size());
        for (int i = 0; i < path.size(); i++) {
            Node node = path.get(i);
            Delay delay = i == 0 ? null : delay(path.get(i - 1), node, direction ^ node.orientation);
            Loss lost = i == 0 || i >= regular ? null : losses.before(i, delay);
            hops.add(hop(node, direction ^ node.orientation, delay, lost));
        }
        return List.copyOf(hops);
    }

    private static Hop hop(Node node, int direction, @Nullable Delay delay, @Nullable Loss lost) {
        Leg leg = node.leg;
        long again = leg.protocol() == FiveTuple.TCP ? leg.sent(direction).repeatedSegments() : 0;
        Tally tally = node.tally(direction);
        return new Hop(
                leg.point(),
                leg.tuple(direction),
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

    private static @Nullable Delay delay(Node before, Node node, int direction) {
        Edge edge = before.edgeTo(node, before.orientation ^ node.orientation);
        if (edge == null) {
            return null;
        }
        boolean forward = edge.first == before;
        DelaySamples samples = edge.delays(forward ? direction ^ edge.parity : direction);
        return samples == null ? null : samples.summary(forward ? 1 : -1);
    }

    /** The direction of the end that a SYN, or an ICMP query, shows to have begun; -1 where none was seen. */
    private static int shownInitiator(Group group) {
        for (Node node : group.nodes()) {
            int initiator = node.leg.initiator();
            if (initiator >= 0) {
                return initiator ^ node.orientation;
            }
        }
        // of other protocols the first packet shows it, as it does to conntrack
        return group.nodes().get(0).leg.protocol() == FiveTuple.TCP || isAnswer(firstPacket(group)) ? -1 : first(group);
    }

    /** The direction of the group's earliest packet. */
    private static int first(Group group) {
        return firstPacket(group).orientation;
    }

    private static Node firstPacket(Group group) {
        Node first = group.nodes().get(0);
        for (Node node : group.nodes()) {
            if (node.firstSeen() < first.firstSeen()) {
                first = node;
            }
        }
        return first;
    }

    /** Whether the leg's first packet comes from a well-known port to another: an answer whose question was not seen. */
    private static boolean isAnswer(Node node) {
        return node.leg.sourcePort() < WELL_KNOWN
                && node.leg.destinationPort() >= WELL_KNOWN
                && node.leg.tuple(0).hasPorts();
    }

    /** Who likely began a connection whose beginning was not seen: the end with the ephemeral port, else the first seen. */
    private static int likelyInitiator(Group group) {
        for (Node node : group.nodes()) {
            boolean source = node.leg.sourcePort() >= EPHEMERAL;
            boolean destination = node.leg.destinationPort() >= EPHEMERAL;
            if (source != destination) {
                return (source ? 0 : 1) ^ node.orientation;
            }
        }
        Node first = firstPacket(group);
        return isAnswer(first) ? 1 ^ first.orientation : first.orientation;
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
        if (edge.exact() + edge.ambiguous() == 0) {
            if (invariants.isEmpty()) {
                invariants.add(Invariant.FIVE_TUPLE);
            }
            return;
        }
        switch (edge.first.leg.protocol()) {
            case FiveTuple.TCP -> invariants.add(Invariant.TCP_SEQUENCE);
            case FiveTuple.ICMP, FiveTuple.ICMPV6 ->
                invariants.addAll(EnumSet.of(Invariant.ICMP_SEQUENCE, Invariant.PAYLOAD));
            default -> invariants.add(Invariant.PAYLOAD);
        }
        if (edge.first.leg.tuple(0).source().isIpv4()) {
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
