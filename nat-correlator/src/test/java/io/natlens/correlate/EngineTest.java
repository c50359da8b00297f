package io.natlens.correlate;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.FrameSource;
import io.natlens.host.Roles;
import io.natlens.leg.Batch;
import io.natlens.leg.Capture;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.LegStage;
import io.natlens.leg.Packet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the correlator makes of packets that are given one by one, the way the kernel would have shown them. */
class EngineTest {
    private static final int OTHERS = 20_000;

    private final CapturePoints points = new CapturePoints();
    private final Capture docker0 = new Capture(points, "docker0");
    private final Capture eth0 = new Capture(points, "eth0");
    private final Capture eth1 = new Capture(points, "eth1");
    private final Capture web = new Capture(points, "web");
    private final List<Flow> told = new ArrayList<>();

    @Test
    void masqueradedConnectionIsOneFlowWithBothFormsAndDelays() throws InterruptedException {
        connection(0, "172.17.0.2:40000", "8.8.8.8:443", "10.1.0.8:40000", 1000, 9000);
        Flow flow = onlyFlow();
        assertEquals("172.17.0.2:40000 > 8.8.8.8:443", text(flow.first()));
        assertEquals("10.1.0.8:40000 > 8.8.8.8:443", text(flow.last()));
        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0", path(flow.reply()));
        assertEquals(
                new Delay(2, 20_000, 20_000, 20_000, 20_000),
                flow.original().get(1).delay());
        assertEquals(1.0, flow.evidence().confidence());
        assertTrue(flow.initiatorKnown());
    }

