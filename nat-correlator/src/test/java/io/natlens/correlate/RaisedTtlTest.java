package io.natlens.correlate;

import static io.natlens.correlate.Scene.forms;
import static io.natlens.correlate.Scene.path;
import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host whose rules set the time to live anew. */
class RaisedTtlTest {
    private static final String INSIDE = "172.17.0.2:40000 > 8.8.8.8:443";
    private static final String OUTSIDE = "10.1.0.8:40000 > 8.8.8.8:443";
    private static final String ANSWER = "8.8.8.8:443 > 10.1.0.8:40000";
    private static final String UNDONE = "8.8.8.8:443 > 172.17.0.2:40000";

    private final Scene scene = new Scene();

    /** A handshake of which eth0 shows what the container sent with this time to live, and docker0 what came back. */
    private void handshake(int leaving, int coming, int delivered) {
        scene.sees("docker0", 0, tcp(INSIDE).syn(5).id(9));
        scene.sees("eth0", 36, tcp(OUTSIDE).syn(5).id(9).ttl(leaving));
        scene.sees("eth0", 900, tcp(ANSWER).synAck(77, 6).ttl(coming));
        scene.sees("docker0", 908, tcp(UNDONE).synAck(77, 6).ttl(delivered));
        scene.sees("docker0", 950, tcp(INSIDE).sequence(6, 78).id(10));
        scene.sees("eth0", 980, tcp(OUTSIDE).sequence(6, 78).id(10).ttl(leaving));
    }

    private static void assertSourceNat(Flow flow) {
        assertEquals(INSIDE + " => " + OUTSIDE, forms(flow));
        assertEquals("docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0", path(flow.reply()));
    }

    @Test
    void whatLeavesWithAGreaterTimeToLiveHasNotComeIn() throws InterruptedException {
        handshake(65, 50, 49);

        assertSourceNat(scene.onlyFlow());
    }

    @Test
    void whatIsDeliveredWithAGreaterTimeToLiveHasNotGoneOut() throws InterruptedException {
        handshake(63, 50, 64);

        assertSourceNat(scene.onlyFlow());
    }

    @Test
    void bothDirectionsMayHaveGrownByMoreThanThereAreRouters() throws InterruptedException {
        handshake(128, 64, 128);

        assertSourceNat(scene.onlyFlow());
    }

    /** As a mirror that reorders may show a few packets of a path that leads the other way. */
    @Test
    void bothDirectionsGrowAlikeOnlyIfManyPacketsSaySo() throws InterruptedException {
        handshake(65, 64, 65);

        assertEquals("eth0 docker0", path(scene.onlyFlow().original()));
    }

    @Test
    void manyPacketsSayThatBothDirectionsGrowAlike() throws InterruptedException {
        handshake(65, 64, 65);
        for (int turn = 0; turn < 4; turn++) {
            int at = 1000 * (turn + 1);
            scene.sees(
                    "docker0",
                    at,
                    tcp(INSIDE).sequence(6 + turn, 78 + turn).payload("x").id(11 + turn));
            scene.sees(
                    "eth0",
                    at + 30,
                    tcp(OUTSIDE)
                            .sequence(6 + turn, 78 + turn)
                            .payload("x")
                            .id(11 + turn)
                            .ttl(65));
            scene.sees(
                    "eth0",
                    at + 500,
                    tcp(ANSWER)
                            .sequence(78 + turn, 7 + turn)
                            .payload("y")
                            .id(turn + 1)
                            .ttl(64));
            scene.sees(
                    "docker0",
                    at + 508,
                    tcp(UNDONE)
                            .sequence(78 + turn, 7 + turn)
                            .payload("y")
                            .id(turn + 1)
                            .ttl(65));
        }

        assertSourceNat(scene.onlyFlow());
    }

    /** As a bridge shows it where NAT is done before it is captured. */
    @Test
    void theWayBackMayHaveAFormOfItsOwn() throws InterruptedException {
        String client = "203.0.113.9:50000";
        String asked = "10.1.0.8:8000";
        String web = "172.17.0.4:81";
        scene.sees("eth0", 0, tcp(client + " > " + asked).syn(5).id(9).ttl(63));
        scene.sees("docker0", 20, tcp("172.17.0.1:50000 > " + web).syn(5).id(9));
        scene.sees("docker0", 50, tcp(web + " > " + client).synAck(77, 6));
        scene.sees("eth0", 70, tcp(asked + " > " + client).synAck(77, 6));

        Flow flow = scene.onlyFlow();

        assertEquals(client + " > " + asked + " => 172.17.0.1:50000 > " + web, forms(flow));
        assertEquals("eth0 docker0", path(flow.original()));
        assertEquals("docker0 eth0", path(flow.reply()));
    }

