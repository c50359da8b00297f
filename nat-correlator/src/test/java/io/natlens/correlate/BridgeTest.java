package io.natlens.correlate;

import static io.natlens.correlate.Scene.forms;
import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bridge shows whose packets NAT has seen before the capture does (br_netfilter): each direction in its own form. */
class BridgeTest {
    private static final String CLIENT = "172.17.0.3:45099";
    private static final String VIRTUAL = "203.0.113.250:7301";
    private static final String SERVER = "8.8.8.8:7311";
    private static final String OUTSIDE = "10.1.0.8:45099";

    private final Scene scene = new Scene();

    @Test
    void oneDatagramThereAndOneBackTellTheAddressThatWasAsked() throws InterruptedException {
        datagramsThereAndBackTo(CLIENT);

        Flow flow = scene.onlyFlow();

        assertEquals(CLIENT + " > " + VIRTUAL + " => " + OUTSIDE + " > " + SERVER, forms(flow));
        assertEquals(List.of("docker0 1", "eth0 1"), counts(flow.original()));
        assertEquals(List.of("eth0 1", "docker0 1"), counts(flow.reply()));
    }

    @Test
    void anAnswerToAnotherClientIsNoOtherHalf() throws InterruptedException {
        datagramsThereAndBackTo("172.17.0.4:45099");

        assertEquals(List.of(CLIENT + " > " + SERVER + " => " + OUTSIDE + " > " + SERVER), scene.translated());
    }

    private void datagramsThereAndBackTo(String client) {
        scene.sees(
                "docker0", 0, udp(CLIENT + " > " + SERVER).payload("question").id(1));
        scene.sees(
                "eth0",
                20,
                udp(OUTSIDE + " > " + SERVER).payload("question").id(1).ttl(63));
        scene.sees(
                "eth0",
                900,
                udp(SERVER + " > " + OUTSIDE).payload("answer").id(2).ttl(63));
        scene.sees(
                "docker0",
                920,
                udp(VIRTUAL + " > " + client).payload("answer").id(2).ttl(62));
    }

    @Test
    void bothEndsTranslatedByOneDatagramEachWayAreOneConnection() throws InterruptedException {
        String client = "203.0.113.150:54750";
        String published = "10.1.0.8:7321";
        String container = "172.17.0.2:53";
        String bridge = "172.17.0.1:19495";
        scene.sees(
                "eth0",
                0,
                udp(client + " > " + published).payload("question").id(1).ttl(63));
        scene.sees(
                "docker0",
                40,
                udp(bridge + " > " + container).payload("question").id(1).ttl(62));
        scene.sees(
                "c1",
                50,
                udp(bridge + " > " + container).payload("question").id(1).ttl(62));
        scene.sees("c1", 200, udp(container + " > " + bridge).payload("answer").id(2));
        scene.sees(
                "docker0",
                210,
                udp(container + " > " + client).payload("answer").id(2));
        scene.sees(
                "c1-veth",
                210,
                udp(container + " > " + bridge).payload("answer").id(2));
        scene.sees(
                "eth0",
                240,
                udp(published + " > " + client).payload("answer").id(2).ttl(63));

        Flow flow = scene.onlyFlow();

        assertEquals(client + " > " + published + " => " + bridge + " > " + container, forms(flow));
    }

    @Test
    void oneDatagramOfWhichBothEndsDifferIsNoConnection() throws InterruptedException {
        scene.sees(
                "eth0",
                0,
                udp("203.0.113.150:5 > 10.1.0.8:7").payload("question").id(1).ttl(63));
        scene.sees(
                "docker0",
                40,
                udp("172.17.0.1:9 > 172.17.0.2:53").payload("question").id(1).ttl(62));

        assertEquals(List.of(), scene.translated());
    }

    @Test
    void pingsHaveTheIdentifierOfSourceNatFromTheSecondOn() throws InterruptedException {
        pings(false);

        Flow flow = scene.onlyFlow();

        assertEquals("172.17.0.4:7 > 203.0.113.250:7 => 10.1.0.8:32889 > 8.8.8.8:32889", forms(flow));
        assertEquals(List.of("docker0 1", "docker0 2", "eth0 3"), counts(flow.original()));
        assertEquals(List.of("eth0 3", "docker0 3"), counts(flow.reply()));
    }

    @Test
    void thePortOfTheBridgeShowsThemAsTheyWereSent() throws InterruptedException {
        pings(true);

        Flow flow = scene.onlyFlow();

        assertEquals("172.17.0.4:7 > 203.0.113.250:7 => 10.1.0.8:32889 > 8.8.8.8:32889", forms(flow));
        assertEquals(List.of("veth1 3", "docker0 1", "docker0 2", "eth0 3"), counts(flow.original()));
    }

    /** The bridge's frame is taken first then, though it came to the port first. */
    @Test
    void thePortMayShowThemAtTheTimeOfTheBridge() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            long time = i * 100_000L;
            String bridged = i == 0 ? "172.17.0.4:7 > 8.8.8.8:7" : "172.17.0.4:32889 > 8.8.8.8:32889";
            Packet sent = ping("172.17.0.4:7 > 203.0.113.250:7").sequence(i, 0);
            scene.sees("c1", time - 4, sent);
            scene.sees("docker0", time, ping(bridged).sequence(i, 0));
            scene.sees("veth1", time, sent);
            scene.sees(
                    "eth0",
                    time + 60,
                    ping("10.1.0.8:32889 > 8.8.8.8:32889").sequence(i, 0).ttl(63));
        }

        assertEquals(
                List.of("c1 3", "veth1 3", "docker0 1", "docker0 2", "eth0 3"),
                counts(scene.onlyFlow().original()));
    }

    private void pings(boolean port) {
        for (int i = 0; i < 3; i++) {
            long time = i * 100_000L;
            String bridged = i == 0 ? "172.17.0.4:7 > 8.8.8.8:7" : "172.17.0.4:32889 > 8.8.8.8:32889";
            if (port) {
                scene.sees(
                        "veth1",
                        time - 4,
                        ping("172.17.0.4:7 > 203.0.113.250:7").sequence(i, 0).id(10 + i));
            }
            scene.sees("docker0", time, ping(bridged).sequence(i, 0).id(10 + i));
            scene.sees(
                    "eth0",
                    time + 60,
                    ping("10.1.0.8:32889 > 8.8.8.8:32889")
                            .sequence(i, 0)
                            .id(10 + i)
                            .ttl(63));
            scene.sees(
                    "eth0",
                    time + 150,
                    pong("8.8.8.8:32889 > 10.1.0.8:32889")
                            .sequence(i, 0)
                            .id(20 + i)
                            .ttl(63));
            scene.sees(
                    "docker0",
                    time + 160,
                    pong("203.0.113.250:7 > 172.17.0.4:7")
                            .sequence(i, 0)
                            .id(20 + i)
                            .ttl(62));
            if (port) {
                scene.sees(
                        "veth1",
                        time + 164,
                        pong("203.0.113.250:7 > 172.17.0.4:7")
                                .sequence(i, 0)
                                .id(20 + i)
                                .ttl(62));
            }
        }
    }

    private static List<String> counts(List<Hop> path) {
        return path.stream()
                .map(hop -> hop.capturePoint().name() + " " + hop.packets())
                .toList();
    }
}
