package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table against a plain map, over random packets: its index moves legs about when others end, and must neither lose
 * one nor hold one twice.
 */
class LegTableModelTest {
    private static final int TUPLES = 6000;
    private static final int OPERATIONS = 120_000;
    private static final long QUESTION = 30_000_000_000L;
    private static final long STREAM = 120_000_000_000L;
    private static final long STREAMS_FROM = 2_000_000_000L;

    /** A leg as the map knows it: the direction of its first packet, when the last was seen, what was answered. */
    private static final class Expected {
        final int number;
        final int first;
        final long firstSeen;
        long lastSeen;
        boolean answered;

        Expected(int number, int first, long firstSeen) {
            this.number = number;
            this.first = first;
            this.firstSeen = firstSeen;
        }

        boolean isOver(long now) {
            boolean stream = answered && lastSeen - firstSeen > STREAMS_FROM;
            return now - lastSeen > (stream ? STREAM : QUESTION);
        }
    }

    private final CapturePoint eth0 = new CapturePoints().named("eth0", LinkType.EN10MB, 0, "");
    private final Observation[][] packets = new Observation[TUPLES][2];
    private final Map<Integer, Expected> model = new HashMap<>();
    private final Set<Integer> unreleased = new HashSet<>();
    private final Map<Integer, Integer> tupleOfNumber = new HashMap<>();
    private long now = 1_750_000_000_000_000_000L;

    LegTableModelTest() {
        for (int tuple = 0; tuple < TUPLES; tuple++) {
            String client = "10.1." + tuple / 100 + ".8:" + (1 + tuple % 100);
            packets[tuple][0] = Observations.of(Packet.udp(client + " > 8.8.8.8:53"));
            packets[tuple][1] = Observations.of(Packet.udp("8.8.8.8:53 > " + client));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 2047", "3, 2048", "4, 10000", "5, 1"})
    void noLegIsLostOrDoubled(long seed, int mostLegs) {
        SplittableRandom random = new SplittableRandom(seed);
        LegTable table = new LegTable(mostLegs);
        for (int operation = 0; operation < OPERATIONS; operation++) {
            now += random.nextLong(40_000_000);
            observe(table, random.nextInt(TUPLES), random.nextInt(2));
            if (random.nextInt(50) == 0) {
                table.sweep(now);
            }
            if (random.nextInt(5) == 0) {
                checkEnded(table, random);
            }
            assertTrue(model.size() <= mostLegs + 10, "the limit is kept");
        }
        table.endAll();
        checkEnded(table, random);
        assertEquals(Map.of(), model);
        assertEquals(mostLegs < TUPLES / 2, table.evicted() > 0);
    }

    private void observe(LegTable table, int tuple, int side) {
        int seen = table.observe(packets[tuple][side], eth0, now);
        int number = seen >>> 1;
        @Nullable Expected expected = model.get(tuple);
        if (expected == null || number != expected.number) {
            // the leg before may have been put out for want of room, which only the list of ended legs tells
            assertFalse(unreleased.contains(number), "a number is not given twice");
            expectEndOf(table, tuple);
            expected = new Expected(number, side, now);
            model.put(tuple, expected);
            tupleOfNumber.put(number, tuple);
            unreleased.add(number);
        } else {
            assertFalse(expected.isOver(now), "a leg that was quiet for too long is not gone on with");
        }
        assertEquals(side ^ expected.first, seen & 1, "direction");
        expected.lastSeen = now;
        expected.answered |= side != expected.first;
    }

    private void expectEndOf(LegTable table, int tuple) {
        List<Leg> ended = drain(table);
        ended.forEach(leg -> forget(leg.number()));
        assertFalse(model.containsKey(tuple), "a new leg where the old one has not ended");
        ended.forEach(leg -> pending.add(leg.number()));
    }

    private final List<Integer> pending = new ArrayList<>();

    private void forget(int number) {
        assertTrue(unreleased.contains(number));
        Integer tuple = tupleOfNumber.remove(number);
        assertNotNull(tuple, "a leg ends once");
        Expected gone = model.remove(tuple);
        assertNotNull(gone);
        assertEquals(number, gone.number);
    }

    private void checkEnded(LegTable table, SplittableRandom random) {
        for (Leg leg : drain(table)) {
            forget(leg.number());
            pending.add(leg.number());
        }
        pending.removeIf(number -> {
            boolean release = random.nextInt(3) != 0;
            if (release) {
                table.release(number);
                unreleased.remove(number);
            }
            return release;
        });
    }

    private static List<Leg> drain(LegTable table) {
        List<Leg> ended = new ArrayList<>();
        table.drain(new ArrayList<>(), new ArrayList<>(), ended);
        return ended;
    }
}