    @Test
    void manyPacketsSaySoWhereTheWayBackHasAFormOfItsOwn() throws InterruptedException {
        String client = "203.0.113.9:50000";
        String asked = "10.1.0.8:8000";
        String web = "172.17.0.4:81";
        for (int turn = 0; turn < 4; turn++) {
            int at = 1000 * turn;
            scene.sees(
                    "eth0",
                    at,
                    tcp(client + " > " + asked)
                            .sequence(6 + turn, 78)
                            .payload("x")
                            .ttl(63));
            scene.sees(
                    "docker0",
                    at + 20,
                    tcp("172.17.0.1:50000 > " + web).sequence(6 + turn, 78).payload("x"));
            scene.sees(
                    "docker0",
                    at + 50,
                    tcp(web + " > " + client).sequence(78 + turn, 7).payload("y"));
            scene.sees(
                    "eth0",
                    at + 70,
                    tcp(asked + " > " + client)
                            .sequence(78 + turn, 7)
                            .payload("y")
                            .ttl(65));
        }

        Flow flow = scene.onlyFlow();

        assertEquals("eth0 docker0", path(flow.original()));
        assertEquals("docker0 eth0", path(flow.reply()));
    }

    @Test
    void aSingleDatagramPassesAsOthersDo() throws InterruptedException {
        handshake(128, 50, 128);
        scene.sees(
                "docker0",
                2000,
                udp("172.17.0.3:5000 > 8.8.8.8:53").payload("q").id(3));
        scene.sees(
                "eth0",
                2036,
                udp("10.1.0.8:5000 > 8.8.8.8:53").payload("q").id(3).ttl(128));

        assertEquals(
                List.of(INSIDE + " => " + OUTSIDE, "172.17.0.3:5000 > 8.8.8.8:53 => 10.1.0.8:5000 > 8.8.8.8:53"),
                scene.translated());
    }

    @Test
    void oneDatagramEachWaySuffices() throws InterruptedException {
        scene.sees(
                "docker0", 0, udp("172.17.0.3:5000 > 8.8.8.8:53").payload("q").id(3));
        scene.sees(
                "eth0", 36, udp("10.1.0.8:5000 > 8.8.8.8:53").payload("q").id(3).ttl(128));
        scene.sees(
                "eth0",
                900,
                udp("8.8.8.8:53 > 10.1.0.8:5000").payload("a").id(4).ttl(63));
        scene.sees(
                "docker0",
                908,
                udp("8.8.8.8:53 > 172.17.0.3:5000").payload("a").id(4).ttl(128));

        assertEquals(List.of("172.17.0.3:5000 > 8.8.8.8:53 => 10.1.0.8:5000 > 8.8.8.8:53"), scene.translated());
    }

    @Test
    void aLaterAnswerThatIsAlikeHasNotComeFromTheContainer() throws InterruptedException {
        handshake(128, 50, 128);
        List<String> expected = new ArrayList<>(List.of(INSIDE + " => " + OUTSIDE));
        for (int client = 3; client < 5; client++) {
            int at = 1000 * client;
            String inside = "172.17.0." + client + ":500" + client + " > 8.8.8.8:53";
            String outside = "10.1.0.8:500" + client + " > 8.8.8.8:53";
            scene.sees("docker0", at, udp(inside).payload("q").id(client));
            scene.sees("eth0", at + 36, udp(outside).payload("q").id(client).ttl(128));
            scene.sees(
                    "eth0",
                    at + 900,
                    udp("8.8.8.8:53 > 10.1.0.8:500" + client).payload("a").ttl(63));
            scene.sees(
                    "docker0",
                    at + 908,
                    udp("8.8.8.8:53 > 172.17.0." + client + ":500" + client)
                            .payload("a")
                            .ttl(128));
            expected.add(inside + " => " + outside);
        }

        assertEquals(expected, scene.translated());
    }

    @Test
    void aPingWhoseTimeToLiveIsSetToWhatItWasStillLeavesByTheNic() throws InterruptedException {
        for (int turn = 0; turn < 2; turn++) {
            int at = 1000 * turn;
            Packet sent = ping("172.17.0.2:7 > 8.8.8.8:7").sequence(turn, 0).id(3 + turn);
            Packet delivered =
                    pong("8.8.8.8:7 > 172.17.0.2:7").sequence(turn, 0).ttl(63);
            scene.sees("c1", at, sent);
            scene.sees("docker0", at + 15, sent);
            scene.sees(
                    "eth0",
                    at + 140,
                    ping("10.1.0.8:7 > 8.8.8.8:7").sequence(turn, 0).id(3 + turn));
            scene.sees(
                    "eth0",
                    at + 190,
                    pong("8.8.8.8:7 > 10.1.0.8:7").sequence(turn, 0).ttl(63));
            scene.sees("docker0", at + 202, delivered);
            scene.sees("c1", at + 205, delivered);
        }

        Flow flow = scene.onlyFlow();

        assertEquals("c1 docker0 eth0", path(flow.original()));
        assertEquals("eth0 docker0 c1", path(flow.reply()));
    }
}
