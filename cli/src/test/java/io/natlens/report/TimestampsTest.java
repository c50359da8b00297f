package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimestampsTest {
    @Test
    void isoTimesHaveNineDigits() {
        assertEquals("2026-11-20T21:25:08.647125810Z", Timestamps.iso(1795209908_647125810L));
        assertEquals("1970-01-01T00:00:00.000000000Z", Timestamps.iso(0));
        assertEquals("2000-02-29T23:59:59.000000001Z", Timestamps.iso(951868799_000000001L));
    }

    @Test
    void timesBeforeTheEpochAreTimes() {
        assertEquals("1969-12-31T23:59:59.999999999Z", Timestamps.iso(-1));
    }

    @Test
    void readableTimesAreCutToMicroseconds() {
        assertEquals("2026-11-20 21:25:08.647125", Timestamps.readable(1795209908_647125999L));
    }

    @Test
    void timesOfTheSameSecondAndOfOthersAreWhatJavaSays() {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
                .withZone(ZoneOffset.UTC);
        Random random = new Random(1);
        long nanos = 0;
        for (int i = 0; i < 20_000; i++) {
            // mostly near the one before, now and then anywhere in 64 bits
            nanos = random.nextInt(10) == 0 ? random.nextLong() : nanos + random.nextInt(1_000_000_000) - 400_000_000;
            String expected = formatter.format(Instant.ofEpochSecond(0, nanos));
            assertEquals(expected, Timestamps.iso(nanos));
            assertEquals(expected.substring(0, 26).replace('T', ' '), Timestamps.readable(nanos));
        }
    }
}
