package io.natlens.correlate;

import static io.natlens.correlate.Scene.forms;
import static io.natlens.correlate.Scene.path;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a connection's packets passed the points, and which forms are its ends. */
class PathOrderTest {
    private static final String CLIENT = "172.17.0.2:40000";

    private final Scene scene = new Scene();

    @Test
    void aContainerThatReachesItselfByItsPublishedPortIsOneFlow() throws InterruptedException {
        scene.sees("c1", 0, tcp(CLIENT + " > 10.1.0.8:8000").syn(5).id(9));
        scene.sees("docker0", 8, tcp(CLIENT + " > 172.17.0.2:80").syn(5).id(9));
        scene.sees(
                "c1", 20, tcp("172.17.0.1:40000 > 172.17.0.2:80").syn(5).id(9).ttl(63));
        scene.sees("c1", 30, tcp("172.17.0.2:80 > 172.17.0.1:40000").synAck(77, 6));
        scene.sees("docker0", 38, tcp("172.17.0.2:80 > 172.17.0.1:40000").synAck(77, 6));
        scene.sees("c1", 50, tcp("10.1.0.8:8000 > " + CLIENT).synAck(77, 6).ttl(63));

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > 10.1.0.8:8000 => 172.17.0.1:40000 > 172.17.0.2:80", forms(flow));
        assertEquals("c1 docker0 c1", path(flow.original()));
        assertEquals("c1 docker0 c1", path(flow.reply()));
    }

    @Test
    void aCopyFloodedToAnotherContainerIsPartOfTheFlowAndNoEndOfIt() throws InterruptedException {
        scene.sees("c1", 0, tcp(CLIENT + " > 10.1.0.8:8000").syn(5).id(9));
        scene.sees("docker0", 8, tcp(CLIENT + " > 172.17.0.3:80").syn(5).id(9));
        scene.sees(
                "web", 12, tcp("172.17.0.1:40000 > 172.17.0.3:80").syn(5).id(9).ttl(63));
        scene.sees(
                "c4", 14, tcp("172.17.0.1:40000 > 172.17.0.3:80").syn(5).id(9).ttl(63));
        scene.sees("web", 30, tcp("172.17.0.3:80 > 172.17.0.1:40000").synAck(77, 6));
        scene.sees("c1", 50, tcp("10.1.0.8:8000 > " + CLIENT).synAck(77, 6).ttl(63));

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > 10.1.0.8:8000 => 172.17.0.1:40000 > 172.17.0.3:80", forms(flow));
        assertEquals("web c1", path(flow.reply()));
    }

    @Test
    void aRedirectOfWhichEachDirectionShowsAnotherFormIsATranslation() throws InterruptedException {
        scene.sees("docker0", 0, tcp(CLIENT + " > 172.17.0.1:7021").syn(5).id(9));
        scene.sees("docker0", 30, tcp("8.8.8.8:7020 > " + CLIENT).synAck(77, 6));
        scene.sees(
                "docker0",
                60,
                tcp(CLIENT + " > 172.17.0.1:7021").sequence(6, 78).id(10));

        assertEquals(List.of(CLIENT + " > 8.8.8.8:7020 => " + CLIENT + " > 172.17.0.1:7021"), scene.translated());
    }

    @Test
    void aRedirectThatTheContainersEndShowsTooIsTheSameTranslation() throws InterruptedException {
        scene.sees("c1", 0, tcp(CLIENT + " > 8.8.8.8:7020").syn(5).id(9));
        scene.sees("docker0", 8, tcp(CLIENT + " > 172.17.0.1:7021").syn(5).id(9));
        scene.sees("docker0", 30, tcp("8.8.8.8:7020 > " + CLIENT).synAck(77, 6));
        scene.sees("c1", 35, tcp("8.8.8.8:7020 > " + CLIENT).synAck(77, 6));
        scene.sees("c1", 60, tcp(CLIENT + " > 8.8.8.8:7020").sequence(6, 78).id(10));
        scene.sees(
                "docker0",
                68,
                tcp(CLIENT + " > 172.17.0.1:7021").sequence(6, 78).id(10));

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > 8.8.8.8:7020 => " + CLIENT + " > 172.17.0.1:7021", forms(flow));
        assertEquals("c1 docker0", path(flow.original()));
        assertEquals("docker0 c1", path(flow.reply()));
    }

