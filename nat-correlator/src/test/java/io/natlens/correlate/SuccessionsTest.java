package io.natlens.correlate;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tuples that NAT gives to another connection while their legs live, since the kernel has forgotten the first. */
final class SuccessionsTest {
    private static final String CLIENT = "172.17.0.2:5060";
    private static final String PEER = "203.0.113.9:5060";
    private static final long SECOND = 1_000_000;

    private final Scene scene = new Scene();

    @Test
    void aStreamMasqueradedAnewAtAnotherNicIsTwoConnections() throws InterruptedException {
        for (int packet = 0; packet < 10; packet++) {
            boolean before = packet < 6;
            String nic = before ? "eth0" : "eth1";
            String outside = before ? "10.1.0.8:5060" : "10.2.0.8:5060";
            goes(packet * SECOND / 50, "docker0", CLIENT, nic, outside, "call " + packet);
            comes(packet * SECOND / 50 + 900, nic, outside, "docker0", CLIENT, "call " + packet);
        }
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: docker0 6, eth0 6; eth0 6, docker0 6",
                        CLIENT + " => 10.2.0.8:5060: docker0 4, eth1 4; eth1 4, docker0 4"),
                told());
    }

    @Test
    void datagramsThatNobodyAnswersAreTwoConnectionsWhenTheirPortIsTranslatedAnew() throws InterruptedException {
        for (int packet = 0; packet < 7; packet++) {
            String outside = packet < 3 ? "10.1.0.8:40001" : "10.1.0.8:40002";
            goes(packet * SECOND, "docker0", CLIENT, "eth0", outside, "log " + packet);
        }
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:40001: docker0 3, eth0 3; ",
                        CLIENT + " => 10.1.0.8:40002: docker0 4, eth0 4; "),
                told());
    }

    @Test
    void tuplesOfWhichBothHadOtherConnectionsBeforeAreOneConnectionNow() throws InterruptedException {
        goes(0, "docker0", CLIENT, "eth1", "10.2.0.8:5060", "first");
        goes(SECOND, "docker0", "172.17.0.3:5060", "eth0", "10.1.0.8:5060", "second");
        goes(3 * SECOND, "docker0", CLIENT, "eth0", "10.1.0.8:5060", "third");
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: docker0 1, eth0 1; ",
                        CLIENT + " => 10.2.0.8:5060: docker0 1, eth1 1; ",
                        "172.17.0.3:5060 => 10.1.0.8:5060: docker0 1, eth0 1; "),
                told());
    }

    @Test
    void aPortThatNatGaveToTwoContainersInTurnIsTwoConnections() throws InterruptedException {
        for (String inside : List.of(CLIENT, "172.17.0.3:5060")) {
            long start = inside.equals(CLIENT) ? 0 : SECOND;
            goes(start, "docker0", inside, "eth0", "10.1.0.8:5060", "to " + inside);
            comes(start + 900, "eth0", "10.1.0.8:5060", "docker0", inside, "to " + inside);
        }
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: docker0 1, eth0 1; eth0 1, docker0 1",
                        "172.17.0.3:5060 => 10.1.0.8:5060: docker0 1, eth0 1; eth0 1, docker0 1"),
                told());
    }

    @Test
    void aQuestionIsCountedOnItsOwnConnection() throws InterruptedException {
        goes(0, "docker0", CLIENT, "eth0", "10.1.0.8:5060", "first");
        comes(900, "eth0", "10.1.0.8:5060", "docker0", CLIENT, "first");
        goes(SECOND, "docker0", CLIENT, "eth1", "10.2.0.8:5060", "second");
        comes(SECOND + 900, "eth1", "10.2.0.8:5060", "docker0", CLIENT, "second");
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: docker0 1, eth0 1; eth0 1, docker0 1",
                        CLIENT + " => 10.2.0.8:5060: docker0 1, eth1 1; eth1 1, docker0 1"),
                told());
    }

    @Test
    void aPublishedPortThatIsSentToAnotherContainerIsAnotherConnection() throws InterruptedException {
        for (int packet = 0; packet < 6; packet++) {
            String veth = packet < 2 ? "veth1" : "veth2";
            String inside = packet < 2 ? "172.17.0.2:53" : "172.17.0.3:53";
            Packet question = udp("198.51.100.7:999 > 10.1.0.8:53").payload("packet " + packet);
            scene.sees("eth0", packet * SECOND, question.ttl(60));
            question = udp("198.51.100.7:999 > " + inside).payload("packet " + packet);
            scene.sees(veth, packet * SECOND + 30, question.ttl(59));
        }
        assertEquals(
                List.of(
                        "198.51.100.7:999 => 198.51.100.7:999: eth0 2, veth1 2; ",
                        "198.51.100.7:999 => 198.51.100.7:999: eth0 4, veth2 4; "),
                told());
    }

    @Test
    void pointsBeforeTheTranslatedOneFollow() throws InterruptedException {
        for (int packet = 0; packet < 8; packet++) {
            boolean before = packet < 4;
            scene.sees("c1", packet * SECOND - 30, udp(CLIENT + " > " + PEER).payload("log " + packet));
            scene.sees("veth1", packet * SECOND - 20, udp(CLIENT + " > " + PEER).payload("log " + packet));
            String outside = before ? "10.1.0.8:5060" : "10.2.0.8:5060";
            goes(packet * SECOND, "docker0", CLIENT, before ? "eth0" : "eth1", outside, "log " + packet);
        }
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: c1 4, veth1 4, docker0 4, eth0 4; ",
                        CLIENT + " => 10.2.0.8:5060: c1 4, veth1 4, docker0 4, eth1 4; "),
                told());
    }

    @Test
    void aTcpConnectionThatIsTranslatedAnewIsResetByItselfOnly() throws InterruptedException {
        segment(0, "docker0", CLIENT, "eth0", "10.1.0.8:5060", tcp -> tcp.syn(5));
        segment(SECOND, "docker0", CLIENT, "eth0", "10.1.0.8:5060", tcp -> tcp.sequence(6, 78));
        segment(2 * SECOND, "docker0", CLIENT, "eth1", "10.2.0.8:5060", tcp -> tcp.sequence(16, 78));
        scene.sees("eth1", 2 * SECOND + 900, reset("10.2.0.8:5060").ttl(50));
        scene.sees("docker0", 2 * SECOND + 920, reset(CLIENT).ttl(49));
        List<Flow> flows = scene.flows();
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: docker0 2, eth0 2; ",
                        CLIENT + " => 10.2.0.8:5060: docker0 1, eth1 1; eth1 1, docker0 1"),
                told(flows));
        flows.sort(Comparator.comparing(Flow::id));
        assertEquals(List.of(false, true), flows.stream().map(Flow::reset).toList());
    }

    @Test
    void aSynThatIsSentAgainAfterAResetIsTranslatedAnew() throws InterruptedException {
        Packet challenge =
                tcp(PEER + " > 10.1.0.8:40007").flags(0x10).sequence(3, 2670).ttl(63);
        segment(0, "docker0", CLIENT, "eth0", "10.1.0.8:40007", tcp -> tcp.syn(5)
                .id(1));
        scene.sees("eth0", 100, challenge);
        scene.sees(
                "docker0",
                120,
                tcp(PEER + " > " + CLIENT).flags(0x10).sequence(3, 2670).ttl(62));
        segment(140, "docker0", CLIENT, "eth0", "10.1.0.8:40007", tcp -> tcp.flags(0x04)
                .sequence(2670, 0)
                .id(2));
        segment(10_000, "docker0", CLIENT, "eth0", "10.1.0.8:40024", tcp -> tcp.syn(5)
                .id(3));
        scene.sees("eth0", 10_100, tcp(PEER + " > 10.1.0.8:40024").synAck(77, 6).ttl(63));
        scene.sees("docker0", 10_120, tcp(PEER + " > " + CLIENT).synAck(77, 6).ttl(62));
        List<Flow> flows = scene.flows();
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:40007: docker0 2, eth0 2; eth0 1, docker0 1",
                        CLIENT + " => 10.1.0.8:40024: docker0 1, eth0 1; eth0 1, docker0 1"),
                told(flows));
        flows.sort(Comparator.comparing(Flow::id));
        assertEquals(List.of(true, false), flows.stream().map(Flow::reset).toList());
    }

    /** A server answers the SYN of a port used again as it answered the connection before, and IPv6 has no identification. */
    @Test
    void anAnswerThatAnotherConnectionOfThePortHadIsNotThatPacket() throws InterruptedException {
        answered(0, "10.1.0.8:40007", "172.17.0.9:3001", 2670);
        answered(100, "10.1.0.8:40024", "172.17.0.9:3002", 3670);
        segment(1000, "docker0", CLIENT, "eth0", "10.1.0.8:40007", tcp -> tcp.syn(5)
                .id(1));
        answered(1100, "10.1.0.8:40007", CLIENT, 2670);
        segment(10_000, "docker0", CLIENT, "eth0", "10.1.0.8:40024", tcp -> tcp.syn(5)
                .id(2));
        answered(10_100, "10.1.0.8:40024", CLIENT, 3670);

        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:40007: docker0 1, eth0 1; eth0 1, docker0 1",
                        CLIENT + " => 10.1.0.8:40024: docker0 1, eth0 1; eth0 1, docker0 1"),
                told().stream().filter(flow -> flow.startsWith(CLIENT)).toList());
    }

    private void answered(long micros, String outside, String inside, int acknowledged) {
        scene.sees(
                "eth0",
                micros,
                tcp(PEER + " > " + outside).sequence(3, acknowledged).ttl(63));
        scene.sees(
                "docker0",
                micros + 20,
                tcp(PEER + " > " + inside).sequence(3, acknowledged).ttl(62));
    }

    @Test
    void aLateSegmentOfTheConnectionBeforeMakesNoOther() throws InterruptedException {
        handshake(0, "10.1.0.8:40007", 100, 900);
        handshake(SECOND, "10.1.0.8:40024", 500, 700);
        segment(SECOND + 2000, "docker0", CLIENT, "eth0", "10.1.0.8:40007", tcp -> tcp.flags(0x11)
                .sequence(101, 901));
        segment(SECOND + 3000, "docker0", CLIENT, "eth0", "10.1.0.8:40024", tcp -> tcp.sequence(501, 701));
        assertEquals(
                List.of(CLIENT + " => 10.1.0.8:40007", CLIENT + " => 10.1.0.8:40024"),
                told().stream().map(flow -> flow.replaceAll(": .*", "")).toList());
    }

    private void handshake(long micros, String outside, int clientIsn, int serverIsn) {
        segment(micros, "docker0", CLIENT, "eth0", outside, tcp -> tcp.syn(clientIsn));
        scene.sees(
                "eth0",
                micros + 100,
                tcp(PEER + " > " + outside).synAck(serverIsn, clientIsn + 1).ttl(63));
        scene.sees(
                "docker0",
                micros + 120,
                tcp(PEER + " > " + CLIENT).synAck(serverIsn, clientIsn + 1).ttl(62));
    }

    /** The first packets out of a NIC wait there for the neighbour's address. */
    @Test
    void aBurstThatIsTranslatedAnewIsCountedOnItsConnectionAndNoneOfItIsLost() throws InterruptedException {
        burstAfterAnother(4);
        goes(2 * SECOND, "docker0", CLIENT, "eth1", "10.2.0.8:5060", "last");
        List<Flow> flows = scene.flows();
        assertEquals(
                List.of(
                        CLIENT + " => 10.1.0.8:5060: c1 1, docker0 1, eth0 1; ",
                        CLIENT + " => 10.2.0.8:5060: c1 4, docker0 5, eth1 5; "),
                told(flows));
        assertEquals(List.of(), losses(flows));
    }

    @Test
    void whatOfABurstIsLostIsLostByItsOwnConnection() throws InterruptedException {
        burstAfterAnother(3);
        goes(2 * SECOND, "docker0", CLIENT, "eth1", "10.2.0.8:5060", "last");
        goes(3 * SECOND, "docker0", "172.17.0.9:1", "eth0", "10.1.0.8:9", "that eth0 was still captured");
        assertEquals(List.of("10.2.0.8:5060 before eth1: 1"), losses(scene.flows()));
    }

    private static List<String> losses(List<Flow> flows) {
        List<String> losses = new ArrayList<>();
        for (Flow flow : flows) {
            for (Hop hop : flow.original()) {
                Loss lost = hop.lost();
                if (lost != null && lost.packets() > 0) {
                    String point = hop.capturePoint().name();
                    losses.add(source(Scene.text(flow.last())) + " before " + point + ": " + lost.packets());
                }
            }
        }
        return losses;
    }

    /** A packet by eth0, and then four that c1 and docker0 see before the first comes to eth1, which sees as many as is said. */
    private void burstAfterAnother(int arriving) {
        scene.sees("c1", 0, udp(CLIENT + " > " + PEER).payload("first"));
        goes(10, "docker0", CLIENT, "eth0", "10.1.0.8:5060", "first");
        for (int packet = 0; packet < 4; packet++) {
            Packet inside = udp(CLIENT + " > " + PEER).payload("burst " + packet);
            scene.sees("c1", SECOND + packet, inside);
            scene.sees("docker0", SECOND + 10 + packet, inside);
            if (packet < arriving) {
                Packet outside = udp("10.2.0.8:5060 > " + PEER).payload("burst " + packet);
                scene.sees("eth1", SECOND + 100 + packet, outside.ttl(63));
            }
        }
    }

    @Test
    void aPointBetweenTwoTranslationsMayBeginToCaptureLater() throws InterruptedException {
        for (int packet = 0; packet < 6; packet++) {
            long time = packet * SECOND;
            scene.sees("docker0", time, udp(CLIENT + " > " + PEER).payload("log " + packet));
            if (packet > 2) {
                Packet between = udp("10.1.0.8:5060 > " + PEER).payload("log " + packet);
                scene.sees("bond0", time + 20, between.ttl(63));
            }
            Packet outside = udp("192.0.2.1:7000 > " + PEER).payload("log " + packet);
            scene.sees("eth1", time + 40, outside.ttl(62));
        }
        assertEquals(List.of(CLIENT + " => 192.0.2.1:7000: docker0 6, bond0 3, eth1 6; "), told());
    }

    @Test
    void aPointMayShowEachDirectionInAnotherForm() throws InterruptedException {
        for (int packet = 0; packet < 3; packet++) {
            long time = packet * SECOND;
            String payload = "question " + packet;
            scene.sees("c1", time, udp(CLIENT + " > 8.8.8.8:53").payload(payload));
            scene.sees("docker0", time + 8, udp(CLIENT + " > 172.17.0.1:7053").payload(payload));
            scene.sees("docker0", time + 30, udp("8.8.8.8:53 > " + CLIENT).payload("re " + payload));
            scene.sees("c1", time + 35, udp("8.8.8.8:53 > " + CLIENT).payload("re " + payload));
        }
        assertEquals(List.of(CLIENT + " => " + CLIENT + ": c1 3, docker0 3; docker0 3, c1 3"), told());
    }

    @Test
    void aRouteThatChangesIsOneConnectionWhereNothingIsTranslated() throws InterruptedException {
        for (int packet = 0; packet < 8; packet++) {
            goes(packet * SECOND, "docker0", CLIENT, packet < 4 ? "eth0" : "eth1", CLIENT, "log " + packet);
        }
        assertEquals(List.of(CLIENT + " => " + CLIENT + ": docker0 8, eth0 4, eth1 4; "), told());
    }

    @Test
    void aPacketThatTheNicMissedDoesNotMakeAnotherConnection() throws InterruptedException {
        for (int packet = 0; packet < 8; packet++) {
            Packet inside = udp(CLIENT + " > " + PEER).payload("log " + packet);
            scene.sees("docker0", packet * SECOND, inside);
            if (packet != 5) {
                Packet outside = udp("10.1.0.8:5060 > " + PEER).payload("log " + packet);
                scene.sees("bond0", packet * SECOND + 20, outside.ttl(63));
            }
            Packet carried = udp("192.0.2.1:7000 > " + PEER).payload("log " + packet);
            scene.sees("eth1", packet * SECOND + 40, carried.ttl(62));
        }
        assertEquals(List.of(CLIENT + " => 192.0.2.1:7000: docker0 8, bond0 7, eth1 8; "), told());
    }

    private void goes(long micros, String from, String inside, String to, String outside, String payload) {
        scene.sees(from, micros, udp(inside + " > " + PEER).payload(payload));
        scene.sees(to, micros + 20, udp(outside + " > " + PEER).payload(payload).ttl(63));
    }

    private void comes(long micros, String from, String outside, String to, String inside, String payload) {
        scene.sees(
                from,
                micros,
                udp(PEER + " > " + outside).payload("re " + payload).ttl(50));
        scene.sees(
                to,
                micros + 20,
                udp(PEER + " > " + inside).payload("re " + payload).ttl(49));
    }

    private void segment(
            long micros, String from, String inside, String to, String outside, UnaryOperator<Packet> segment) {
        scene.sees(from, micros, segment.apply(tcp(inside + " > " + PEER)));
        scene.sees(to, micros + 20, segment.apply(tcp(outside + " > " + PEER)).ttl(63));
    }

    private static Packet reset(String to) {
        return tcp(PEER + " > " + to).flags(0x04).sequence(78, 0);
    }

    private List<String> told() throws InterruptedException {
        return told(scene.flows());
    }

    private static List<String> told(List<Flow> flows) {
        return flows.stream()
                .map(flow -> source(Scene.text(flow.first())) + " => " + source(Scene.text(flow.last())) + ": "
                        + hops(flow.original()) + "; " + hops(flow.reply()))
                .sorted()
                .toList();
    }

    private static String source(String tuple) {
        return tuple.replaceAll(" >.*", "");
    }

    private static String hops(List<Hop> path) {
        return String.join(
                ", ",
                path.stream()
                        .map(hop -> hop.capturePoint().name() + " " + hop.packets())
                        .toList());
    }
}
