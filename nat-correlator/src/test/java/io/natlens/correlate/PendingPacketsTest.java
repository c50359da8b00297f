package io.natlens.correlate;

import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.leg.LegTable;
import io.natlens.leg.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table beside plain lists, on random packets. */
class PendingPacketsTest {
    private final CapturePoints points = new CapturePoints();

    private record Pending(long fingerprint, long time, Node node, int direction, int ttl) {}

    private final PendingPackets table = new PendingPackets();
    private final Map<Integer, List<Pending>> sets = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(3);
    private final Tallies tallies = new Tallies();
    private final List<Node> nodes = List.of(node("docker0", 0), node("eth0", 1), node("eth1", 2));

    @Test
    void keepsTheLatestEightPacketsOfEachSet() {
        for (long time = 1; time <= 100_000; time++) {
            Pending packet = packet(time);
            table.insert(
                    table.oldest(PendingPackets.set(packet.fingerprint)),
                    packet.fingerprint,
                    packet.time,
                    packet.node,
                    packet.direction,
                    packet.ttl);
            remember(packet);
        }

        sets.values().forEach(packets -> packets.forEach(packet -> assertHolds(packet, slot(packet))));
    }

    @Test
    void whatCameFirstIsOverwrittenWhateverBecameOfTheOthers() {
        table.insert(table.oldest(0), 1, 1000, nodes.get(0), 0, 64);
        table.insert(table.oldest(0), 2, 1001, nodes.get(0), 0, 64);
        table.insert(1, 2, 1002, nodes.get(0), 0, 64);
        table.pass(0, 1003, nodes.get(1), 0, 63);
        assertEquals(2, table.oldest(0));
        for (int slot = 2; slot < PendingPackets.WAYS; slot++) {
            table.insert(table.oldest(0), slot + 1, 1004, nodes.get(0), 0, 64);
        }

        assertEquals(0, table.oldest(0));
    }

    @Test
    void aNodesPacketsSinceATimeAreHandedOver() {
        Node node = nodes.get(0);
        Node successor = nodes.get(2);
        for (int slot = 0; slot < 6; slot++) {
            table.insert(slot, slot + 1, 1000 + slot, slot == 4 ? nodes.get(1) : node, slot == 5 ? 1 : 0, 64);
        }

        assertEquals(2, table.handOver(node, 0, 1001, successor, 2));
        assertEquals(
                List.of(node, successor, node, successor, nodes.get(1), node),
                IntStream.range(0, 6).mapToObj(table::node).toList());
    }

    @Test
    void packetsAlikeAreFoundOneAfterTheOther() {
        long fingerprint = packet(1000).fingerprint;
        int set = PendingPackets.set(fingerprint);
        assertEquals(PendingPackets.NONE, table.first(set, fingerprint));
        for (int slot : new int[] {set + 1, set + 4, set + PendingPackets.WAYS - 1}) {
            table.insert(slot, fingerprint, 1000, nodes.get(0), 0, 64);
        }

        assertEquals(set + 1, table.first(set, fingerprint));
        assertEquals(set + 4, table.next(set + 1, fingerprint));
        assertEquals(set + PendingPackets.WAYS - 1, table.next(set + 4, fingerprint));
        assertEquals(PendingPackets.NONE, table.next(set + PendingPackets.WAYS - 1, fingerprint));
    }

    @Test
    void showsWhereAPacketWasFirstAndLast() {
        Pending packet = packet(1000);
        int slot = table.oldest(PendingPackets.set(packet.fingerprint));
        table.insert(slot, packet.fingerprint, 1000, nodes.get(0), 0, 64);
        table.touch(packet.fingerprint, 0);

        table.pass(slot, 1500, nodes.get(1), 1, 63);

        assertEquals(1000, table.start(slot));
        assertEquals(1500, table.time(slot));
        assertEquals(64, table.startTtl(slot));
        assertEquals(63, table.ttl(slot));
        assertEquals(1, table.direction(slot));
        assertSame(nodes.get(1), table.node(slot));
        assertTrue(table.hasBeenAt(slot, nodes.get(0)));
        assertTrue(table.hasBeenAt(slot, nodes.get(1)));
        assertFalse(table.hasBeenAt(slot, nodes.get(2)));
        assertFalse(table.isDoubtful(slot));
        table.doubt(slot);
        assertTrue(table.isDoubtful(slot));
        assertEquals(63, table.ttl(slot));
    }

    @Test
    void knowsTheLastSixLegsOfAPacketAmongAnyNumber() {
        List<Node> legs = new ArrayList<>();
        for (int leg = 0; leg < 1000; leg++) {
            legs.add(node("veth" + leg / 2, leg));
        }
        table.insert(0, 1, 0, legs.get(0), 0, 64);
        for (int last = 1; last < legs.size(); last++) {
            table.pass(0, last, legs.get(last), 0, 64);
            table.pass(0, last, legs.get(last - 1), 0, 64);
            for (int leg = 0; leg < legs.size(); leg++) {
                boolean seen = isAmongSix(last, leg);
                assertEquals(seen, table.hasBeenAt(0, legs.get(leg)));
                assertEquals(seen || isAmongSix(last, leg ^ 1), table.hasBeenAtPointOf(0, legs.get(leg)));
            }
        }
    }