    @Test
    void publishedPortIsFollowedIntoTheContainer() throws InterruptedException {
        eth0.at(0).sees(tcp("203.0.113.9:50000 > 10.1.0.8:8000").syn(5).ttl(60));
        docker0.at(15).sees(tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).ttl(59));
        web.at(20).sees(tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).ttl(59));
        Flow flow = onlyFlow();
        assertEquals("203.0.113.9:50000 > 10.1.0.8:8000", text(flow.first()));
        assertEquals("203.0.113.9:50000 > 172.17.0.4:80", text(flow.last()));
        assertEquals("eth0 docker0 web", path(flow.original()));
    }

    @Test
    void hairpinOfWhichTheBridgeShowsTheMiddleFormOnlyIsOneFlow() throws InterruptedException {
        Capture client = new Capture(points, "c1");
        client.at(0).sees(tcp("172.17.0.2:40000 > 10.1.0.8:8000").syn(5).id(9));
        docker0.at(5).sees(tcp("172.17.0.2:40000 > 172.17.0.3:80").syn(5).id(9));
        web.at(9).sees(tcp("172.17.0.1:40000 > 172.17.0.3:80").syn(5).id(9).ttl(63));
        Flow flow = onlyFlow(client);
        assertEquals("172.17.0.2:40000 > 10.1.0.8:8000", text(flow.first()));
        assertEquals("172.17.0.1:40000 > 172.17.0.3:80", text(flow.last()));
        assertEquals("c1 docker0 web", path(flow.original()));
    }

    @Test
    void aDatagramIsFollowedAmongAnyNumberOfCapturePoints() throws InterruptedException {
        for (int others = 4; others < 200; others++) {
            Capture veth = new Capture(points, "veth" + others);
            docker0.at(5).sees(udp("172.17.0.2:1111 > 8.8.8.8:53").payload("question " + others));
            eth0.at(10)
                    .sees(udp("10.1.0.8:1111 > 8.8.8.8:53")
                            .payload("question " + others)
                            .ttl(63));
            veth.at(0).sees(udp("172.17.0.2:1111 > 8.8.8.8:53").payload("question " + others));
            assertEquals(veth.name() + " docker0 eth0", path(onlyFlow(veth).original()));
        }
    }

    @Test
    void replyThatLeavesByAnotherNicBelongsToItsRequest() throws InterruptedException {
        eth1.at(0).sees(tcp("203.0.113.9:50000 > 10.1.1.4:8000").syn(5).ttl(60));
        docker0.at(10).sees(tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).ttl(59));
        docker0.at(50).sees(tcp("172.17.0.4:80 > 203.0.113.9:50000").synAck(77, 6));
        eth0.at(60).sees(tcp("10.1.1.4:8000 > 203.0.113.9:50000").synAck(77, 6).ttl(63));
        Flow flow = onlyFlow();
        assertEquals("eth1 docker0", path(flow.original()));
        assertEquals("docker0 eth0", path(flow.reply()));
    }

    @Test
    void requestAndReplyAtDifferentNicsAloneAreStillOneFlow() throws InterruptedException {
        eth1.at(0)
                .sees(udp("203.0.113.9:50000 > 10.1.1.4:53").payload("question").ttl(60));
        eth0.at(60).sees(udp("10.1.1.4:53 > 203.0.113.9:50000").payload("answer"));
        Flow flow = onlyFlow();
        assertEquals("eth1", path(flow.original()));
        assertEquals("eth0", path(flow.reply()));
        assertEquals(Set.of(Evidence.Invariant.FIVE_TUPLE), flow.evidence().invariants());
    }

    @Test
    void aFlowThatPacketsAndATupleHoldTogetherNamesBoth() throws InterruptedException {
        docker0.at(0).sees(udp("172.17.0.2:50000 > 8.8.8.8:53").payload("question"));
        eth0.at(20).sees(udp("10.1.0.8:50000 > 8.8.8.8:53").payload("question").ttl(63));
        eth1.at(900).sees(udp("8.8.8.8:53 > 10.1.0.8:50000").payload("answer").ttl(57));
        Flow flow = onlyFlow();
        assertEquals("eth1", path(flow.reply()));
        assertEquals(
                Set.of(Evidence.Invariant.PAYLOAD, Evidence.Invariant.FIVE_TUPLE),
                flow.evidence().invariants());
    }

    @Test
    void theIpIdIsEvidenceOnlyWhereItIsNotZero() throws InterruptedException {
        docker0.at(0).sees(udp("172.17.0.2:1111 > 8.8.8.8:9").payload("no id"));
        eth0.at(20).sees(udp("10.1.0.8:1111 > 8.8.8.8:9").payload("no id").ttl(63));
        docker0.at(40).sees(udp("172.17.0.3:2222 > 8.8.8.8:9").payload("id").id(7));
        eth0.at(60).sees(udp("10.1.0.8:2222 > 8.8.8.8:9").payload("id").id(7).ttl(63));
        assertEquals(
                List.of(
                        Set.of(Evidence.Invariant.PAYLOAD),
                        Set.of(Evidence.Invariant.PAYLOAD, Evidence.Invariant.IP_ID)),
                flows().stream().map(flow -> flow.evidence().invariants()).toList());
    }

    @Test
    void datagramsAlikeAreToldApartByThePortThatNatKept() throws InterruptedException {
        docker0.at(0).sees(udp("172.17.0.2:1111 > 8.8.8.8:9").payload("same"));
        docker0.at(1).sees(udp("172.17.0.3:2222 > 8.8.8.8:9").payload("same"));
        eth0.at(20).sees(udp("10.1.0.8:2222 > 8.8.8.8:9").payload("same").ttl(63));
        eth0.at(21).sees(udp("10.1.0.8:1111 > 8.8.8.8:9").payload("same").ttl(63));
        assertEquals(
                List.of(
                        "172.17.0.2:1111 > 8.8.8.8:9 => 10.1.0.8:1111 > 8.8.8.8:9",
                        "172.17.0.3:2222 > 8.8.8.8:9 => 10.1.0.8:2222 > 8.8.8.8:9"),
                translated(flows()));
    }

    @Test
    void datagramsThatFitTwoWaysAreLeftApartAndSaidToBeAmbiguous() throws InterruptedException {
        docker0.at(0).sees(udp("172.17.0.2:1111 > 8.8.8.8:9").payload("same"));
        docker0.at(1).sees(udp("172.17.0.3:1111 > 8.8.8.8:9").payload("same"));
        eth0.at(20).sees(udp("10.1.0.8:40001 > 8.8.8.8:9").payload("same").ttl(63));
        eth0.at(21).sees(udp("10.1.0.8:40002 > 8.8.8.8:9").payload("same").ttl(63));
        List<Flow> flows = flows();
        assertEquals(4, flows.size());
        assertEquals(List.of(), translated(flows));
        assertTrue(flows.stream().anyMatch(flow -> flow.evidence().ambiguous()));
    }

    /** Linux gives IGMP and its kin the identification 0, so that what it sends to two networks is alike. */
    @Test
    void whatNeverLeavesItsNetworkIsNotTranslated() throws InterruptedException {
        eth0.at(0).sees(udp("10.0.0.5:5353 > 224.0.0.251:5353").payload("who").ttl(255));
        docker0.at(40)
                .sees(udp("172.17.0.1:5353 > 224.0.0.251:5353").payload("who").ttl(255));
        web.at(45).sees(udp("172.17.0.1:5353 > 224.0.0.251:5353").payload("who").ttl(255));
        List<Flow> flows = flows();
        assertEquals(List.of(), translated(flows));
        assertEquals(
                List.of("eth0", "docker0 web"),
                flows.stream().map(flow -> path(flow.original())).toList());
        assertFalse(flows.stream().anyMatch(flow -> flow.evidence().ambiguous()));
    }

    @Test
    void aPacketCannotLeaveBeforeItHasCome() throws InterruptedException {
        docker0.at(0).sees(udp("172.17.0.2:1111 > 8.8.8.8:9").payload("same"));
        eth0.at(20).sees(udp("10.1.0.8:40001 > 8.8.8.8:9").payload("same").ttl(63));
        docker0.at(100).sees(udp("172.17.0.3:1111 > 8.8.8.8:9").payload("same"));
        eth0.at(120).sees(udp("10.1.0.8:40002 > 8.8.8.8:9").payload("same").ttl(63));
        assertEquals(
                List.of(
                        "172.17.0.2:1111 > 8.8.8.8:9 => 10.1.0.8:40001 > 8.8.8.8:9",
                        "172.17.0.3:1111 > 8.8.8.8:9 => 10.1.0.8:40002 > 8.8.8.8:9"),
                translated(flows()));
    }

    @Test
    void pingsWithOneIdentifierAreToldApartByWhatMostPacketsSay() throws InterruptedException {
        for (int sequence = 0; sequence < 5; sequence++) {
            long start = sequence * 1000L;
            String clash = sequence == 2 ? "clash" : "a" + sequence;
            String other = sequence == 2 ? "clash" : "b" + sequence;
            docker0.at(start).sees(echo("172.17.0.2:7 > 8.8.8.8:7", sequence, clash));
            docker0.at(start + 1).sees(echo("172.17.0.3:7 > 8.8.8.8:7", sequence, other));
            eth0.at(start + 20)
                    .sees(echo("10.1.0.8:900 > 8.8.8.8:900", sequence, other).ttl(63));
            eth0.at(start + 21)
                    .sees(echo("10.1.0.8:7 > 8.8.8.8:7", sequence, clash).ttl(63));
        }
        assertEquals(
                List.of(
                        "172.17.0.2:7 > 8.8.8.8:7 => 10.1.0.8:7 > 8.8.8.8:7",
                        "172.17.0.3:7 > 8.8.8.8:7 => 10.1.0.8:900 > 8.8.8.8:900"),
                translated(flows()));
    }

    @Test
    void anEchoOfTheSamePayloadIsTheReplyAndNotTheRequestAgain() throws InterruptedException {
        docker0.at(0).sees(udp("172.17.0.2:1111 > 8.8.8.8:7").payload("mirror"));
        eth0.at(20).sees(udp("10.1.0.8:1111 > 8.8.8.8:7").payload("mirror").ttl(63));
        eth0.at(400).sees(udp("8.8.8.8:7 > 10.1.0.8:1111").payload("mirror").ttl(50));
        docker0.at(430)
                .sees(udp("8.8.8.8:7 > 172.17.0.2:1111").payload("mirror").ttl(49));
        Flow flow = onlyFlow();
        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0", path(flow.reply()));
        assertEquals(2, flow.evidence().packets());
    }

    @Test
    void aPortUsedAgainAfterTheEndIsAnotherConnection() throws InterruptedException {
        connection(0, "172.17.0.2:40000", "8.8.8.8:443", "10.1.0.8:40000", 1000, 9000);
        connection(500_000, "172.17.0.2:40000", "8.8.8.8:443", "10.1.0.8:40000", 777_777, 888_888);
        assertEquals(2, translated(flows()).size());
    }

    /** Flows have their numbers in the order in which they are told. */
    @Test
    void aConnectionIsToldFiveSecondsAfterItWasClosed() throws InterruptedException {
        question(0, "172.17.0.2:5000", "10.1.0.8:5000", "question 0");
        connection(1000, "172.17.0.2:40000", "8.8.8.8:443", "10.1.0.8:40000", 1000, 9000);
        for (int number = 1; number < 660; number++) {
            question(number * 10_000L, "172.17.0.2:5000", "10.1.0.8:5000", "question " + number);
        }
        List<Flow> flows = flows();
        assertEquals(2, flows.size());
        assertEquals(1, flows.get(0).id(), "the closed one, which began later");
        assertEquals(2, flows.get(1).id(), "the one that went on, for less than seven seconds");
    }

    @Test
    void theSameAddressesOnTwoHostsAreNotOneFlow() throws InterruptedException {
        Capture other = new Capture(points, "otherhost/docker0");
        docker0.at(0).sees(tcp("172.17.0.2:40000 > 172.17.0.3:80").syn(1).id(1));
        docker0.at(9).sees(tcp("172.17.0.3:80 > 172.17.0.2:40000").synAck(2, 2));
        other.at(3).sees(tcp("172.17.0.2:40000 > 172.17.0.3:80").syn(500).id(2));
        other.at(14).sees(tcp("172.17.0.3:80 > 172.17.0.2:40000").synAck(600, 501));
        List<Flow> flows = flows(other);
        assertEquals(2, flows.size());
        assertEquals(List.of(), translated(flows));
    }

    @Test
    void orderOfPointsIsRightWhereTheirClocksDiffer() throws InterruptedException {
        Capture far = new Capture(points, "far");
        long ahead = -3_000_000;
        eth0.at(0).sees(tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(1).id(1));
        far.at(200 + ahead).sees(tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(1).id(1));
        far.at(300 + ahead).sees(tcp("8.8.8.8:443 > 10.1.0.8:40000").synAck(9, 2));
        eth0.at(500).sees(tcp("8.8.8.8:443 > 10.1.0.8:40000").synAck(9, 2));
        Flow flow = onlyFlow(far);
        assertEquals("eth0 far", path(flow.original()));
        assertEquals("far eth0", path(flow.reply()));
    }

    @Test
    void aLargeSegmentAndTheOnesThatItBecomesAreOneFlow() throws InterruptedException {
        docker0.at(0)
                .sees(tcp("172.17.0.2:40000 > 8.8.8.8:443")
                        .sequence(1, 1)
                        .id(50)
                        .payload("x".repeat(4000)));
        for (int i = 0; i < 4; i++) {
            eth0.at(20 + i)
                    .sees(tcp("10.1.0.8:40000 > 8.8.8.8:443")
                            .sequence(1 + 1000 * i, 1)
                            .id(50 + i)
                            .ttl(63)
                            .payload("x".repeat(1000)));
        }
        assertEquals("docker0 eth0", path(onlyFlow().original()));
    }

    @Test
    void aLaterFragmentOfAConnectionThatWasGivenUpIsStray() throws InterruptedException {
        eth0.at(0).sees(udp("10.1.0.8:1 > 8.8.8.8:53").id(7).fragment(0, true).payload("x".repeat(1472)));
        others(4_000_000);
        eth0.at(4_000_001)
                .sees(udp("10.1.0.8:0 > 8.8.8.8:0").id(7).fragment(1480, false).payload("y"));

        Engine engine = oneAtATime();

        PointSummary summary = engine.capturePoints().get(1);
        assertEquals("eth0", summary.capturePoint().name());
        assertEquals(1, summary.strayFragments());
    }

    /** However fast connections come, in a scan or a flood, no more are held than are followed. */
    @Test
    void connectionsThatWereGivenUpAreToldThoughTimeStandsStill() {
        for (int other = 1; other <= OTHERS; other++) {
            eth0.at(0).sees(udp("10.1.0.9:" + other + " > 8.8.8.8:9").id(other));
        }
        LegStage stage = new LegStage(eth0, points, 48, 10);
        Correlator correlator = new Correlator(1, Roles.BY_NAME, 10, told::add, new ClockSurvey(ClockOffsets.NONE));
        Batch batch = new Batch();
        int packets = 0;
        while (!batch.isLast()) {
            stage.fill(batch);
            correlator.begin(0, batch);
            correlator.observe(0, batch, 0, batch.size());
            correlator.finish(0, batch);
            packets += batch.size();
            int held = packets - told.size();
            assertTrue(held <= 20 || batch.isLast(), () -> held + " held");
        }
    }

    @Test
    void anAnswerWhoseQuestionWasGivenUpIsAConnectionOfItsOwn() throws InterruptedException {
        eth0.at(0).sees(udp("127.0.0.1:50000 > 127.0.0.11:41234").payload(dns(0x0100)));
        others(4_000_000);
        eth0.at(4_000_001).sees(udp("127.0.0.11:53 > 127.0.0.1:50000").payload(dns(0x8180)));

        oneAtATime();

        assertEquals(OTHERS + 2, told.size());
    }

    /** So many connections of a packet each. */
    private void others(long untilMicros) {
        for (int other = 1; other <= OTHERS; other++) {
            eth0.at(untilMicros * other / OTHERS)
                    .sees(udp("10.1.0.9:" + other + " > 8.8.8.8:9").id(other));
        }
    }

    /** Follows one connection at a time, so that each gives up the one before it, which is told two seconds later. */
    private Engine oneAtATime() throws InterruptedException {
        Engine engine = new Engine(List.of(eth0), points, Roles.BY_NAME, 1);
        engine.run(told::add);
        return engine;
    }

    /** A DNS message's header, always of the same transaction. */
    private static byte[] dns(int flags) {
        return ByteBuffer.allocate(12)
                .putShort((short) 7)
                .putShort((short) flags)
                .array();
    }

    private static Packet echo(String tuple, int sequence, String payload) {
        return ping(tuple).sequence(sequence, 0).payload(payload);
    }

    @Test
    void pingWhoseIdentifierWasRewrittenIsOneFlow() throws InterruptedException {
        docker0.at(0).sees(echo("172.17.0.2:7 > 8.8.8.8:7", 1, "abc").id(33));
        eth0.at(20).sees(echo("10.1.0.8:901 > 8.8.8.8:901", 1, "abc").id(33).ttl(63));
        eth0.at(400)
                .sees(pong("8.8.8.8:901 > 10.1.0.8:901")
                        .sequence(1, 0)
                        .payload("abc")
                        .ttl(50));
        docker0.at(420)
                .sees(pong("8.8.8.8:7 > 172.17.0.2:7")
                        .sequence(1, 0)
                        .payload("abc")
                        .ttl(49));
        assertEquals(List.of("172.17.0.2:7 > 8.8.8.8:7 => 10.1.0.8:901 > 8.8.8.8:901"), translated(flows()));
    }

    private void question(long start, String inside, String outside, String text) {
        docker0.at(start).sees(udp(inside + " > 8.8.8.8:53").payload(text));
        eth0.at(start + 20).sees(udp(outside + " > 8.8.8.8:53").payload(text).ttl(63));
        eth0.at(start + 300)
                .sees(udp("8.8.8.8:53 > " + outside).payload("re " + text).ttl(50));
        docker0.at(start + 320)
                .sees(udp("8.8.8.8:53 > " + inside).payload("re " + text).ttl(49));
    }

    /** A handshake and its end by FIN from both sides, masqueraded between docker0 and eth0. */
    private void connection(long start, String inside, String peer, String outside, int isn, int peerIsn) {
        docker0.at(start).sees(tcp(inside + " > " + peer).syn(isn).id(1));
        eth0.at(start + 20).sees(tcp(outside + " > " + peer).syn(isn).id(1).ttl(63));
        eth0.at(start + 900)
                .sees(tcp(peer + " > " + outside).synAck(peerIsn, isn + 1).ttl(50));
        docker0.at(start + 915)
                .sees(tcp(peer + " > " + inside).synAck(peerIsn, isn + 1).ttl(49));
        docker0.at(start + 1000)
                .sees(tcp(inside + " > " + peer)
                        .flags(0x11)
                        .sequence(isn + 1, peerIsn + 1)
                        .id(2));
        eth0.at(start + 1020)
                .sees(tcp(outside + " > " + peer)
                        .flags(0x11)
                        .sequence(isn + 1, peerIsn + 1)
                        .id(2)
                        .ttl(63));
        eth0.at(start + 1900)
                .sees(tcp(peer + " > " + outside)
                        .flags(0x11)
                        .sequence(peerIsn + 1, isn + 2)
                        .ttl(50));
        docker0.at(start + 1915)
                .sees(tcp(peer + " > " + inside)
                        .flags(0x11)
                        .sequence(peerIsn + 1, isn + 2)
                        .ttl(49));
    }

    private Flow onlyFlow(Capture... more) throws InterruptedException {
        List<Flow> flows = flows(more);
        assertEquals(1, flows.size(), () -> "flows: " + flows);
        return flows.get(0);
    }

    private List<Flow> flows(Capture... more) throws InterruptedException {
        List<FrameSource> sources = new ArrayList<>(List.of(docker0, eth0, eth1, web));
        sources.addAll(List.of(more));
        List<Flow> flows = new ArrayList<>();
        new Engine(sources, points, Roles.BY_NAME, 1000).run(flows::add);
        flows.sort(Comparator.comparing(flow -> text(flow.first())));
        return flows;
    }

    private static List<String> translated(List<Flow> flows) {
        List<String> lines = new ArrayList<>();
        for (Flow flow : flows) {
            if (!flow.first().equals(flow.last())) {
                lines.add(text(flow.first()) + " => " + text(flow.last()));
            }
        }
        return lines;
    }

    private static String text(FiveTuple tuple) {
        return tuple.source() + ":" + tuple.sourcePort() + " > " + tuple.destination() + ":" + tuple.destinationPort();
    }

    private static String path(List<Hop> hops) {
        return String.join(
                " ", hops.stream().map(hop -> hop.capturePoint().name()).toList());
    }
}
