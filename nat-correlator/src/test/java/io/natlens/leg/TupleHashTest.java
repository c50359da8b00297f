package io.natlens.leg;

import static io.natlens.leg.Packet.tcp;
import static io.natlens.leg.Packet.udp;
import static io.natlens.leg.Packet.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.wire.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TupleHashTest {
    private final CapturePoints points = new CapturePoints();
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 0, "");
    private final CapturePoint eth1 = points.named("eth1", LinkType.EN10MB, 0, "");

    @Test
    void bothDirectionsHaveOneHash() {
        assertEquals(
                hash(udp("10.1.0.8:1 > 8.8.8.8:2")),
                hash(udp("8.8.8.8:2 > 10.1.0.8:1").ttl(3)));
        assertEquals(hash(tcp("fd00::2:1 > 2001:db8::8:2")), hash(tcp("2001:db8::8:2 > fd00::2:1")));
    }

    @Test
    void everyPartOfTheTupleCounts() {
        long hash = hash(udp("10.1.0.8:1 > 8.8.8.8:2"));
        assertNotEquals(hash, hash(udp("10.1.0.8:2 > 8.8.8.8:1")));
        assertNotEquals(hash, hash(udp("10.1.0.8:1 > 8.8.8.9:2")));
        assertNotEquals(hash, hash(tcp("10.1.0.8:1 > 8.8.8.8:2")));
        assertNotEquals(hash, hash(udp("10.1.0.8:1 > 8.8.8.8:2").vlan(9)));
        assertNotEquals(hash, TupleHash.of(Observations.of(udp("10.1.0.8:1 > 8.8.8.8:2")), eth1));
    }

    @Test
    void anErrorHasTheHashOfThePacketInside() {
        Packet packet = udp("10.1.0.8:1 > 8.8.8.8:2").payload("question");
        assertEquals(
                hash(packet),
                TupleHash.ofEmbedded(Observations.of(unreachable("8.8.8.8:0 > 10.1.0.8:0", 3, packet)), eth0));
    }

    /** Of few addresses and ports, so that most have a part in common with others. */
    private static String randomTuple(Random random) {
        String[] hosts = {"10.1.0.8", "10.1.0.9", "8.8.8.8", "fd00::2", "fd00::3", "fd01::2"};
        int family = random.nextInt(2) * 3;
        return hosts[family + random.nextInt(3)] + ":" + random.nextInt(3) + " > " + hosts[family + random.nextInt(3)]
                + ":" + random.nextInt(3);
    }

    @Test
    void hashesAreEqualWhereTuplesAre() {
        Random random = new Random(3);
        Map<Set<String>, Long> hashes = new HashMap<>();
        Map<String, Long> directed = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String tuple = randomTuple(random);
            boolean tcp = random.nextBoolean();
            int vlan = random.nextInt(3);
            CapturePoint point = random.nextBoolean() ? eth0 : eth1;
            Observation packet = Observations.of((tcp ? tcp(tuple) : udp(tuple)).vlan(vlan));
            FiveTuple of = new Leg(0, point, packet, 0, new SentTable()).tuple(0);
            String rest = " " + tcp + vlan + point.name();
            Set<String> ends = new HashSet<>(List.of(tuple.split(" > ", -1)));
            ends.add(rest);

            hashes.putIfAbsent(ends, TupleHash.of(packet, point));
            directed.putIfAbsent(tuple + rest, TupleHash.directed(packet, point));
            assertEquals(hashes.get(ends), TupleHash.of(packet, point));
            assertEquals(directed.get(tuple + rest), TupleHash.directed(packet, point));
            assertEquals(TupleHash.directed(packet, point), TupleHash.directed(of, vlan, point));
        }
        assertEquals(hashes.size(), new HashSet<>(hashes.values()).size());
        assertEquals(directed.size(), new HashSet<>(directed.values()).size());
    }

    @Test
    void clientsThatCountTheirPortsUpAreSpread() {
        Set<Integer> slots = new HashSet<>();
        for (int port = 0; port < 1 << 14; port++) {
            slots.add((int) hash(udp("10.1.0.8:" + port + " > 8.8.8.8:53")) & 0xffff);
        }
        // 2^14 balls thrown into 2^16 boxes fill 14496 of them on average, with a deviation of some 40
        assertEquals(14496, slots.size(), 400);
    }

    @Test
    void noLowHalfOfAnAddressAndPortMakesTheHighHalfVanish() {
        // with a port of 4000 the second factor of the product is 0, 1, -1
        for (long factor : new long[] {0, 1, -1}) {
            long low = ((factor ^ 0xe7037ed1a0b428dbL) ^ 4000) - (4000L << 48);
            Set<Long> hashes = new HashSet<>();
            for (int high = 0; high < 4096; high++) {
                IpAddress source = new IpAddress(0x2001_0db8_0000_0000L + high, low);
                hashes.add(hash(udp(source + ":4000 > 2001:db8::8:53")));
            }
            assertEquals(4096, hashes.size(), "factor " + factor);
        }
    }

    @Test
    void noWordMakesTheOtherVanish() {
        Random random = new Random(4);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            for (long word : new long[] {1L << bit, -1L << bit, -1L >>> bit, random.nextLong()}) {
                Set<Long> first = new HashSet<>();
                Set<Long> second = new HashSet<>();
                for (long other = 0; other < 1000; other++) {
                    first.add(Mix.of(word ^ 0xa0761d6478bd642fL, other));
                    second.add(Mix.of(other, word ^ 0xe7037ed1a0b428dbL));
                }
                assertEquals(1000, first.size(), Long.toHexString(word));
                assertEquals(1000, second.size(), Long.toHexString(word));
            }
        }
        assertNotEquals(Mix.of(0xa0761d6478bd642fL, 1), Mix.of(0xa0761d6478bd642fL, 2));
        assertNotEquals(Mix.of(1, 0xe7037ed1a0b428dbL), Mix.of(2, 0xe7037ed1a0b428dbL));
    }

    private long hash(Packet packet) {
        return TupleHash.of(Observations.of(packet), eth0);
    }
}
