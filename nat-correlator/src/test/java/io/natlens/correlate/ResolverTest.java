package io.natlens.correlate;

import static io.natlens.correlate.Scene.forms;
import static io.natlens.correlate.Scene.path;
import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.ping6;
import static io.natlens.leg.Packet.pong6;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.tunnelled;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.vxlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.correlate.Evidence.Invariant;
import io.natlens.leg.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which legs are held to be one connection. */
class ResolverTest {
    private static final int RST_ACK = 0x14;

    private final Scene scene = new Scene();

    @Test
    void initialSequenceNumbersTieWhereIpIdsWereRewritten() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(1000).id(1));
        scene.sees(
                "eth0", 20, tcp("10.1.0.8:1024 > 8.8.8.8:443").syn(1000).id(501).ttl(63));
        scene.sees(
                "eth0",
                900,
                tcp("8.8.8.8:443 > 10.1.0.8:1024").synAck(9000, 1001).id(7).ttl(50));
        scene.sees(
                "docker0",
                920,
                tcp("8.8.8.8:443 > 172.17.0.2:40000").synAck(9000, 1001).id(8).ttl(49));

        Flow flow = scene.onlyFlow();

        assertEquals("172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:1024 > 8.8.8.8:443", forms(flow));
        assertTrue(flow.evidence().invariants().contains(Invariant.TCP_ISN));
        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0", path(flow.reply()));
    }

    @Test
    void otherInitialSequenceNumbersAreAnotherConnectionWhateverElseIsEqual() throws InterruptedException {
        handshake("docker0", 0, "172.17.0.2:40000", 64, 1000, 9000);
        handshake("eth0", 20, "10.1.0.8:40000", 63, 1000, 9001);

        assertEquals(List.of(), scene.translated());
    }

    @Test
    void containersWithOneSourcePortAreToldApart() throws InterruptedException {
        handshake("docker0", 0, "172.17.0.2:40000", 64, 1000, 9000);
        handshake("docker0", 1, "172.17.0.3:40000", 64, 2000, 8000);
        handshake("eth0", 20, "10.1.0.8:1024", 63, 1000, 9000);
        handshake("eth0", 21, "10.1.0.8:40000", 63, 2000, 8000);

        assertEquals(
                List.of(
                        "172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:1024 > 8.8.8.8:443",
                        "172.17.0.3:40000 > 8.8.8.8:443 => 10.1.0.8:40000 > 8.8.8.8:443"),
                scene.translated());
    }

    @Test
    void equalAddressesBehindTwoHostsAreTranslatedByEach() throws InterruptedException {
        handshake("a/docker0", 0, "172.17.0.2:40000", 64, 1000, 9000);
        handshake("b/docker0", 1, "172.17.0.2:40000", 64, 2000, 8000);
        handshake("a/eth0", 20, "10.1.0.8:40000", 63, 1000, 9000);
        handshake("b/eth0", 21, "10.2.0.8:40000", 63, 2000, 8000);

        List<Flow> flows = scene.flows();

        assertEquals(
                List.of(
                        "172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:40000 > 8.8.8.8:443",
                        "172.17.0.2:40000 > 8.8.8.8:443 => 10.2.0.8:40000 > 8.8.8.8:443"),
                flows.stream().map(Scene::forms).sorted().toList());
        assertEquals(
                List.of("a/docker0 a/eth0", "b/docker0 b/eth0"),
                flows.stream().map(flow -> path(flow.original())).sorted().toList());
    }

    @Test
    void segmentsThatWereJoinedOrCutAreOneFlowInBothDirections() throws InterruptedException {
        scene.sees(
                "docker0",
                0,
                tcp("172.17.0.2:40000 > 8.8.8.8:443").sequence(1, 1).id(50).payload("x".repeat(2800)));
        scene.sees("eth0", 20, segment("10.1.0.8:40000 > 8.8.8.8:443", 1).id(50).ttl(63));
        scene.sees(
                "eth0", 21, segment("10.1.0.8:40000 > 8.8.8.8:443", 1401).id(51).ttl(63));
        scene.sees(
                "eth0", 900, segment("8.8.8.8:443 > 10.1.0.8:40000", 1).id(70).ttl(60));
        scene.sees(
                "eth0",
                901,
                segment("8.8.8.8:443 > 10.1.0.8:40000", 1401).id(71).ttl(60));
        scene.sees(
                "docker0",
                920,
                tcp("8.8.8.8:443 > 172.17.0.2:40000")
                        .sequence(1, 1)
                        .id(70)
                        .ttl(59)
                        .payload("x".repeat(2800)));

        Flow flow = scene.onlyFlow();

        assertEquals("172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:40000 > 8.8.8.8:443", forms(flow));
        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals(List.of(1L, 2L), flow.original().stream().map(Hop::packets).toList());
        assertEquals(List.of(2L, 1L), flow.reply().stream().map(Hop::packets).toList());
    }

    private static Packet segment(String tuple, int sequence) {
        return tcp(tuple).sequence(sequence, 1).payload("x".repeat(1400));
    }

    @Test
    void aPacketThatWasLostBeforeTheNextPointIsFoundWhenSentAgain() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(1000).id(1));
        scene.sees(
                "docker0",
                1_000_000,
                tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(1000).id(2));
        scene.sees(
                "eth0",
                1_000_020,
                tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(1000).id(2).ttl(63));

        Flow flow = scene.onlyFlow();

        assertEquals("172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:40000 > 8.8.8.8:443", forms(flow));
        assertEquals(
                new Delay(1, 20_000, 20_000, 20_000, 20_000),
                flow.original().get(1).delay());
    }

    @Test
    void aRefusedConnectionIsOneFlow() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(1000).id(1));
        scene.sees(
                "eth0", 20, tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(1000).id(1).ttl(63));
        scene.sees(
                "eth0",
                900,
                tcp("8.8.8.8:443 > 10.1.0.8:40000")
                        .flags(RST_ACK)
                        .sequence(0, 1001)
                        .ttl(50));
        scene.sees(
                "docker0",
                920,
                tcp("8.8.8.8:443 > 172.17.0.2:40000")
                        .flags(RST_ACK)
                        .sequence(0, 1001)
                        .ttl(49));

        Flow flow = scene.onlyFlow();

        assertTrue(flow.reset());
        assertEquals("eth0 docker0", path(flow.reply()));
    }

    @Test
    void resetsOfClosedPortsThatLookAlikeAreNotMixedUp() throws InterruptedException {
        for (int host = 2; host < 5; host++) {
            scene.sees(
                    "docker0",
                    host,
                    tcp("172.17.0." + host + ":40000 > 8.8.8.8:443").syn(1000 * host));
        }
        for (int host = 2; host < 5; host++) {
            scene.sees(
                    "eth0",
                    20 + host,
                    tcp("10.1.0.8:4000" + host + " > 8.8.8.8:443")
                            .syn(1000 * host)
                            .ttl(63));
        }
        for (int host = 2; host < 5; host++) {
            scene.sees(
                    "eth0",
                    900 + host,
                    tcp("8.8.8.8:443 > 10.1.0.8:4000" + host).flags(0x04).ttl(50));
            scene.sees(
                    "docker0",
                    950 + host,
                    tcp("8.8.8.8:443 > 172.17.0." + host + ":40000").flags(0x04).ttl(49));
        }

        assertEquals(
                List.of(
                        "172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:40002 > 8.8.8.8:443",
                        "172.17.0.3:40000 > 8.8.8.8:443 => 10.1.0.8:40003 > 8.8.8.8:443",
                        "172.17.0.4:40000 > 8.8.8.8:443 => 10.1.0.8:40004 > 8.8.8.8:443"),
                scene.translated());
    }

    @Test
    void addressesOfIpv6AreTranslatedToo() throws InterruptedException {
        scene.sees(
                "docker0", 0, tcp("fd00::2:40000 > 2001:db8::8:443").syn(1000).flowLabel(7));
        scene.sees(
                "eth0",
                20,
                tcp("2001:db8:1::9:1024 > 2001:db8::8:443")
                        .syn(1000)
                        .flowLabel(7)
                        .ttl(63));

        assertEquals(
                List.of("fd00::2:40000 > 2001:db8::8:443 => 2001:db8:1::9:1024 > 2001:db8::8:443"), scene.translated());
    }

    @Test
    void aPrefixThatIsMappedKeepsEachHostsPart() throws InterruptedException {
        for (int sequence = 0; sequence < 2; sequence++) {
            for (int host = 2; host < 5; host++) {
                long start = 10L * host + sequence * 1_000_000L;
                String inside = "fd00:1::" + host + ":7";
                String outside = "2001:db8:9::" + host + ":7";
                scene.sees(
                        "docker0",
                        start,
                        ping6(inside + " > 2001:db8::8:7").sequence(sequence, 0).payload("abc"));
                scene.sees(
                        "eth0",
                        start + 4,
                        ping6(outside + " > 2001:db8::8:7")
                                .sequence(sequence, 0)
                                .payload("abc")
                                .ttl(63));
                scene.sees(
                        "eth0",
                        start + 5,
                        pong6("2001:db8::8:7 > " + outside)
                                .sequence(sequence, 0)
                                .payload("abc")
                                .ttl(60));
                scene.sees(
                        "docker0",
                        start + 7,
                        pong6("2001:db8::8:7 > " + inside)
                                .sequence(sequence, 0)
                                .payload("abc")
                                .ttl(59));
            }
        }

        assertEquals(
                List.of(
                        "fd00:1::2:7 > 2001:db8::8:7 => 2001:db8:9::2:7 > 2001:db8::8:7",
                        "fd00:1::3:7 > 2001:db8::8:7 => 2001:db8:9::3:7 > 2001:db8::8:7",
                        "fd00:1::4:7 > 2001:db8::8:7 => 2001:db8:9::4:7 > 2001:db8::8:7"),
                scene.translated());
    }

    @Test
    void aTagOnOneSideOnlyChangesNothing() throws InterruptedException {
        scene.sees(
                "docker0",
                0,
                udp("172.17.0.2:5000 > 8.8.8.8:53").payload("question").id(3));
        scene.sees(
                "eth0",
                20,
                udp("10.1.0.8:5000 > 8.8.8.8:53")
                        .payload("question")
                        .id(3)
                        .ttl(63)
                        .vlan(100));

        Flow flow = scene.onlyFlow();

        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals(List.of(0, 100), flow.original().stream().map(Hop::vlan).toList());
    }

    @Test
    void whatATunnelCarriesIsFoundAgainInsideIt() throws InterruptedException {
        Packet syn = tcp("10.0.1.5:40000 > 10.0.1.6:80").syn(1000).id(1);
        scene.sees("docker0", 0, syn);
        scene.sees("eth0", 20, vxlan("192.0.2.1:50000 > 192.0.2.2:4789", syn));
        scene.sees("eth1", 40, tunnelled("198.51.100.1:0 > 198.51.100.2:0", syn.ttl(63)));

        List<Flow> flows = scene.flows();

        assertEquals(3, flows.size());
        assertEquals("docker0 eth0 eth1", path(flows.get(0).original()));
        assertEquals("eth0", path(flows.get(1).original()));
        assertEquals("eth1", path(flows.get(2).original()));
        assertEquals(4, flows.get(2).first().protocol());
    }

    @Test
    void aConnectionSeenFromTheMiddleIsTiedByItsNumbers() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            long start = 1000L * i;
            scene.sees(
                    "docker0",
                    start,
                    tcp("172.17.0.2:40000 > 8.8.8.8:443")
                            .sequence(500 + i, 9)
                            .id(i)
                            .payload("a"));
            scene.sees(
                    "eth0",
                    start + 20,
                    tcp("10.1.0.8:1024 > 8.8.8.8:443")
                            .sequence(500 + i, 9)
                            .id(i)
                            .ttl(63)
                            .payload("a"));
        }

        Flow flow = scene.onlyFlow();

        assertEquals("172.17.0.2:40000 > 8.8.8.8:443 => 10.1.0.8:1024 > 8.8.8.8:443", forms(flow));
        assertFalse(flow.initiatorKnown());
        assertEquals(3, flow.evidence().packets());
    }

    @Test
    void pingsThatFitTwoWaysAreLeftApart() throws InterruptedException {
        for (int host = 2; host < 4; host++) {
            scene.sees(
                    "docker0",
                    host,
                    ping("172.17.0." + host + ":7 > 8.8.8.8:7").sequence(1, 0).payload("abc"));
        }
        scene.sees(
                "eth0",
                20,
                ping("10.1.0.8:901 > 8.8.8.8:901").sequence(1, 0).payload("abc").ttl(63));
        scene.sees(
                "eth0",
                21,
                ping("10.1.0.8:902 > 8.8.8.8:902").sequence(1, 0).payload("abc").ttl(63));

        List<Flow> flows = scene.flows();

        assertEquals(4, flows.size());
        assertTrue(flows.stream().allMatch(flow -> flow.evidence().ambiguous()), flows::toString);
    }

    @Test
    void aDatagramThatBothEndsOfWhichWereRewrittenNeedsASecondOne() throws InterruptedException {
        scene.sees(
                "docker0",
                0,
                udp("172.17.0.2:5000 > 10.1.0.8:53").payload("question").id(3));
        scene.sees(
                "eth0",
                20,
                udp("10.3.0.8:1024 > 192.0.2.7:5353").payload("question").id(3).ttl(63));

        assertEquals(List.of(), scene.translated());
    }

    @Test
    void theSameQuestionOfAnotherDayIsNotTheSamePacket() throws InterruptedException {
        scene.sees("docker0", 0, udp("172.17.0.2:5000 > 8.8.8.8:53").payload("question"));
        scene.sees(
                "eth0",
                10_000_000,
                udp("10.1.0.8:5000 > 8.8.8.8:53").payload("question").ttl(63));

        assertEquals(List.of(), scene.translated());
    }

    @Test
    void whatWasDroppedInTheHostIsSeenOnTheBridgeOnly() throws InterruptedException {
        scene.sees("docker0", 0, tcp("172.17.0.2:40000 > 8.8.8.8:25").syn(1000));
        scene.sees("docker0", 1_000_000, tcp("172.17.0.2:40000 > 8.8.8.8:25").syn(1000));
        handshake("eth0", 20, "10.1.0.8:40000", 63, 5000, 9000);

        List<Flow> flows = scene.flows();

        assertEquals(2, flows.size());
        assertEquals("docker0", path(flows.get(1).original()));
        assertEquals(List.of(), flows.get(1).reply());
    }

    private void handshake(String point, long start, String client, int ttl, int isn, int peerIsn) {
        scene.sees(point, start, tcp(client + " > 8.8.8.8:443").syn(isn).id(isn).ttl(ttl));
        scene.sees(
                point,
                start + 900,
                tcp("8.8.8.8:443 > " + client).synAck(peerIsn, isn + 1).ttl(ttl - 14));
        scene.sees(
                point,
                start + 1000,
                tcp(client + " > 8.8.8.8:443")
                        .sequence(isn + 1, peerIsn + 1)
                        .id(isn + 1)
                        .ttl(ttl));
    }
}