    private static boolean isAmongSix(int last, int leg) {
        return leg <= last && leg > last - 6;
    }

    /** What is packed into words, each by itself. */
    private static final class Passage {
        long start;
        long time;
        int startTtl;
        int ttl;
        int direction;
        boolean doubtful;
        int leftDirection;

        @Nullable
        Node node;

        @Nullable
        Node left;

        final Set<Node> seenBy = new HashSet<>();
    }

    @Test
    void keepsEachPartOfAPassageWhateverBecomesOfTheOthers() {
        Passage[] passages = new Passage[2 * PendingPackets.WAYS];
        Arrays.setAll(passages, slot -> inserted(slot, 1));
        for (long time = 2; time < 100_000; time++) {
            int slot = random.nextInt(passages.length);
            Passage passage = passages[slot];
            switch (random.nextInt(8)) {
                case 0 -> passages[slot] = inserted(slot, time);
                case 1 -> {
                    table.doubt(slot);
                    passage.doubtful = true;
                }
                case 2 -> {
                    table.choose(slot);
                    passage.doubtful = true;
                    passage.left = passage.node;
                    passage.leftDirection = passage.direction;
                }
                default -> pass(slot, passage, time);
            }
            assertPassage(passages[slot], slot);
        }
        for (int slot = 0; slot < passages.length; slot++) {
            assertPassage(passages[slot], slot);
        }
    }

    private Passage inserted(int slot, long time) {
        Passage passage = new Passage();
        passage.start = time;
        passage.startTtl = random.nextInt(256);
        passage.node = nodes.get(random.nextInt(nodes.size()));
        seeAgain(passage, time, passage.node, passage.startTtl);
        table.insert(slot, slot, time, passage.node, passage.direction, passage.ttl);
        return passage;
    }

    private void pass(int slot, Passage passage, long time) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        seeAgain(passage, time, node, random.nextInt(256));
        table.pass(slot, time, node, passage.direction, passage.ttl);
    }

    private void seeAgain(Passage passage, long time, Node node, int ttl) {
        passage.time = time;
        passage.node = node;
        passage.ttl = ttl;
        passage.direction = random.nextInt(2);
        passage.seenBy.add(node);
    }

    private void assertPassage(Passage expected, int slot) {
        assertEquals(slot, table.first(slot & -PendingPackets.WAYS, slot));
        assertEquals(expected.start, table.start(slot));
        assertEquals(expected.time, table.time(slot));
        assertEquals(expected.startTtl, table.startTtl(slot));
        assertEquals(expected.ttl, table.ttl(slot));
        assertEquals(expected.direction, table.direction(slot));
        assertEquals(expected.doubtful, table.isDoubtful(slot));
        assertSame(expected.node, table.node(slot));
        assertSame(expected.left, table.left(slot));
        if (expected.left != null) {
            assertEquals(expected.leftDirection, table.leftDirection(slot));
        }
        for (Node node : nodes) {
            assertEquals(expected.seenBy.contains(node), table.hasBeenAt(slot, node));
            assertEquals(expected.seenBy.contains(node), table.hasBeenAtPointOf(slot, node));
        }
    }

    private Node node(String point, int serial) {
        LegTable legs = new LegTable(1);
        int leg = legs.observe(
                Observations.of(udp("10.1.0.8:1 > 8.8.8.8:2")), points.named(point, LinkType.EN10MB, 0, ""), 0);
        return new Node(legs.leg(leg >>> 1), 0, serial, tallies);
    }

    private Pending packet(long time) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        return new Pending(random.nextLong(), time, node, random.nextInt(2), random.nextInt(256));
    }

    private void remember(Pending packet) {
        List<Pending> set = sets.computeIfAbsent(PendingPackets.set(packet.fingerprint), unused -> new ArrayList<>());
        if (set.size() == PendingPackets.WAYS) {
            set.remove(set.stream().min(Comparator.comparingLong(Pending::time)).orElseThrow());
        }
        set.add(packet);
    }

    private int slot(Pending packet) {
        int slot = table.first(PendingPackets.set(packet.fingerprint), packet.fingerprint);
        assertNotEquals(PendingPackets.NONE, slot, () -> packet + " is not in the table");
        return slot;
    }

    private void assertHolds(Pending packet, int slot) {
        assertEquals(packet.time, table.time(slot));
        assertEquals(packet.time, table.start(slot));
        assertSame(packet.node, table.node(slot));
        assertEquals(packet.direction, table.direction(slot));
        assertEquals(packet.ttl, table.ttl(slot));
        assertEquals(packet.ttl, table.startTtl(slot));
    }
}
