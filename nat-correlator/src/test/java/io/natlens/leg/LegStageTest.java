package io.natlens.leg;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegStageTest {
    private final CapturePoints points = new CapturePoints();
    private final Capture eth0 = new Capture(points, "eth0");

    @Test
    void theLastBatchEndsAllLegs() {
        eth0.at(0).sees(udp("10.1.0.8:1 > 8.8.8.8:53").payload("a").ttl(63));
        eth0.at(20).sees(udp("8.8.8.8:53 > 10.1.0.8:1").payload("b"));

        Batch batch = onlyBatch(eth0);

        assertTrue(batch.isLast());
        assertEquals(2, batch.size());
        assertEquals(List.of(0, 1), List.of(batch.direction(0), batch.direction(1)));
        assertEquals(63, batch.ttl(0));
        assertEquals(14 + 20 + 8 + 1, batch.length(0));
        assertEquals(20_000, batch.timeNanos(1) - batch.timeNanos(0));
        assertEquals(batch.started(), batch.ended());
        assertEquals(1, batch.ended().size());
    }

    @Test
    void moreThanABatchHoldsGoesIntoTheNext() {
        for (int i = 0; i < 3000; i++) {
            eth0.at(i).sees(udp("10.1.0.8:1 > 8.8.8.8:53").payload("question " + i));
        }
        LegStage stage = new LegStage(eth0, points, 48, 10);
        Batch batch = new Batch();
        int packets = 0;
        do {
            stage.fill(batch);
            packets += batch.size();
        } while (!batch.isLast());

        assertEquals(3000, packets);
        assertEquals(3000, stage.counts().get(0).packets());
    }

    @Test
    void thePacketInATunnelHasALegOfItsOwnAndTheBatchSaysWhichCarriesIt() {
        Packet inner = tcp("10.0.1.5:40000 > 10.0.1.6:80").syn(5);
        eth0.at(0).sees(Packet.vxlan("192.0.2.1:50000 > 192.0.2.2:4789", inner));
        eth0.at(5).sees(Packet.tunnelled("192.0.2.1:0 > 192.0.2.2:0", udp("10.0.1.5:1 > 10.0.1.6:2")));

        Batch batch = onlyBatch(eth0);

        assertEquals(4, batch.size());
        List<Leg> legs = batch.started();
        assertEquals("eth0 " + legs.get(1).tuple(0), legs.get(1).toString());
        assertEquals(40000, legs.get(1).sourcePort());
        assertEquals(4, legs.get(2).protocol());
        assertEquals(
                List.of(new Batch.Carried(legs.get(0), legs.get(1)), new Batch.Carried(legs.get(2), legs.get(3))),
                batch.carried());
    }

    @Test
    void interfacesOfAnAnyCaptureAreCapturePoints() {
        Capture any = new Capture(points, "any", LinkType.LINUX_SLL2);
        any.at(0).sees(cooked(3, udp("10.1.0.8:1 > 8.8.8.8:53")));
        any.at(9).sees(cooked(67, udp("10.1.0.8:1 > 8.8.8.8:53")));
        any.at(12).sees(cooked(3, udp("8.8.8.8:53 > 10.1.0.8:1")));
        LegStage stage = new LegStage(any, points, 48, 10);
        Batch batch = new Batch();
        stage.fill(batch);

        assertEquals(
                List.of("any@if3", "any@if67"),
                batch.started().stream().map(leg -> leg.point().name()).toList());
        assertEquals(batch.leg(0), batch.leg(2));
        assertEquals(
                List.of(2L, 1L),
                stage.counts().stream().map(PointCounts::packets).toList());
    }

    @Test
    void laterFragmentsAreCountedOnTheirLegAndNotCompared() {
        eth0.at(0).sees(udp("10.1.0.8:1 > 8.8.8.8:53").id(7).fragment(0, true).payload("x".repeat(1472)));
        eth0.at(1)
                .sees(udp("10.1.0.8:0 > 8.8.8.8:0").id(7).fragment(1480, false).payload("y"));
        eth0.at(2)
                .sees(udp("10.1.0.8:0 > 8.8.8.8:0").id(8).fragment(1480, false).payload("z"));
        LegStage stage = new LegStage(eth0, points, 48, 10);
        Batch batch = new Batch();
        stage.fill(batch);

        assertEquals(2, batch.size());
        assertEquals(batch.leg(0), batch.leg(1));
        assertEquals(Fingerprint.NONE, batch.fingerprint(1));
        assertEquals(1, stage.counts().get(0).strayFragments());
        assertEquals(3, stage.counts().get(0).packets());
    }

    @Test
    void anErrorMakesNoLeg() {
        Packet question = udp("10.1.0.8:1 > 8.8.8.8:53").payload("question");
        eth0.at(0).sees(question);
        eth0.at(5).sees(unreachable("8.8.8.8:0 > 10.1.0.8:0", 3, question));
        eth0.at(9).sees(unreachable("8.8.8.8:0 > 10.1.0.8:0", 3, udp("10.1.0.8:2 > 8.8.8.8:53")));

        Batch batch = onlyBatch(eth0);

        assertEquals(1, batch.started().size());
        assertEquals(1, batch.started().get(0).errors().size());
    }

    @Test
    void whatCannotBeDecodedIsCounted() {
        Capture other = new Capture(points, "usb0", new LinkType(189));
        other.at(0).sees(ByteBuffer.allocate(64));
        LegStage stage = new LegStage(other, points, 48, 10);
        stage.fill(new Batch());

        assertEquals(1, stage.counts().get(0).undecodable());
        assertEquals(1, stage.counts().get(0).packets());
    }

    @Test
    void damageEndsTheSourceAndWhatCameBeforeIsKept() {
        eth0.at(0).sees(udp("10.1.0.8:1 > 8.8.8.8:53")).breaksOff();
        LegStage stage = new LegStage(eth0, points, 48, 10);
        Batch batch = new Batch();
        stage.fill(batch);

        assertTrue(batch.isLast());
        assertEquals(1, batch.ended().size());
        assertNotNull(stage.damage());
    }

    @Test
    void legsThatWereNotEndedByThePacketsAreCountedAsEvicted() {
        for (int port = 1; port <= 5; port++) {
            eth0.at(port).sees(udp("10.1.0.8:" + port + " > 8.8.8.8:53"));
        }
        LegStage stage = new LegStage(eth0, points, 48, 3);
        Batch batch = new Batch();
        stage.fill(batch);

        assertEquals(2, stage.evicted());
        assertEquals(5, batch.ended().size());
    }

    @Test
    void numbersComeBackWithTheBatchAndAreGivenAgain() {
        for (int i = 0; i < 5000; i++) {
            eth0.at(i * 31_000_000L).sees(udp("10.1.0.8:" + (i % 60_000) + " > 8.8.8.8:53"));
        }
        LegStage stage = new LegStage(eth0, points, 48, 100);
        Batch batch = new Batch();
        int highest = 0;
        do {
            stage.fill(batch);
            for (Leg leg : new ArrayList<>(batch.ended())) {
                highest = Math.max(highest, leg.number());
                batch.release(leg);
            }
        } while (!batch.isLast());

        assertTrue(highest < 3 * Batch.CAPACITY, highest + " is the highest number of 5000 legs, of which few live");
    }

    /** A LINUX_SLL2 frame: tcpdump's link-type page gives the fields. */
    private static ByteBuffer cooked(int interfaceIndex, Packet packet) {
        byte[] datagram = packet.datagram();
        return ByteBuffer.allocate(20 + datagram.length)
                .putShort((short) 0x0800)
                .putShort((short) 0)
                .putInt(interfaceIndex)
                .putShort((short) 1)
                .put((byte) 0)
                .put((byte) 6)
                .putLong(0x0200_0000_0001_0000L)
                .put(datagram);
    }

    private Batch onlyBatch(Capture capture) {
        Batch batch = new Batch();
        new LegStage(capture, points, 48, 1000).fill(batch);
        CapturePoint point = points.all().get(0);
        assertEquals(capture.name(), point.name());
        return batch;
    }
}
