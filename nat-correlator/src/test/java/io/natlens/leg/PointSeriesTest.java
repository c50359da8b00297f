package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PointSeriesTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 1795209908 * SECOND;

    private final CapturePoints points = new CapturePoints();
    private final CapturePoint docker0 = points.named("docker0", LinkType.EN10MB, 0, "");
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 0, "");
    private final PointSeries traffic = new PointSeries();

    @Test
    void bytesOfAMillisecondAreOneSum() {
        traffic.add(0, START, 100);
        traffic.add(0, START + 999_999, 50);
        traffic.add(0, START + 1_000_000, 7);

        assertEquals(1_000_000, traffic.slotNanos());
        assertEquals(150, traffic.amount(docker0, 0));
        assertEquals(7, traffic.amount(docker0, 1));
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

        assertEquals(sum, traffic.amount(eth0));
        assertTrue(traffic.slotNanos() * PointSeries.MOST_SLOTS >= 3599 * SECOND);
        assertTrue(traffic.slotNanos() * PointSeries.MOST_SLOTS <= 4 * 3600 * SECOND);
    }

    @Test
    void aFrameThatIsEarlierThanTheFirstHasItsPlace() {
        traffic.add(0, START, 1);
        traffic.add(0, START - 10 * SECOND, 2);

        int first = traffic.firstUsed();
        assertEquals(2, traffic.amount(docker0, first));
        assertTrue(traffic.startNanos(first) <= START - 10 * SECOND);
        assertTrue(traffic.startNanos(first + 1) > START - 10 * SECOND);
        assertEquals(3, traffic.amount(docker0));
    }

    @Test
    void partsOfDifferentWidthsAddUp() {
        traffic.add(0, START, 5);
        PointSeries wide = new PointSeries();
        wide.add(1, START, 11);
        wide.add(1, START + 600 * SECOND, 13);

        PointSeries sum = PointSeries.sum(List.of(traffic, wide));

        assertEquals(wide.slotNanos(), sum.slotNanos());
        assertEquals(5, sum.amount(docker0));
        assertEquals(24, sum.amount(eth0));
        assertEquals(11, sum.amount(eth0, sum.firstUsed()));
    }
}
