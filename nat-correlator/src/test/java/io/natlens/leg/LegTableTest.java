package io.natlens.leg;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which packets are one leg, as conntrack would say which are one connection. */
class LegTableTest {
    private static final String THERE = "172.17.0.2:40000 > 8.8.8.8:443";
    private static final String BACK = "8.8.8.8:443 > 172.17.0.2:40000";
    private static final int FIN_ACK = 0x11;
    private static final int RST = 0x14;

    private final CapturePoints points = new CapturePoints();
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 0, "");
    private final CapturePoint eth1 = points.named("eth1", LinkType.EN10MB, 0, "");
    private final LegTable table = new LegTable(1000);
    private double seconds = 1_750_000_000;

    @Test
    void aLegHasTheDirectionOfItsFirstPacketAndTheOther() {
        int there = see(udp("8.8.8.8:53 > 10.1.0.8:40000"));
        int back = see(udp("10.1.0.8:40000 > 8.8.8.8:53"));

        assertEquals(0, there & 1);
        assertEquals(1, back & 1);
        assertEquals(there >>> 1, back >>> 1);
        Leg leg = table.leg(there >>> 1);
        assertEquals(53, leg.tuple(0).sourcePort());
        assertEquals(leg.tuple(0).reverse(), leg.tuple(1));
        assertEquals("eth0", leg.point().name());
    }

    @Test
    void whatDiffersInAnyPartOfTheTupleIsAnotherLeg() {
        int leg = leg(udp("10.1.0.8:1 > 8.8.8.8:2"));

        assertNotEquals(leg, leg(udp("10.1.0.8:2 > 8.8.8.8:1")));
        assertNotEquals(leg, leg(udp("10.1.0.9:1 > 8.8.8.8:2")));
        assertNotEquals(leg, leg(udp("10.1.0.8:1 > 8.8.4.4:2")));
        assertNotEquals(leg, leg(tcp("10.1.0.8:1 > 8.8.8.8:2")));
        assertNotEquals(leg, leg(udp("10.1.0.8:1 > 8.8.8.8:2").vlan(7)));
        assertNotEquals(leg, table.observe(Observations.of(udp("10.1.0.8:1 > 8.8.8.8:2")), eth1, now()) >>> 1);
        assertEquals(leg, leg(udp("8.8.8.8:2 > 10.1.0.8:1")));
    }

    @Test
    void aConnectionToItselfIsOneLegOfOneDirection() {
        assertEquals(0, see(udp("127.0.0.1:9 > 127.0.0.1:9")) & 1);
        assertEquals(0, see(udp("127.0.0.1:9 > 127.0.0.1:9")) & 1);
    }

    @Test
    void anotherInitialSequenceNumberAfterTheEndIsAnotherConnection() {
        int first = handshake(1000, 9000);
        see(tcp(THERE).flags(FIN_ACK).sequence(1001, 9001));
        see(tcp(BACK).flags(FIN_ACK).sequence(9001, 1002));
        assertTrue(table.leg(first).isClosed());

        int second = leg(tcp(THERE).syn(555_000));

        assertNotEquals(first, second);
        assertEquals(List.of(first), ended());
        assertFalse(table.leg(second).isClosed());
    }

    @Test
    void anotherInitialSequenceNumberAfterAnAnswerIsAnotherConnection() {
        int first = handshake(1000, 9000);

        assertNotEquals(first, leg(tcp(THERE).syn(2000)));
    }

    @Test
    void aRefusedConnectionThatIsTriedAgainIsAnotherOne() {
        int first = leg(tcp(THERE).syn(1000));
        assertEquals(first, leg(tcp(BACK).flags(RST).sequence(0, 1001)));
        assertTrue(table.leg(first).isReset());

        int second = leg(tcp(THERE).syn(2000));

        assertNotEquals(first, second);
        assertFalse(table.leg(second).isReset());
    }

    @Test
    void theAnswerToASynThatTheCaptureLacksOpensAnotherConnectionAfterTheEnd() {
        int first = handshake(1000, 9000);
        assertEquals(first, leg(tcp(BACK).flags(RST).sequence(9001, 1001)));
        assertEquals(first, leg(tcp(BACK).synAck(9000, 1001)));

        int second = leg(tcp(BACK).synAck(7000, 2001));

        assertNotEquals(first, second);
        assertEquals(2000, table.leg(second).isn(1));
    }

    @Test
    void theAnswerToASynAfterARefusalOpensAnotherConnection() {
        int first = leg(tcp(THERE).syn(1000));
        assertEquals(first, leg(tcp(BACK).flags(RST).sequence(0, 1001)));

        assertNotEquals(first, leg(tcp(BACK).synAck(7000, 2001)));
    }

    @Test
    void anUnansweredSynWithAnotherNumberIsTheSameAttempt() {
        int first = leg(tcp(THERE).syn(1000));

        assertEquals(first, leg(tcp(THERE).syn(2000)));
        assertEquals(2000, table.leg(first).isn(0));
    }

    @Test
    void aSynSentAgainIsTheSameConnection() {
        int leg = handshake(1000, 9000);

        assertEquals(leg, leg(tcp(THERE).syn(1000)));
        assertEquals(leg, leg(tcp(BACK).synAck(9000, 1001)));
        assertEquals(List.of(), ended());
    }

    @Test
    void aSynOnAConnectionThatWasSeenFromTheMiddleOpensAnother() {
        int middle = leg(tcp(BACK).sequence(70, 80).payload("data"));

        int next = leg(tcp(THERE).syn(1000));

        assertNotEquals(middle, next);
        assertEquals(0, table.leg(next).initiator());
        assertEquals(-1, table.leg(middle).initiator());
    }

    @Test
    void simultaneousOpenIsOneConnectionBegunByTheFirst() {
        int leg = leg(tcp(THERE).syn(1000));
        assertEquals(leg, leg(tcp(BACK).syn(9000)));
        assertEquals(leg, leg(tcp(THERE).synAck(1000, 9001)));
        assertEquals(leg, leg(tcp(BACK).synAck(9000, 1001)));

        assertEquals(0, table.leg(leg).initiator());
        assertEquals(1000, table.leg(leg).isn(0));
        assertEquals(9000, table.leg(leg).isn(1));
        assertEquals(List.of(leg), identified());
    }

    @Test
    void theAnswerAloneTellsBothInitialSequenceNumbers() {
        int leg = leg(tcp(BACK).synAck(9000, 1001));

        assertEquals(9000, table.leg(leg).isn(0));
        assertEquals(1000, table.leg(leg).isn(1));
        assertEquals(List.of(leg), identified());
    }

    @Test
    void theInitiatorsDirectionAloneTellsBothInitialSequenceNumbers() {
        int leg = leg(tcp(THERE).syn(-1));
        assertFalse(table.leg(leg).isnKnown(1));
        assertEquals(List.of(), identified());

        see(tcp(THERE).sequence(0, 9001));

        assertEquals(9000, table.leg(leg).isn(1));
        assertEquals(List.of(leg), identified());
    }

    @Test
    void aLaterSegmentTellsNoInitialSequenceNumber() {
        int leg = leg(tcp(THERE).syn(1000));
        see(tcp(THERE).sequence(1051, 9951).payload("the acknowledgement itself was not seen"));

        assertFalse(table.leg(leg).isnKnown(1));
        assertEquals(List.of(), identified());
    }

    @Test
    void whatAcknowledgesMoreThanTheHandshakeTellsNoInitialSequenceNumber() {
        int leg = leg(tcp(THERE).syn(1000));
        see(tcp(BACK).sequence(9001, 1001).payload("the handshake's end was not captured"));
        see(tcp(THERE).sequence(1001, 9037));
        int other = leg(tcp("172.17.0.2:40001 > 8.8.8.8:443").syn(1000));
        see(tcp("172.17.0.2:40001 > 8.8.8.8:443").flags(FIN_ACK).sequence(1001, 9037));

        assertFalse(table.leg(leg).isnKnown(1));
        assertFalse(table.leg(other).isnKnown(1));
    }

    @Test
    void anEchoReplySeenFirstShowsThatTheOtherEndAsked() {
        int reply = leg(pong("8.8.8.8:7 > 10.1.0.8:7"));
        int request = leg(ping("10.1.0.8:8 > 8.8.8.8:8"));

        assertEquals(1, table.leg(reply).initiator());
        assertEquals(0, table.leg(request).initiator());
    }

    @Test
    void aQuietLegEndsWhenConntrackWouldForgetIt() {
        assertIdle(120, tcp(THERE).syn(1000));
        assertIdle(3600, tcp(THERE).sequence(5, 6), tcp(BACK).sequence(6, 6));
        assertIdle(5, tcp(THERE).flags(RST));
        assertIdle(30, udp("10.1.0.8:1 > 8.8.8.8:53"));
        assertIdle(30, ping("10.1.0.8:1 > 8.8.8.8:1"));
        assertIdle(600, Packet.tunnelled("10.1.0.8:0 > 8.8.8.8:0", udp("10.1.0.8:1 > 8.8.8.8:53")));
    }

    @Test
    void aUdpQuestionAndItsAnswerAreKeptNoLongerThanAQuestion() {
        int leg = leg(udp("10.1.0.8:2 > 8.8.8.8:53"));
        assertEquals(leg, leg(udp("8.8.8.8:53 > 10.1.0.8:2")));
        seconds += 31;
        assertNotEquals(leg, leg(udp("10.1.0.8:2 > 8.8.8.8:53")));
    }

    @Test
    void udpThatIsAnsweredIsKeptForLongerOnceItHasLivedForTwoSeconds() {
        int leg = leg(udp("10.1.0.8:2 > 8.8.8.8:53"));
        leg(udp("8.8.8.8:53 > 10.1.0.8:2"));
        seconds += 2.1;
        leg(udp("10.1.0.8:2 > 8.8.8.8:53"));
        seconds += 119;

        assertEquals(leg, leg(udp("8.8.8.8:53 > 10.1.0.8:2")));
        seconds += 121;
        assertNotEquals(leg, leg(udp("10.1.0.8:2 > 8.8.8.8:53")));
    }

    @Test
    void udpThatIsNotAnsweredIsKeptNoLongerHoweverOftenItIsSent() {
        int leg = leg(udp("10.1.0.8:2 > 8.8.8.8:53"));
        seconds += 20;
        assertEquals(leg, leg(udp("10.1.0.8:2 > 8.8.8.8:53")));
        seconds += 31;
        assertNotEquals(leg, leg(udp("10.1.0.8:2 > 8.8.8.8:53")));
    }

    private void assertIdle(int limit, Packet... packets) {
        Packet last = packets[packets.length - 1];
        int leg = -1;
        for (Packet packet : packets) {
            leg = leg(packet);
        }
        seconds += limit - 0.5;
        assertEquals(leg, leg(last), () -> "within " + limit + " s");
        seconds += limit + 0.5;
        assertNotEquals(leg, leg(last), () -> "after " + limit + " s");
        seconds += 10_000;
    }

    @Test
    void sweepingEndsQuietLegsWithoutAnyPacketOfTheirs() {
        List<Integer> quiet = new ArrayList<>();
        for (int port = 1; port <= 200; port++) {
            quiet.add(leg(udp("10.1.0.8:" + port + " > 8.8.8.8:53")));
        }
        seconds += 31;
        int lively = leg(udp("10.1.0.9:1 > 8.8.8.8:53"));
        for (int call = 0; call < 10; call++) {
            table.sweep(now());
        }

        List<Integer> swept = ended();
        swept.sort(null);
        assertEquals(quiet, swept);
        assertEquals(lively, leg(udp("10.1.0.9:1 > 8.8.8.8:53")));
        assertEquals(0, table.evicted());
    }

    @Test
    void oneSweepFindsAClosedLegAmongMany() {
        for (int port = 1; port <= 500; port++) {
            leg(udp("10.1.0.8:" + port + " > 8.8.8.8:53"));
        }
        int closed = handshake(1000, 9000);
        see(tcp(BACK).flags(RST).sequence(9001, 0));
        seconds += 4.9;
        table.sweep(now());
        assertEquals(List.of(), ended());

        seconds += 0.2;
        table.sweep(now());
        assertEquals(List.of(closed), ended());
    }

    @Test
    void aLateSegmentKeepsAClosedLeg() {
        int closed = handshake(1000, 9000);
        see(tcp(BACK).flags(RST).sequence(9001, 0));
        seconds += 3;
        assertEquals(closed, leg(tcp(THERE).flags(RST).sequence(1001, 0)));
        seconds += 3;
        table.sweep(now());
        assertEquals(List.of(), ended());

        seconds += 3;
        table.sweep(now());
        assertEquals(List.of(closed), ended());
    }

    @Test
    void theNumberOfAClosedLegMayBeAnothersByTheTimeThatItWouldEnd() {
        handshake(1000, 9000);
        see(tcp(BACK).flags(RST).sequence(9001, 0));
        int next = leg(tcp(THERE).syn(555_000));
        ended().forEach(table::release);
        int other = leg(udp("10.1.0.8:1 > 8.8.8.8:53"));
        seconds += 6;
        table.sweep(now());

        assertEquals(List.of(), ended());
        assertNotEquals(next, other);
    }

    @Test
    void aFullTableEndsTheQuietestLeg() {
        LegTable small = new LegTable(3);
        List<Leg> ended = new ArrayList<>();
        for (int port = 1; port <= 3; port++) {
            see(small, udp("10.1.0.8:" + port + " > 8.8.8.8:53"));
        }
        int kept = see(small, udp("8.8.8.8:53 > 10.1.0.8:1"));
        see(small, udp("10.1.0.8:4 > 8.8.8.8:53"));
        small.drain(new ArrayList<>(), new ArrayList<>(), ended);

        assertEquals(1, small.evicted());
        assertEquals(1, ended.size());
        assertEquals(2, ended.get(0).sourcePort());
        assertEquals(kept >>> 1, see(small, udp("10.1.0.8:1 > 8.8.8.8:53")) >>> 1);
    }

    @Test
    void aNumberIsGivenAgainOnlyAfterItsRelease() {
        int first = leg(udp("10.1.0.8:1 > 8.8.8.8:53"));
        table.endAll();
        int second = leg(udp("10.1.0.8:1 > 8.8.8.8:53"));
        assertNotEquals(first, second);
        assertEquals(1, table.leg(first).sourcePort());

        table.release(first);

        assertThrows(IllegalArgumentException.class, () -> table.leg(first));
        assertEquals(first, leg(udp("10.1.0.8:3 > 8.8.8.8:53")));
    }

    @Test
    void anErrorIsNotedOnTheLegOfThePacketThatItSpeaksOf() {
        Packet question = udp("10.1.0.8:40000 > 8.8.8.8:53").payload("question");
        int leg = leg(question);
        Packet error = unreachable("192.0.2.1:0 > 10.1.0.8:0", 3, question);

        int first = table.observeError(Observations.of(error), eth0, now());
        table.observeError(Observations.of(error), eth0, now());
        int other = table.observeError(
                Observations.of(unreachable("192.0.2.1:0 > 10.1.0.8:0", 3, udp("10.1.0.8:40001 > 8.8.8.8:53"))),
                eth0,
                now());

        assertEquals(leg << 1 | 1, first);
        assertEquals(-1, other);
        assertEquals(1, table.leg(leg).errors().size());
        IcmpError noted = table.leg(leg).errors().get(0);
        assertEquals(2, noted.count());
        assertEquals(3, noted.type());
        assertEquals(3, noted.code());
        assertEquals(1, noted.direction());
        assertEquals("192.0.2.1", noted.reporter().toString());
    }

    @Test
    void theSameErrorInTheOtherDirectionIsAnotherAndWhatWasToldStays() {
        Packet question = udp("10.1.0.8:40000 > 8.8.8.8:53").payload("question");
        Packet answer = udp("8.8.8.8:53 > 10.1.0.8:40000").payload("answer");
        Leg leg = table.leg(leg(question));
        Packet back = unreachable("192.0.2.1:0 > 10.1.0.8:0", 13, question);
        Packet there = unreachable("192.0.2.1:0 > 8.8.8.8:0", 13, answer);
        table.observeError(Observations.of(back), eth0, now());
        IcmpError told = leg.errors().get(0);

        table.observeError(Observations.of(there), eth0, now());
        table.observeError(Observations.of(there), eth0, now());
        table.observeError(Observations.of(back), eth0, now());
        table.observeError(Observations.of(there), eth0, now());

        assertEquals(1, told.count());
        assertEquals(
                List.of("1: 2", "0: 3"),
                leg.errors().stream()
                        .map(error -> error.direction() + ": " + error.count())
                        .toList());
    }

    private int handshake(int isn, int peerIsn) {
        int leg = leg(tcp(THERE).syn(isn));
        assertEquals(leg, leg(tcp(BACK).synAck(peerIsn, isn + 1)));
        assertEquals(leg, leg(tcp(THERE).sequence(isn + 1, peerIsn + 1)));
        return leg;
    }

    private int leg(Packet packet) {
        return see(packet) >>> 1;
    }

    private int see(Packet packet) {
        return see(table, packet);
    }

    private int see(LegTable by, Packet packet) {
        seconds += 0.001;
        return by.observe(Observations.of(packet), eth0, now());
    }

    private long now() {
        return (long) (seconds * 1e9);
    }

    private List<Integer> ended() {
        List<Leg> ended = new ArrayList<>();
        table.drain(new ArrayList<>(), new ArrayList<>(), ended);
        return new ArrayList<>(ended.stream().map(Leg::number).toList());
    }

    private List<Integer> identified() {
        List<Leg> identified = new ArrayList<>();
        table.drain(new ArrayList<>(), identified, new ArrayList<>());
        return identified.stream().map(Leg::number).toList();
    }
}
