package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was sent again, which a table of one place for each hash tells from copies, beside a map that forgets nothing. */
class SegmentCounterTest {
    private static final int CONNECTIONS = 300;
    private static final long MILLISECOND = 1_000_000;

    /** What a capture shows of one segment; an IP id other than 0 tells it from the same bytes sent again. */
    private record Segment(int connection, int from, int length, int id) {
        /** All that copies have in common; two segments without an id may have it, too. */
        List<Integer> likeness() {
            return List.of(connection, from, id);
        }

        /** So much later it is no copy any more. */
        long patience() {
            return (id == 0 ? 2 : 1000) * MILLISECOND;
        }

        Observation observation() {
            return Observations.of(Packet.tcp("10.1.0.8:1 > 8.8.8.8:2")
                    .sequence(from, 1)
                    .id(id)
                    .payload(new byte[length]));
        }
    }

    private final CapturePoint eth0 = new CapturePoints().named("eth0", LinkType.EN10MB, 0, "");
    private final Random random = new Random(9);
    private final SentTable sent = new SentTable();
    private final SegmentCounter counter = new SegmentCounter(sent);
    private final Leg[] legs = new Leg[CONNECTIONS];
    private final BitSet[] seen = new BitSet[CONNECTIONS];
    private final Map<List<Integer>, Long> lastSeen = new HashMap<>();
    private int nextId = 1;
    private long now = 1_750_000_000_000_000_000L;

    SegmentCounterTest() {
        Observation syn = Observations.of(Packet.tcp("10.1.0.8:1 > 8.8.8.8:2").syn(0));
        for (int i = 0; i < CONNECTIONS; i++) {
            legs[i] = new Leg(i, eth0, syn, 0, sent);
            count(syn, i);
            seen[i] = new BitSet();
        }
    }

    @Test
    void aSegmentIsSentAgainWhereItsBytesWereSeenAndItIsNoCopy() {
        int again = 0;
        int copies = 0;
        int mistaken = 0;
        Segment last = fresh();
        for (int i = 0; i < 100_000; i++) {
            now += random.nextLong((random.nextInt(100) == 0 ? 3000 : random.nextInt(4) == 0 ? 20 : 2) * MILLISECOND);
            // a copy follows soon or never
            Segment segment = random.nextInt(4) == 0 ? last : fresh();
            boolean known = !seen[segment.connection]
                    .get(segment.from, segment.from + segment.length)
                    .isEmpty();
            boolean copy = now - lastSeen.getOrDefault(segment.likeness(), 0L) < segment.patience();
            boolean repeated = count(segment.observation(), segment.connection);
            // whoever shares a place in the table with another is forgotten too soon, which is to be rare
            mistaken += repeated == (known && !copy) ? 0 : 1;
            again += known && !copy ? 1 : 0;
            copies += copy ? 1 : 0;
            seen[segment.connection].set(segment.from, segment.from + segment.length);
            lastSeen.put(segment.likeness(), now);
            last = random.nextInt(3) == 0 ? last : segment;
        }
        assertTrue(again > 5000 && copies > 5000, again + " sent again, " + copies + " copies");
        assertEquals(0, mistaken, copies / 100.0, "mistaken");
    }

    private boolean count(Observation segment, int connection) {
        return counter.count(segment, Fingerprint.of(segment), legs[connection], 0, now);
    }

    /** Mostly bytes that follow, else some of those before. */
    private Segment fresh() {
        int connection = random.nextInt(CONNECTIONS);
        int end = Math.max(1, seen[connection].length());
        int from = random.nextInt(5) == 0 ? 1 + random.nextInt(end) : end;
        nextId = nextId % 0xffff + 1;
        return new Segment(connection, from, 2 + random.nextInt(100), random.nextInt(3) == 0 ? 0 : nextId);
    }
}
