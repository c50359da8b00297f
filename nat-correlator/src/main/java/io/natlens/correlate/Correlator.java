package io.natlens.correlate;

import io.natlens.host.Roles;
import io.natlens.leg.Batch;
import io.natlens.leg.Fingerprint;
import io.natlens.leg.Leg;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the same connection at several capture points, in one pass in the order of time. What it holds is bounded by the
 * legs that live: a connection is told, and forgotten, a while after all its legs have ended.
 */
final class Correlator {
    /** How long after its last packet an ended connection is kept for a leg of it that may yet appear, in nanoseconds. */
    private static final long HOLD = Ties.DATAGRAM_WINDOW;

    /** Of so many packets of a batch at once is loaded what will be asked, so that memory is waited for once and not for each. */
    private static final int AHEAD = 64;

    private static final Comparator<Group> EARLIEST_FIRST = Comparator.comparingLong(Group::firstSeen);

    /** A connection of which all legs have ended, and when its last packet was seen, or its first. */
    private record Over(Node root, long timeNanos) {}

    private final Roles roles;
    private final int mostHeld;
    private final FlowWatcher flows;
    private final LivingFlows living;
    private final ClockSurvey survey;
    private final CaptureTimes times = new CaptureTimes();
    private final Vanishing vanishing;
    private final RaisedTtl raised = new RaisedTtl();
    private final Tallies tallies = new Tallies();
    private final Ties ties;
    private final PacketMatcher matcher;
    private final Splices splices = new Splices();
    private final Relations relations = new Relations();
    private final LegNodes nodes;
    private final Successions successions;
    /** By stage, up to which packet of its batch {@link #expect} has come. */
    private final int[] expected;

    private final int[] rowsAhead = new int[AHEAD];

    private final List<List<Leg>> told;
    /** Connections to be told that had been quiet for {@link #HOLD} when the last of their legs ended, as most have. */
    private final ArrayDeque<Node> quiet = new ArrayDeque<>();
    /** Those that have yet to be quiet for as long: their tuple was used again, or there were too many legs. */
    private final ArrayDeque<Over> over = new ArrayDeque<>();

    private long now = Long.MIN_VALUE;

    /**
     * @param stages how many leg stages there are
     * @param mostHeld how many ended connections may be held at most, where they end faster than they can be forgotten
     * @param flows is told of each flow
     * @param survey learns from flows how the points' clocks stand to each other
     */
    Correlator(int stages, Roles roles, int mostHeld, FlowWatcher flows, ClockSurvey survey) {
        this.roles = roles;
        this.mostHeld = mostHeld;
        this.flows = flows;
        HostAddresses addresses = new HostAddresses(roles);
        vanishing = new Vanishing(roles, times, addresses);
        living = new LivingFlows(roles, flows, relations, times, vanishing, raised);
        this.survey = survey;
        ties = new Ties(survey.comparesPackets() ? survey : null, addresses, tallies);
        nodes = new LegNodes(stages);
        successions = new Successions(ties, nodes, tallies);
        matcher = new PacketMatcher(ties, tallies, successions, raised);
        expected = new int[stages];
        told = new ArrayList<>(stages);
        for (int stage = 0; stage < stages; stage++) {
            told.add(new ArrayList<>());
        }
    }

    /** Takes the legs that are new in a stage's next batch. */
    void begin(int stage, Batch batch) {
        expected[stage] = 0;
        // by index, here and below: most batches have none of these, and an iterator is an object
        for (int i = 0; i < batch.started().size(); i++) {
            nodes.put(ties.add(batch.started().get(i), stage));
        }
        for (int i = 0; i < batch.identified().size(); i++) {
            ties.identify(nodes.get(stage, batch.identified().get(i).number()));
        }
        if (!batch.drops().isEmpty()) {
            batch.drops().forEach(drops -> times.dropped(drops.point(), drops.frames()));
        }
        for (int i = 0; i < batch.answers().size(); i++) {
            Batch.Answer answer = batch.answers().get(i);
            ties.answer(
                    nodes.get(stage, answer.question().number()),
                    nodes.get(stage, answer.answer().number()));
        }
        relate(stage, batch);
    }

    /**
     * Takes what shows that connections belong together. A batch may take long to pass where its point sees little, and the
     * other connection may be told meanwhile; so this is taken when the batch begins.
     */
    private void relate(int stage, Batch batch) {
        for (int i = 0; i < batch.carried().size(); i++) {
            Batch.Carried carried = batch.carried().get(i);
            Relatives.carry(
                    nodes.get(stage, carried.outer().number()),
                    nodes.get(stage, carried.inner().number()));
        }
        for (int i = 0; i < batch.closed().size(); i++) {
            splices.offer(nodes.get(stage, batch.closed().get(i).number()));
        }
        for (int i = 0; i < batch.ended().size(); i++) {
            Leg leg = batch.ended().get(i);
            if (!leg.haveStreamsEnded()) {
                splices.offer(nodes.get(stage, leg.number()));
            }
        }
    }