    @Test
    void aRedirectOfWhichOneFormIsSeenIsNoTranslation() throws InterruptedException {
        scene.sees("eth0", 0, tcp("203.0.113.9:50000 > 10.1.0.8:7020").syn(5));
        scene.sees("eth0", 30, tcp("10.1.0.8:7020 > 203.0.113.9:50000").synAck(77, 6));

        assertEquals(List.of(), scene.translated());
    }

    @Test
    void routersDecideWhereTimesAreInAnotherOrder() throws InterruptedException {
        scene.sees("docker0", 25, tcp(CLIENT + " > 8.8.8.8:443").syn(5).id(9));
        scene.sees("eth0", 20, tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(5).id(9).ttl(63));
        scene.sees("docker0", 900, tcp("8.8.8.8:443 > " + CLIENT).synAck(77, 6).ttl(49));
        scene.sees(
                "eth0", 903, tcp("8.8.8.8:443 > 10.1.0.8:40000").synAck(77, 6).ttl(50));

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > 8.8.8.8:443 => 10.1.0.8:40000 > 8.8.8.8:443", forms(flow));
        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0", path(flow.reply()));
    }

    @Test
    void packetsThatACaptureMissedDoNotPutItsPointElsewhere() throws InterruptedException {
        scene.sees("c1", 0, tcp(CLIENT + " > 8.8.8.8:443").syn(5).id(9));
        scene.sees("docker0", 8, tcp(CLIENT + " > 8.8.8.8:443").syn(5).id(9));
        scene.sees("eth0", 16, tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(5).id(9).ttl(63));
        scene.sees(
                "eth0", 900, tcp("8.8.8.8:443 > 10.1.0.8:40000").synAck(77, 6).ttl(50));
        scene.sees("docker0", 1000, tcp("8.8.8.8:443 > " + CLIENT).synAck(77, 6).ttl(49));
        scene.sees("c1", 1005, tcp("8.8.8.8:443 > " + CLIENT).synAck(77, 6).ttl(49));
        // docker0 has seen slow replies only, so that on average it lies farther behind eth0 than c1 does
        for (int reply = 0; reply < 9; reply++) {
            int at = 2000 + 100 * reply;
            scene.sees(
                    "eth0",
                    at,
                    tcp("8.8.8.8:443 > 10.1.0.8:40000").sequence(78 + reply, 6).ttl(50));
            scene.sees(
                    "c1",
                    at + 9,
                    tcp("8.8.8.8:443 > " + CLIENT).sequence(78 + reply, 6).ttl(49));
        }

        Flow flow = scene.onlyFlow();

        assertEquals("c1 docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0 c1", path(flow.reply()));
    }

    @Test
    void clocksOfMicrosecondsThatAreEqualLeaveTheOrderOfInterfaces() throws InterruptedException {
        scene.sees(
                "eth0", 0, udp("10.1.0.8:5000 > 8.8.8.8:53").payload("q").id(3).ttl(63));
        for (String point : List.of("docker0", "veth1", "web:eth0")) {
            scene.sees(
                    point, 0, udp("172.17.0.2:5000 > 8.8.8.8:53").payload("q").id(3));
        }

        assertEquals("web:eth0 veth1 docker0 eth0", path(scene.onlyFlow().original()));
    }

    @Test
    void aRequestFromOutsidePassesTheInterfacesTheOtherWay() throws InterruptedException {
        for (String point : List.of("docker0", "veth1", "web:eth0")) {
            scene.sees(
                    point,
                    0,
                    udp("203.0.113.9:5000 > 172.17.0.2:53").payload("q").id(3).ttl(59));
        }
        scene.sees(
                "eth0",
                0,
                udp("203.0.113.9:5000 > 10.1.0.8:53").payload("q").id(3).ttl(60));

        Flow flow = scene.onlyFlow();

        assertEquals("eth0 docker0 veth1 web:eth0", path(flow.original()));
        assertEquals("203.0.113.9:5000 > 10.1.0.8:53 => 203.0.113.9:5000 > 172.17.0.2:53", forms(flow));
    }

