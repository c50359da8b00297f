package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrafficTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 1795209908 * SECOND;

    private final Flows flows = new Flows();
    private final CapturePoint docker0 = flows.point("docker0");
    private final CapturePoint eth0 = flows.point("eth0");
    private final Traffic traffic = new Traffic();

    @Test
    void bytesOfAMillisecondAreOneSum() {
        traffic.add(0, START, 100);
        traffic.add(0, START + 999_999, 50);
        traffic.add(0, START + 1_000_000, 7);

        assertEquals(1_000_000, traffic.slotNanos());
        assertEquals(150, traffic.bytes(docker0, 0));
        assertEquals(7, traffic.bytes(docker0, 1));
        assertEquals(2, traffic.slots());
    }

    @Test
    void slotsGrowWiderAndLoseNothing() {
        Random random = new Random(7);
        long sum = 0;
        for (int i = 0; i < 10_000; i++) {
            int length = random.nextInt(1500);
            traffic.add(1, START + (long) (random.nextDouble() * 3600 * SECOND), length);
            sum += length;
        }

        assertEquals(sum, traffic.bytes(eth0));
        assertTrue(traffic.slotNanos() * Traffic.MOST_SLOTS >= 3599 * SECOND);
        assertTrue(traffic.slotNanos() * Traffic.MOST_SLOTS <= 4 * 3600 * SECOND);
    }

    @Test
    void aFrameThatIsEarlierThanTheFirstHasItsPlace() {
        traffic.add(0, START, 1);
        traffic.add(0, START - 10 * SECOND, 2);

        int first = traffic.firstUsed();
        assertEquals(2, traffic.bytes(docker0, first));
        assertTrue(traffic.startNanos(first) <= START - 10 * SECOND);
        assertTrue(traffic.startNanos(first + 1) > START - 10 * SECOND);
        assertEquals(3, traffic.bytes(docker0));
    }

    @Test
    void partsOfDifferentWidthsAddUp() {
        traffic.add(0, START, 5);
        Traffic wide = new Traffic();
        wide.add(1, START, 11);
        wide.add(1, START + 600 * SECOND, 13);

        Traffic sum = Traffic.sum(List.of(traffic, wide));

        assertEquals(wide.slotNanos(), sum.slotNanos());
        assertEquals(5, sum.bytes(docker0));
        assertEquals(24, sum.bytes(eth0));
        assertEquals(11, sum.bytes(eth0, sum.firstUsed()));
    }
}
