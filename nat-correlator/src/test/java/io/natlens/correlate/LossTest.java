package io.natlens.correlate;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.natlens.leg.Packet;
import org.junit.jupiter.api.Test;

/** Packets from a container past c1, docker0 and eth0, some of which do not arrive. */
final class LossTest {
    private static final Loss NOTHING = new Loss(0, 0, 0, 0, false);
    private static final byte[] DATA = new byte[100];

    private final Scene scene = new Scene();

    @Test
    void aDatagramThatIsNotSeenBehindAPointWasLostBehindIt() throws InterruptedException {
        passes(0, 3, question(0));
        passes(1000, 2, question(1));
        passes(2000, 3, question(2));
        passes(3000, 1, question(3));
        passes(4000, 3, question(4));
        Flow flow = scene.onlyFlow();
        assertEquals(new Loss(1, 0, 0, 0, false), lost(flow, 1));
        assertEquals(new Loss(1, 0, 0, 0, false), lost(flow, 2));
    }

    @Test
    void whatTheNextCaptureDidNotLiveToSeeIsNotKnown() throws InterruptedException {
        passes(0, 3, question(0));
        passes(1000, 2, question(1));
        Flow flow = scene.onlyFlow();
        assertEquals(NOTHING, lost(flow, 1));
        assertNull(flow.original().get(2).lost());
    }

    @Test
    void whatAPointMissedAndTheNextOneSawIsNotLost() throws InterruptedException {
        passes(0, 3, question(0));
        scene.sees("c1", 1000, question(1)).sees("eth0", 1040, question(1).ttl(63));
        passes(2000, 3, question(2));
        assertEquals(NOTHING, lost(scene.onlyFlow(), 1));
    }

    /** In a file that shows them in the wrong order, since it has no better times. */
    @Test
    void aPacketThatTwoPointsSawAtOneTimeIsNotLost() throws InterruptedException {
        scene.sees("eth0", 0, udp("10.1.0.9:1 > 10.1.0.8:2"));
        for (int number = 0; number < 3; number++) {
            long delay = number == 1 ? 0 : 5;
            scene.sees("docker0", 10 + 1000 * number, question(number));
            scene.sees("eth0", 10 + 1000 * number + delay, question(number).ttl(63));
        }
        Flow flow = scene.flowsOfOneSource().stream()
                .filter(any -> any.original().size() == 2)
                .findFirst()
                .orElseThrow();
        assertEquals(NOTHING, lost(flow, 1));
    }

    @Test
    void aSegmentSentAgainIsToldWhereItsFirstCopyWasLost() throws InterruptedException {
        opens();
        passes(1000, 2, segment(1, DATA).id(10));
        passes(300_000, 3, segment(1, DATA).id(11));
        passes(400_000, 3, segment(101, DATA).id(12));
        Flow flow = scene.onlyFlow();
        assertEquals(NOTHING, lost(flow, 1));
        assertEquals(new Loss(1, 100, 1, 0, false), lost(flow, 2));
        assertEquals("1 1 0", retransmissions(flow));
    }

    @Test
    void aSegmentSentAgainThoughAllPointsSawItWasLostBeyondThem() throws InterruptedException {
        opens();
        passes(1000, 3, segment(1, DATA).id(10));
        passes(300_000, 3, segment(1, DATA).id(11));
        Flow flow = scene.onlyFlow();
        assertEquals(NOTHING, lost(flow, 2));
        assertEquals("1 1 1", retransmissions(flow));
    }

    @Test
    void aCopyIsNotSentAgain() throws InterruptedException {
        opens();
        passes(1000, 3, segment(1, DATA).id(10));
        passes(20_000, 3, segment(1, DATA).id(10));
        assertEquals("0 0 0", retransmissions(scene.onlyFlow()));
    }

    @Test
    void segmentsGatheredOrSplitAreNotLost() throws InterruptedException {
        opens();
        scene.sees("c1", 1000, segment(1, new byte[300]).id(10));
        scene.sees("docker0", 1020, segment(1, DATA).id(10))
                .sees("docker0", 1021, segment(101, DATA).id(11));
        scene.sees("docker0", 1022, segment(201, DATA).id(12))
                .sees("eth0", 1040, segment(1, new byte[300]).id(10));
        Flow flow = scene.onlyFlow();
        assertEquals(NOTHING, lost(flow, 1));
        assertEquals(NOTHING, lost(flow, 2));
    }

    @Test
    void whatWasAcknowledgedThoughNeverSeenTheCaptureMissed() throws InterruptedException {
        opens();
        passes(1000, 2, segment(1, DATA).id(10));
        passes(2000, 3, segment(101, DATA).id(11));
        answers(
                3000,
                tcp("8.8.8.8:443 > 10.1.0.8:4000").flags(0x10).sequence(8, 201).id(3));
        answers(
                4000,
                tcp("8.8.8.8:443 > 10.1.0.8:4000").flags(0x10).sequence(8, 202).id(4));
        Flow flow = scene.onlyFlow();
        assertEquals(new Loss(0, 0, 0, 0, true), lost(flow, 2));
    }

    private void opens() {
        passes(0, 3, tcp("10.1.0.8:4000 > 8.8.8.8:443").syn(0).id(1));
        answers(500, tcp("8.8.8.8:443 > 10.1.0.8:4000").synAck(7, 1));
    }

    private static Packet question(int number) {
        return udp("10.1.0.8:4000 > 8.8.8.8:53").id(20 + number).payload("question " + number);
    }

    private static Packet segment(int sequence, byte[] data) {
        return tcp("10.1.0.8:4000 > 8.8.8.8:443")
                .flags(0x10)
                .sequence(sequence, 8)
                .payload(data);
    }

    /** A packet that is seen at so many points from the container on. */
    private void passes(long micros, int points, Packet packet) {
        String[] way = {"c1", "docker0", "eth0"};
        for (int i = 0; i < points; i++) {
            scene.sees(way[i], micros + 20L * i, packet.ttl(i < 2 ? 64 : 63));
        }
    }

    private void answers(long micros, Packet packet) {
        scene.sees("eth0", micros, packet.ttl(60)).sees("docker0", micros + 20, packet.ttl(59));
        scene.sees("c1", micros + 40, packet.ttl(59));
    }

    private static Loss lost(Flow flow, int hop) {
        Loss lost = flow.original().get(hop).lost();
        assertNotNull(lost);
        return lost;
    }

    private static String retransmissions(Flow flow) {
        return String.join(
                " ",
                flow.original().stream()
                        .map(hop -> Long.toString(hop.retransmissions()))
                        .toList());
    }
}