    @Test
    void nestedBridgesLieBetweenTheContainerAndTheOutermostNic() throws InterruptedException {
        String inside = CLIENT + " > 8.8.8.8:443";
        String outside = "10.1.0.8:40000 > 8.8.8.8:443";
        scene.sees("docker0", 0, tcp(inside).syn(5).id(9));
        scene.sees("eth0", 9, tcp(outside).syn(5).id(9).ttl(63));
        scene.sees("fwbr111i0", 14, tcp(outside).syn(5).id(9).ttl(63));
        scene.sees("vmbr0", 20, tcp(outside).syn(5).id(9).ttl(63));
        scene.sees("enp1s0", 18, tcp(outside).syn(5).id(9).ttl(63));
        String back = "8.8.8.8:443 > 10.1.0.8:40000";
        scene.sees("enp1s0", 900, tcp(back).synAck(77, 6).ttl(50));
        scene.sees("vmbr0", 905, tcp(back).synAck(77, 6).ttl(50));
        scene.sees("fwbr111i0", 911, tcp(back).synAck(77, 6).ttl(50));
        scene.sees("eth0", 920, tcp(back).synAck(77, 6).ttl(50));
        scene.sees("docker0", 930, tcp("8.8.8.8:443 > " + CLIENT).synAck(77, 6).ttl(49));

        Flow flow = scene.onlyFlow();

        assertEquals("docker0 eth0 fwbr111i0 vmbr0 enp1s0", path(flow.original()));
        assertEquals("enp1s0 vmbr0 fwbr111i0 eth0 docker0", path(flow.reply()));
        assertTrue(flow.initiatorKnown());
    }

    @Test
    void requestInByOneNicAndReplyOutByAnotherHaveTheirOwnPaths() throws InterruptedException {
        scene.sees(
                "eth1", 0, tcp("203.0.113.9:50000 > 10.1.1.4:8000").syn(5).id(9).ttl(60));
        scene.sees(
                "docker0",
                10,
                tcp("203.0.113.9:50000 > 172.17.0.4:80").syn(5).id(9).ttl(59));
        scene.sees("docker0", 50, tcp("172.17.0.4:80 > 203.0.113.9:50000").synAck(77, 6));
        scene.sees(
                "eth0",
                60,
                tcp("10.1.1.4:8000 > 203.0.113.9:50000").synAck(77, 6).ttl(63));
        scene.sees(
                "eth1",
                900,
                tcp("203.0.113.9:50000 > 10.1.1.4:8000").sequence(6, 78).id(10).ttl(60));
        scene.sees(
                "docker0",
                910,
                tcp("203.0.113.9:50000 > 172.17.0.4:80").sequence(6, 78).id(10).ttl(59));

        Flow flow = scene.onlyFlow();

        assertEquals("203.0.113.9:50000 > 10.1.1.4:8000 => 203.0.113.9:50000 > 172.17.0.4:80", forms(flow));
        assertEquals("eth1 docker0", path(flow.original()));
        assertEquals("docker0 eth0", path(flow.reply()));
    }

    @Test
    void aBridgeThatShowsTheMiddleFormOnlyBothWaysLiesInTheMiddle() throws InterruptedException {
        scene.sees("c1", 0, tcp(CLIENT + " > 10.1.0.8:8000").syn(5).id(9));
        scene.sees("docker0", 5, tcp(CLIENT + " > 172.17.0.3:80").syn(5).id(9));
        scene.sees(
                "web", 9, tcp("172.17.0.1:40000 > 172.17.0.3:80").syn(5).id(9).ttl(63));
        scene.sees("web", 30, tcp("172.17.0.3:80 > 172.17.0.1:40000").synAck(77, 6));
        scene.sees("docker0", 36, tcp("172.17.0.3:80 > " + CLIENT).synAck(77, 6));
        scene.sees("c1", 44, tcp("10.1.0.8:8000 > " + CLIENT).synAck(77, 6).ttl(63));

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > 10.1.0.8:8000 => 172.17.0.1:40000 > 172.17.0.3:80", forms(flow));
        assertEquals("c1 docker0 web", path(flow.original()));
        assertEquals("web docker0 c1", path(flow.reply()));
    }

