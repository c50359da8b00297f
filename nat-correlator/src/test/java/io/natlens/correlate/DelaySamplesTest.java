package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DelaySamplesTest {
    private static DelaySamples of(long... delays) {
        DelaySamples samples = new DelaySamples();
        for (long delay : delays) {
            samples.add(delay);
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 63, DelaySamples.MOST})
    void aFewAreExact(int count) {
        long[] delays =
                new Random(count).longs(count, -1_000_000_000, 1_000_000_000).toArray();
        DelaySamples samples = of(delays);
        Arrays.sort(delays);
        int last = count - 1;
        assertEquals(
                new Delay(count, delays[0] + 7, delays[last / 2] + 7, delays[last * 99 / 100] + 7, delays[last] + 7),
                samples.summary(1, 7));
        assertEquals(
                new Delay(
                        count,
                        7 - delays[last],
                        7 - delays[last - last / 2],
                        7 - delays[last - last * 99 / 100],
                        7 - delays[0]),
                samples.summary(-1, 7));
    }

    @Test
    void ofManyTheMedianIsNearAndTheEndsAreExact() {
        DelaySamples samples = of(new Random(1).longs(100_000, 0, 1000).toArray());
        samples.add(-5);
        samples.add(2000);
        Delay delay = Objects.requireNonNull(samples.summary(1, 0));
        assertTrue(delay.median() > 300 && delay.median() < 700, () -> "median of " + delay);
        assertEquals(-5, delay.min());
        assertEquals(2000, delay.max());
        assertEquals(100_002, delay.packets());
    }

    @Test
    void delaysFarFromTheFirstAreCutButTheEndsAreNot() {
        Delay delay = of(0, 10_000_000_000L, 10_000_000_000L).summary(1, 0);
        assertEquals(new Delay(3, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 10_000_000_000L), delay);
    }

    @Test
    void noneIsNoDelay() {
        assertEquals(null, of().summary(1, 0));
    }
}
