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
    /** All samples lie in these, so that one test's would show up in another's if they overlapped. */
    private static final SampleBlocks BLOCKS = new SampleBlocks();

    private static DelaySamples of(long... delays) {
        DelaySamples samples = new DelaySamples(BLOCKS);
        for (long delay : delays) {
            samples.add(0, delay);
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 31, DelaySamples.MOST})
    void aFewAreExact(int count) {
        long[] delays =
                new Random(count).longs(count, -500_000_000, 500_000_000).toArray();
        DelaySamples samples = of(delays);
        Arrays.sort(delays);
        int last = count - 1;
        assertEquals(new Delay(count, delays[0], delays[last / 2], delays[last], delays[last]), samples.summary(0, 1));
        assertEquals(
                new Delay(count, -delays[last], -delays[last - last / 2], -delays[0], -delays[0]),
                samples.summary(0, -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 1000, 1_000_000, 3_600_000_000_000L})
    void ofManyEachRankIsKnownToWithinSixPercentAndTheEndsAreExact(long around) {
        long[] delays =
                new Random(around).longs(10_000, around / 2, 2 * around + 1).toArray();
        DelaySamples samples = of(delays);
        Arrays.sort(delays);
        Delay delay = Objects.requireNonNull(samples.summary(0, 1));
        assertEquals(10_000, delay.packets());
        assertEquals(delays[0], delay.min());
        assertNear(delays[4999], delay.median());
        assertNear(delays[9899], delay.p99());
        assertEquals(delays[9999], delay.max());
        Delay turned = Objects.requireNonNull(samples.summary(0, -1));
        assertNear(-delays[5000], turned.median());
        assertNear(-delays[100], turned.p99());
    }

    private static void assertNear(long expected, long found) {
        assertTrue(Math.abs(found - expected) <= Math.abs(expected) / 16 + 1, () -> found + " for " + expected);
    }

    @Test
    void oneLateInAHundredDoesNotMakeTheNinetyNinePercentLate() {
        DelaySamples samples = new DelaySamples(BLOCKS);
        for (int i = 0; i < 1000; i++) {
            samples.add(0, i % 100 == 0 ? 50_000_000 : 20_000);
        }
        Delay delay = Objects.requireNonNull(samples.summary(0, 1));
        assertNear(20_000, delay.p99());
        assertEquals(50_000_000, delay.max());
    }

    @Test
    void delaysFarFromTheFirstAreKnownAsWellAsOfManyAndTheEndsExactly() {
        Delay delay = Objects.requireNonNull(
                of(7, 10_000_000_000L, 11_000_000_000L, 12_000_000_000L).summary(0, 1));
        assertEquals(4, delay.packets());
        assertEquals(7, delay.min());
        assertNear(10_000_000_000L, delay.median());
        assertEquals(12_000_000_000L, delay.max());
    }

    @Test
    void beingAskedInBetweenChangesNothing() {
        long[] delays = new Random(2).longs(20, -500, 500).toArray();
        DelaySamples samples = new DelaySamples(BLOCKS);
        for (long delay : delays) {
            samples.add(0, delay);
            samples.summary(0, 1);
            samples.median(0);
        }
        assertEquals(of(delays).summary(0, 1), samples.summary(0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 40, 100, 1000})
    void theDirectionsAreCountedApart(int count) {
        Random random = new Random(count);
        DelaySamples both = new DelaySamples(BLOCKS);
        DelaySamples[] alone = {new DelaySamples(BLOCKS), new DelaySamples(BLOCKS)};
        for (int i = 0; i < count; i++) {
            int direction = random.nextInt(5) == 0 ? 1 : 0;
            long delay = random.nextInt(-100, 1_000_000_000);
            both.add(direction, delay);
            alone[direction].add(direction, delay);
        }
        for (int direction = 0; direction < 2; direction++) {
            assertEquals(alone[direction].summary(direction, 1), both.summary(direction, 1));
            assertEquals(alone[direction].median(direction), both.median(direction));
            assertEquals(alone[direction].count(direction), both.count(direction));
        }
    }

    @Test
    void oneDirectionsFarDelaysLeaveTheOthersExact() {
        DelaySamples samples = new DelaySamples(BLOCKS);
        samples.add(0, 100);
        samples.add(1, 50);
        samples.add(1, 5_000_000_000L);
        samples.add(0, 103);
        assertEquals(new Delay(2, 100, 100, 103, 103), samples.summary(0, 1));
        assertEquals(2, samples.count(1));
    }

    @Test
    void whatIsReleasedIsFreeForOthers() {
        SampleBlocks blocks = new SampleBlocks();
        int first = blocks.take(SampleBlocks.NONE);
        blocks.release(first);
        DelaySamples samples = new DelaySamples(blocks);
        samples.add(0, 100);
        samples.add(1, 50);

        samples.release();

        assertEquals(0, samples.count(0) + samples.count(1));
        assertEquals(first, blocks.take(SampleBlocks.NONE));
    }

    @Test
    void noneIsNoDelay() {
        assertEquals(null, of().summary(0, 1));
    }
}