    /** A firewall may give packets another identification, and a translator between IPv6 and IPv4 leaves nothing but TCP's numbers. */
    @Test
    void legsThatTheNumbersOfTheHandshakeAloneTieAreInTheOrderOfTheirTimesToLive() throws InterruptedException {
        String server = "8.8.8.8:443";
        List<String> points = List.of("docker0", "eth0", "em1", "wan0");
        List<String> clients = List.of(CLIENT, "10.1.0.8:40000", "198.51.100.1:40000", "198.51.100.1:40000");
        for (int i = 0; i < points.size(); i++) {
            int id = i < 2 ? 7 : 70;
            int routers = Math.min(i, 2);
            scene.sees(
                    points.get(i),
                    20L * i,
                    tcp(clients.get(i) + " > " + server).syn(5).id(id).ttl(64 - routers));
            scene.sees(
                    points.get(i),
                    900L - 20L * i,
                    tcp(server + " > " + clients.get(i))
                            .synAck(77, 6)
                            .id(id + 1)
                            .ttl(48 + routers));
        }

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > " + server + " => 198.51.100.1:40000 > " + server, forms(flow));
        assertEquals("docker0 eth0 em1 wan0", path(flow.original()));
        assertEquals("wan0 em1 eth0 docker0", path(flow.reply()));
    }

    /** As {@code tcpdump -Q in} does. */
    @Test
    void whereOnlyWhatComesInWasCapturedRequestsAreSeenBeforeReplies() throws InterruptedException {
        scene.sees("docker0", 0, tcp(CLIENT + " > 8.8.8.8:80").syn(5).id(9));
        scene.sees("eth0", 30, tcp("8.8.8.8:80 > 10.1.0.8:40000").synAck(77, 6).ttl(55));
        scene.sees("docker0", 60, tcp(CLIENT + " > 8.8.8.8:80").sequence(6, 78).id(10));
        scene.sees(
                "eth0", 1000, tcp("203.0.113.9:50000 > 10.1.0.8:8000").syn(500).ttl(50));
        scene.sees("docker0", 1030, tcp("172.17.0.3:80 > 203.0.113.9:50000").synAck(900, 501));
        scene.sees(
                "eth0",
                1060,
                tcp("203.0.113.9:50000 > 10.1.0.8:8000").sequence(501, 901).ttl(50));

        assertEquals(
                List.of(
                        CLIENT + " > 8.8.8.8:80 => 10.1.0.8:40000 > 8.8.8.8:80",
                        "203.0.113.9:50000 > 10.1.0.8:8000 => 203.0.113.9:50000 > 172.17.0.3:80"),
                scene.translated());
    }

    /** As {@code tcpdump -Q out} does. */
    @Test
    void whereOnlyWhatGoesOutWasCapturedRepliesAreSeenNearerToWhoAsked() throws InterruptedException {
        scene.sees("eth0", 10, tcp("10.1.0.8:40000 > 8.8.8.8:80").syn(5).id(9).ttl(63));
        scene.sees("docker0", 40, tcp("8.8.8.8:80 > " + CLIENT).synAck(77, 6).ttl(54));
        scene.sees(
                "eth0",
                70,
                tcp("10.1.0.8:40000 > 8.8.8.8:80").sequence(6, 78).id(10).ttl(63));

        assertEquals(List.of(CLIENT + " > 8.8.8.8:80 => 10.1.0.8:40000 > 8.8.8.8:80"), scene.translated());
    }
}