    /** Takes some packets of a batch; the stages' packets are to come in the order of time. */
    void observe(int stage, Batch batch, int from, int to) {
        for (int packet = from; packet < to; packet++) {
            if (packet == expected[stage]) {
                expect(stage, batch, packet);
            }
            now = Math.max(now, batch.timeNanos(packet));
            observe(stage, batch, packet);
        }
    }

    /** In two loops: what the second asks for lies where the first one's answers say. */
    private void expect(int stage, Batch batch, int from) {
        int to = Math.min(from + AHEAD, batch.size());
        for (int packet = from; packet < to; packet++) {
            rowsAhead[packet - from] = nodes.get(stage, batch.leg(packet)).row(batch.direction(packet));
        }
        for (int packet = from; packet < to; packet++) {
            matcher.expect(batch.fingerprint(packet), rowsAhead[packet - from]);
        }
        expected[stage] = to;
    }

    private void observe(int stage, Batch batch, int packet) {
        int leg = batch.leg(packet);
        int direction = batch.direction(packet);
        long time = batch.timeNanos(packet);
        Node node = nodes.get(stage, leg);
        times.see(node, time);
        if (batch.fingerprint(packet) != Fingerprint.NONE) {
            node = matcher.observe(batch.fingerprint(packet), time, node, direction, batch.ttl(packet));
            noteSuccessions();
        } else {
            node.fragment();
        }
        tallies.count(node.row(direction), time, batch.length(packet), batch.ttl(packet));
        living.note(node);
    }

    private void noteSuccessions() {
        for (Node node = successions.nextEnded(); node != null; node = successions.nextEnded()) {
            noteOver(node);
        }
    }

    private void noteOver(Node ended) {
        Node root = ended.root();
        if (!root.isOver()) {
            return;
        }
        long lastSeen = root.componentLastSeen();
        if (lastSeen + HOLD < now) {
            quiet.add(root);
        } else {
            over.add(new Over(root, lastSeen));
        }
    }

    /** Takes the legs that ended with a batch, and gives back through it those whose flows have been told. */
    void finish(int stage, Batch batch) {
        now = Math.max(now, batch.clockNanos());
        living.look(now);
        for (int i = 0; i < batch.ended().size(); i++) {
            Leg leg = batch.ended().get(i);
            Node node = nodes.get(stage, leg.number());
            node.end();
            times.end(leg);
            noteOver(node);
        }
        // with the last batch all legs end at once, and their connections may be told by their beginnings
        if (!batch.isLast()) {
            tellQuiet();
        }
        List<Leg> free = told.get(stage);
        for (int i = 0; i < free.size(); i++) {
            batch.release(free.get(i));
        }
        free.clear();
    }

    private void tellQuiet() {
        while (!quiet.isEmpty()) {
            tell(quiet.removeFirst());
        }
        while (!over.isEmpty() && (over.size() > mostHeld || over.getFirst().timeNanos() + HOLD < now)) {
            tell(over.removeFirst().root());
        }
    }

    /** Tells what is left, earliest connections first; one flow is made at a time, since there may be many. */
    void finish() {
        while (!over.isEmpty()) {
            quiet.add(over.removeFirst().root());
        }
        List<Over> last = new ArrayList<>(quiet.size());
        while (!quiet.isEmpty()) {
            Node root = quiet.removeFirst().root();
            if (!root.isTold()) {
                last.add(new Over(root, root.componentFirstSeen()));
            }
        }
        last.sort(Comparator.comparingLong(Over::timeNanos));
        for (Over first : last) {
            quiet.add(first.root());
        }
        last.clear();
        tellQuiet();
    }

    /** Tells a component, unless it has grown since it was over; then it will be over again, or has been told. */
    private void tell(Node root) {
        if (root.root() == root && root.isOver() && !root.isTold()) {
            List<Node> component = root.component();
            tell(Resolver.resolve(component));
            component.forEach(this::forget);
        }
    }

    private void tell(List<Group> groups) {
        groups.sort(EARLIEST_FIRST);
        for (Group group : groups) {
            survey.learn(group);
            living.number(group);
            relations.number(group);
            group.flow = vanishing.judge(FlowBuilder.build(group, roles, times, raised));
        }
        for (Group group : groups) {
            Flow flow = group.flow;
            if (flow != null) {
                flows.ended(flow.with(relations.of(group)));
            }
        }
        groups.forEach(group -> group.flow = null);
    }

    private void forget(Node node) {
        ties.remove(node);
        splices.remove(node);
        node.clear();
        // a leg's number is free again when the last of its connections has been told
        if (nodes.isLatest(node)) {
            nodes.remove(node);
            told.get(node.stage).add(node.leg);
        }
    }
}
