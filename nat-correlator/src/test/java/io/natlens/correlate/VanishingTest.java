package io.natlens.correlate;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.leg.Packet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question that docker0 saw, and where it is said to have vanished: not where anything else may be the reason. */
final class VanishingTest {
    private static final int SECOND = 1_000_000;
    private static final String QUESTION = "172.17.0.2:5000 > 192.0.2.7:53";

    private final Scene scene = new Scene();

    @BeforeEach
    void theNicCapturesBeforeAndAfter() {
        shows("eth0", 0, SECOND);
    }

    /** Makes a point see traffic of others at two times. */
    private void shows(String point, long first, long last) {
        Packet other = udp("10.1.0.8:9 > 10.1.0.9:9").payload(point);
        scene.sees(point, first, other).sees(point, last, other);
    }

    private void asks(String tuple) {
        scene.sees("docker0", 100, question(tuple));
    }

    private static Packet question(String tuple) {
        return udp(tuple).payload("question").id(1);
    }

    /** Before which points the flow with port 5000 is said to have vanished. */
    private String vanished() throws InterruptedException {
        for (Flow flow : scene.flows()) {
            if (flow.first().sourcePort() == 5000) {
                return flow.vanishedBefore().toString();
            }
        }
        return "no such flow";
    }

    @Test
    void aNicThatCapturedAllTheWhileAndDidNotShowItIsNamed() throws InterruptedException {
        asks(QUESTION);
        assertEquals("[eth0]", vanished());
    }

    @Test
    void otherBridgesAreNamedBesideTheNic() throws InterruptedException {
        shows("br-9", 0, SECOND);
        asks(QUESTION);
        assertEquals("[eth0, br-9]", vanished());
    }

    @Test
    void aNicThatDidNotCaptureAtThatTimeProvesNothing() throws InterruptedException {
        shows("eth1", 0, 200);
        shows("eth2", 200, SECOND);
        asks(QUESTION);
        assertEquals("[eth0]", vanished());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "eth1"})
    void nothingIsSaidWhereANicLostFrames(String nic) throws InterruptedException {
        shows("eth1", SECOND + 1, SECOND + 2);
        scene.drops(nic);
        asks(QUESTION);
        assertEquals("[]", vanished());
    }

    @Test
    void anotherHostsNicProvesNothing() throws InterruptedException {
        scene.sees("b/docker0", 100, question(QUESTION));
        assertEquals("[]", vanished());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "172.17.0.2:5000 > 172.17.0.3:53",
                "172.17.0.2:5000 > 172.18.0.3:53",
                "172.17.0.2:5000 > 224.0.0.251:53",
                "172.17.0.2:5000 > 255.255.255.255:53"
            })
    void whatMayBeDeliveredWithoutANicHasNotVanished(String tuple) throws InterruptedException {
        asks(tuple);
        assertEquals("[]", vanished());
    }

    @Test
    void theHostsOwnAddressIsReachedWithoutANic() throws InterruptedException {
        asks("172.17.0.2:5000 > 10.1.0.8:53");
        scene.sees("docker0", 300, udp("172.17.0.2:6000 > 192.0.2.9:53").payload("other"));
        scene.sees(
                "eth1",
                320,
                udp("10.1.0.8:6000 > 192.0.2.9:53").payload("other").ttl(63));
        assertEquals("[]", vanished());
    }

    @Test
    void whatHasBeenRoutedBeforeComesFromElsewhere() throws InterruptedException {
        scene.sees("docker0", 100, question(QUESTION).ttl(63));
        assertEquals("[]", vanished());
    }

    @Test
    void whatEndsAtAnInterfaceOfUnknownRoleMayHaveLeftByIt() throws InterruptedException {
        asks(QUESTION);
        scene.sees("uplink", 120, question(QUESTION).ttl(63));
        assertEquals("[]", vanished());
    }

    @Test
    void anErrorIsAnAnswer() throws InterruptedException {
        asks(QUESTION);
        scene.sees("docker0", 200, unreachable("172.17.0.1:0 > 172.17.0.2:0", 13, question(QUESTION)));
        assertEquals("[]", vanished());
    }

    @Test
    void aRepeatedSynVanishes() throws InterruptedException {
        scene.sees("docker0", 100, tcp(QUESTION).syn(5).id(1));
        scene.sees("docker0", 200, tcp(QUESTION).syn(5).id(2));
        assertEquals("[eth0]", vanished());
    }

    @Test
    void whoAcknowledgesHasBeenAnsweredByAWayThatIsNotCaptured() throws InterruptedException {
        scene.sees("docker0", 100, tcp(QUESTION).syn(5).id(1));
        scene.sees("docker0", 200, tcp(QUESTION).sequence(6, 900).id(2));
        assertEquals("[]", vanished());
    }
}
