package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.leg.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are read by a thread each show what one source shows that has all their packets in the order of time. */
class EngineMergeTest {
    private static final List<String> POINTS = List.of("docker0", "eth0", "eth1", "vethc1");
    private static final int CONNECTIONS = 60;
    /** Many batches of each source. */
    private static final int PACKETS = 6000;

    private record Sight(long micros, String point, Packet packet) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theOrderOfTimeIsKeptAcrossSources(long seed) throws InterruptedException {
        List<Sight> sights = sights(new SplittableRandom(seed));
        List<Flow> apart = scene(sights).flows();
        List<Flow> together = scene(sights).flowsOfOneSource();

        assertEquals(CONNECTIONS + 1, apart.size());
        assertEquals(texts(together), texts(apart));
    }

    /** Bursts and pauses, points that miss some, and often several that see packets at one and the same time. */
    private static List<Sight> sights(SplittableRandom random) {
        List<Sight> sights = new ArrayList<>();
        long micros = 0;
        for (int number = 0; number < PACKETS; number++) {
            micros += random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(3);
            int port = 10_000 + random.nextInt(CONNECTIONS);
            Packet packet = Packet.udp("172.17.0.2:" + port + " > 198.51.100.7:7000")
                    .id(number & 0xffff)
                    .payload("packet " + number);
            String nic = port % 2 == 0 ? "eth0" : "eth1";
            long at = micros;
            for (String point : List.of("vethc1", "docker0", nic)) {
                at += random.nextInt(3);
                if (random.nextInt(3) > 0) {
                    sights.add(new Sight(at, point, packet));
                }
            }
        }
        sights.sort(Comparator.comparingLong(Sight::micros));
        assertTrue(sights.size() > PACKETS);
        return sights;
    }

    private static Scene scene(List<Sight> sights) {
        Scene scene = new Scene();
        // one packet that all points see, so that they are in one order whichever of them has something else to show
        // first
        POINTS.forEach(point -> scene.sees(point, 0, Packet.ping("172.17.0.2:1 > 198.51.100.7:1")));
        sights.forEach(sight -> scene.sees(sight.point(), sight.micros() + 1, sight.packet()));
        return scene;
    }

    /** Without their numbers, by which nothing is said of flows that began at one time. */
    private static List<String> texts(List<Flow> flows) {
        return flows.stream()
                .map(flow -> flow.toString().replaceFirst("id=\\d+", ""))
                .toList();
    }
}
