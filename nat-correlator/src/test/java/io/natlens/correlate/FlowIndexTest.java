package io.natlens.correlate;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.Capture;
import io.natlens.leg.Observations;
import io.natlens.leg.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowIndexTest {
    private static final String INSIDE = "172.17.0.2:40000 > 8.8.8.8:53";
    private static final String OUTSIDE = "10.1.0.8:1024 > 8.8.8.8:53";
    private static final String ANSWER = "8.8.8.8:53 > 10.1.0.8:1024";

    private final Scene scene = new Scene();
    private final FlowIndex index = new FlowIndex();

    @Test
    void aPacketsPlaceIsItsFlowDirectionAndHop() throws InterruptedException {
        question(0);
        add(scene.flows());

        assertPlace(1, false, 0, 2, find(udp(INSIDE), "docker0", 0));
        assertPlace(1, false, 1, 2, find(udp(OUTSIDE), "eth0", 20));
        assertPlace(1, true, 0, 2, find(udp(ANSWER), "eth0", 900));
        assertPlace(1, true, 1, 2, find(udp("8.8.8.8:53 > 172.17.0.2:40000"), "docker0", 920));
        assertEquals(FlowIndex.NONE, find(udp(INSIDE), "eth0", 0));
        assertEquals(FlowIndex.NONE, find(tcp(INSIDE), "docker0", 0));
        assertEquals(FlowIndex.NONE, find(udp("172.17.0.2:40001 > 8.8.8.8:53"), "docker0", 0));
    }

    @Test
    void ofTwoConnectionsOfOneTupleTheTimeDecides() throws InterruptedException {
        question(0);
        question(600_000_000);
        List<Flow> flows = scene.flows();
        assertEquals(2, flows.size());
        boolean inOrder = flows.get(0).firstSeen() < flows.get(1).firstSeen();
        index.add(1, flows.get(inOrder ? 0 : 1));
        index.add(2, flows.get(inOrder ? 1 : 0));

        assertEquals(1, FlowIndex.flow(find(udp(INSIDE), "docker0", 0)));
        assertEquals(2, FlowIndex.flow(find(udp(INSIDE), "docker0", 600_000_000)));
    }

    @Test
    void laterFragmentsAndErrorsHaveThePlaceOfTheirPacket() throws InterruptedException {
        scene.sees("docker0", 0, udp(INSIDE).id(7).fragment(0, true).payload("x".repeat(1472)));
        scene.sees(
                "docker0",
                1,
                udp("172.17.0.2:0 > 8.8.8.8:0").id(7).fragment(1480, false).payload("y"));
        add(scene.flows());

        assertEquals(
                1, FlowIndex.flow(find(udp(INSIDE).id(7).fragment(0, true).payload("x".repeat(1472)), "docker0", 0)));
        Packet later =
                udp("172.17.0.2:0 > 8.8.8.8:0").id(7).fragment(1480, false).payload("y");
        assertPlace(1, false, 0, 1, find(later, "docker0", 1));
        assertEquals(
                FlowIndex.NONE,
                find(udp("172.17.0.2:0 > 8.8.8.8:0").id(8).fragment(1480, false).payload("y"), "docker0", 1));
        assertPlace(1, false, 0, 1, find(unreachable("8.8.8.8:0 > 172.17.0.2:0", 3, udp(INSIDE)), "docker0", 9));
    }

    @Test
    void aThousandFlowsAreToldApart() throws InterruptedException {
        for (int i = 0; i < 3000; i++) {
            scene.sees("docker0", i, ping("172.17.0.2:5 > 10.9." + i / 250 + "." + i % 250 + ":5"));
        }
        List<Flow> flows = scene.flows();
        add(flows);

        assertEquals(3000, flows.size());
        for (int i = 0; i < flows.size(); i++) {
            String destination = flows.get(i).first().destination().toString();
            assertEquals(i + 1, FlowIndex.flow(find(ping("172.17.0.2:5 > " + destination + ":5"), "docker0", 9)));
        }
    }

    private void question(long micros) {
        scene.sees("docker0", micros, udp(INSIDE).id(7).payload("question"));
        scene.sees("eth0", micros + 20, udp(OUTSIDE).id(7).payload("question").ttl(63));
        scene.sees("eth0", micros + 900, udp(ANSWER).id(8).payload("answer"));
        scene.sees(
                "docker0",
                micros + 920,
                udp("8.8.8.8:53 > 172.17.0.2:40000").id(8).payload("answer").ttl(63));
    }

    private void add(List<Flow> flows) {
        for (int i = 0; i < flows.size(); i++) {
            index.add(i + 1, flows.get(i));
        }
    }

    private long find(Packet packet, String point, long micros) {
        return index.find(Observations.of(packet), point(point), Capture.nanos(micros));
    }

    private CapturePoint point(String name) {
        return scene.points().all().stream()
                .filter(point -> point.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static void assertPlace(long flow, boolean reply, int hop, int hops, long place) {
        assertTrue(place != FlowIndex.NONE);
        assertEquals(flow, FlowIndex.flow(place));
        assertEquals(reply, FlowIndex.isReply(place));
        assertEquals(hop, FlowIndex.hop(place));
        assertEquals(hops, FlowIndex.hops(place));
        assertFalse(FlowIndex.hop(place) >= FlowIndex.hops(place));
    }
}
