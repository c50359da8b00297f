package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sorted columns beside a search through a list. */
class LegIndexTest {
    private record Row(int point, int client, long firstSeen, long lastSeen, long value) {
        long distance(long time) {
            return time < firstSeen ? firstSeen - time : Math.max(0, time - lastSeen);
        }
    }

    private static final int CLIENTS = 1000;
    private static final int ROWS = 5000;

    private final CapturePoints points = new CapturePoints();
    private final List<CapturePoint> named =
            List.of(points.named("eth0", LinkType.EN10MB, 0, ""), points.named("eth1", LinkType.EN10MB, 0, ""));
    private final Random random = new Random(6);
    private final LegIndex index = new LegIndex();
    private final List<List<Row>> rows = new ArrayList<>();

    LegIndexTest() {
        for (int i = 0; i < 2 * CLIENTS; i++) {
            rows.add(new ArrayList<>());
        }
    }

    @Test
    void findsTheLegOfThePacketsTupleThatIsNearestInTime() {
        // of some tuples there is none
        for (long value = 0; value < ROWS; value++) {
            add(random.nextInt(CLIENTS - 100), value);
        }
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            int client = random.nextInt(CLIENTS);
            int point = random.nextInt(2);
            long time = random.nextInt(1_000_000);
            Observation packet = packet(client);
            long value = index.find(packet, named.get(point), time);
            long nearest = nearest(point, client, time);
            assertEquals(
                    nearest,
                    value < 0 ? Long.MAX_VALUE : row(point, client, value).distance(time));
            found += value < 0 ? 0 : 1;
            assertEquals(LegIndex.NONE, index.find(answer(client), named.get(point), time));
        }
        assertTrue(found > 10_000 && found < 50_000, found + " found");
    }

    @Test
    void legsThatComeAfterAQuestionAreFoundToo() {
        for (long value = 0; value < 300; value++) {
            add(0, value);
            long time = random.nextInt(1_000_000);
            int point = random.nextInt(2);
            long found = index.find(packet(0), named.get(point), time);
            assertEquals(
                    nearest(point, 0, time),
                    found < 0 ? Long.MAX_VALUE : row(point, 0, found).distance(time));
        }
    }

    @Test
    void aTupleMayHaveBeenUsedManyTimes() {
        int times = 200_000;
        for (int use = 0; use < times; use++) {
            // as flows end: not quite in their order
            long value = use ^ 5;
            add(new Row(0, 1, 10 * value, 10 * value + 5, value));
        }

        Observation packet = packet(1);
        for (int use = 0; use < times; use++) {
            assertEquals(use, index.find(packet, named.get(0), 10L * use + random.nextInt(6)));
        }
    }

    private void add(int client, long value) {
        int point = random.nextInt(2);
        long first = random.nextInt(1_000_000);
        add(new Row(point, client, first, first + random.nextInt(10_000), value));
    }

    private void add(Row row) {
        rows.get(2 * row.client + row.point).add(row);
        CapturePoint point = named.get(row.point);
        FiveTuple tuple = new Leg(0, point, packet(row.client), 0, new SentTable()).tuple(0);
        index.add(point, 0, tuple, row.firstSeen, row.lastSeen, row.value);
    }

    private long nearest(int point, int client, long time) {
        return rows.get(2 * client + point).stream()
                .mapToLong(row -> row.distance(time))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private Row row(int point, int client, long value) {
        return rows.get(2 * client + point).stream()
                .filter(row -> row.value == value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("another tuple's"));
    }

    private static Observation packet(int client) {
        return Observations.of(Packet.udp("10.1." + client / 100 + "." + client % 100 + ":4000 > 8.8.8.8:53"));
    }

    private static Observation answer(int client) {
        return Observations.of(Packet.udp("8.8.8.8:53 > 10.1." + client / 100 + "." + client % 100 + ":4000"));
    }
}
