package io.natlens.leg;

import static io.natlens.leg.Packet.ping;
import static io.natlens.leg.Packet.ping6;
import static io.natlens.leg.Packet.pong;
import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a fingerprint keeps is what NAT and routing keep. */
class FingerprintTest {
    private static final String INSIDE = "172.17.0.2:40000 > 8.8.8.8:443";
    private static final String OUTSIDE = "10.1.0.8:1024 > 192.0.2.7:80";
    private static final int PSH_ACK = 0x18;
    private static final int FIN_ACK = 0x11;

    @Test
    void natOfAddressesAndPortsAndRoutingLeaveItEqual() {
        assertSame(tcp(INSIDE).syn(7).id(5), tcp(OUTSIDE).syn(7).id(5).ttl(63).vlan(12));
        assertSame(
                udp(INSIDE).payload("question").id(5),
                udp(OUTSIDE).payload("question").id(5).ttl(60));
    }

    @Test
    void anotherEchoIdentifierLeavesItEqual() {
        assertSame(
                ping("172.17.0.2:7 > 8.8.8.8:7").sequence(3, 0).payload("abc"),
                ping("10.1.0.8:900 > 8.8.8.8:900").sequence(3, 0).payload("abc").ttl(63));
        assertDiffer(
                ping("172.17.0.2:7 > 8.8.8.8:7").sequence(3, 0).payload("abc"),
                ping("172.17.0.2:7 > 8.8.8.8:7").sequence(4, 0).payload("abc"));
        assertDiffer(
                ping("172.17.0.2:7 > 8.8.8.8:7").sequence(3, 0).payload("abc"),
                pong("8.8.8.8:7 > 172.17.0.2:7").sequence(3, 0).payload("abc"));
    }

    @Test
    void aLargeSegmentIsTheFirstOfThoseThatItBecomes() {
        assertSame(
                tcp(INSIDE).flags(PSH_ACK).sequence(1, 1).id(9).payload("x".repeat(4000)),
                tcp(OUTSIDE).sequence(1, 1).id(9).payload("x".repeat(1400)));
        assertSame(
                tcp(INSIDE).flags(FIN_ACK).sequence(1, 1).id(9).payload("x".repeat(4000)),
                tcp(OUTSIDE).sequence(1, 1).id(9).payload("x".repeat(1400)));
    }

    @Test
    void aFinWithoutDataIsNoMereAcknowledgement() {
        assertDiffer(tcp(INSIDE).flags(FIN_ACK).sequence(1, 1), tcp(INSIDE).sequence(1, 1));
        assertDiffer(tcp(INSIDE).sequence(1, 1).payload("x"), tcp(INSIDE).sequence(1, 1));
    }

    @Test
    void aRetransmissionWithAnotherIpIdDiffers() {
        assertDiffer(
                tcp(INSIDE).sequence(1, 1).id(9).payload("x"),
                tcp(INSIDE).sequence(1, 1).id(10).payload("x"));
    }

    @Test
    void numbersOfTcpAreTheirOwnDirections() {
        assertDiffer(tcp(INSIDE).sequence(1, 2), tcp(INSIDE).sequence(2, 1));
        assertDiffer(tcp(INSIDE).syn(1), tcp(INSIDE).synAck(1, 0));
    }

    @Test
    void otherPayloadIsAnotherDatagram() {
        assertDiffer(udp(INSIDE).payload("question a"), udp(INSIDE).payload("question b"));
        assertDiffer(udp(INSIDE).payload(new byte[] {0}), udp(INSIDE).payload(new byte[] {0, 0}));
        assertDiffer(udp(INSIDE).payload("same"), tcp(INSIDE).payload("same"));
    }

    @Test
    void datagramsThatWereFragmentedInAnotherWayAreEqual() {
        String text = "0123456789abcdef".repeat(100);
        assertSame(
                udp(INSIDE).id(9).fragment(0, true).payload(text),
                udp(OUTSIDE).id(9).fragment(0, true).payload(text.substring(0, 480)));
        assertSame(
                udp(INSIDE).id(9).fragment(0, true).payload(text),
                udp(OUTSIDE).id(9).payload(text.substring(0, 480)));
    }

    @Test
    void overIpv6TheFlowLabelTakesThePlaceOfTheIpId() {
        String inside = "fd00::2:40000 > 2001:db8::8:443";
        String outside = "2001:db8:1::9:1024 > 2001:db8::8:443";
        assertSame(
                udp(inside).payload("question").flowLabel(77),
                udp(outside).payload("question").flowLabel(77).ttl(63));
        assertDiffer(
                udp(inside).payload("question").flowLabel(77),
                udp(inside).payload("question").flowLabel(78));
        assertSame(
                ping6("fd00::2:7 > 2001:db8::8:7").sequence(1, 0),
                ping6("2001:db8:1::9:8 > 2001:db8::8:8").sequence(1, 0));
    }

    @Test
    void aPacketThatCanBeComparedNeverHasTheFingerprintOfOneThatCannot() {
        SplittableRandom random = new SplittableRandom(1);
        Set<Long> fingerprints = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            fingerprints.add(fingerprint(
                    tcp(INSIDE).sequence(random.nextInt(), random.nextInt()).id(random.nextInt(1 << 16))));
        }
        assertEquals(20_000, fingerprints.size());
        assertEquals(false, fingerprints.contains(Fingerprint.NONE));
        assertNotEquals(Fingerprint.NONE, fingerprint(udp("0.0.0.0:0 > 0.0.0.0:0")));
    }

    @Test
    void tcpSegmentsHaveOneFingerprintWhereAllThatCountsIsEqual() {
        SplittableRandom random = new SplittableRandom(2);
        Map<List<Object>, Long> fingerprints = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            int flags = random.nextInt(64);
            int sequence = random.nextInt(3);
            int acknowledged = random.nextInt(3);
            int id = random.nextInt(3);
            int length = random.nextInt(3);
            long fingerprint = fingerprint(tcp(random.nextBoolean() ? INSIDE : OUTSIDE)
                    .flags(flags)
                    .sequence(sequence, acknowledged)
                    .id(id)
                    .payload("x".repeat(length)));
            boolean data = length > 0;
            boolean fin = (flags & 1) != 0 && !data;
            List<Object> counts = List.of(flags & 0x16, fin, sequence, acknowledged, id, data);
            fingerprints.putIfAbsent(counts, fingerprint);
            assertEquals(fingerprints.get(counts), fingerprint);
        }
        assertEquals(fingerprints.size(), new HashSet<>(fingerprints.values()).size());
    }

    private static void assertSame(Packet a, Packet b) {
        assertEquals(fingerprint(a), fingerprint(b));
    }

    private static void assertDiffer(Packet a, Packet b) {
        assertNotEquals(fingerprint(a), fingerprint(b));
    }

    private static long fingerprint(Packet packet) {
        return Fingerprint.of(Observations.of(packet));
    }
}
