package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class UnitsTest {
    @Test
    void bytesHaveThreeDigitsAndAUnit() {
        assertEquals("0 B", Units.bytes(0));
        assertEquals("999 B", Units.bytes(999));
        assertEquals("1.00 kB", Units.bytes(1000));
        assertEquals("12.3 kB", Units.bytes(12_345));
        assertEquals("999 kB", Units.bytes(999_499));
        assertEquals("1.00 MB", Units.bytes(999_500));
        assertEquals("9.22 EB", Units.bytes(Long.MAX_VALUE));
    }

    @Test
    void durationsGoFromNanosecondsToHours() {
        assertEquals("0 ns", Units.duration(0));
        assertEquals("51.2 µs", Units.duration(51_234));
        assertEquals("3.01 s", Units.duration(3_010_000_000L));
        assertEquals("59.9 s", Units.duration(59_900_000_000L));
        assertEquals("1 min 0 s", Units.duration(60_000_000_000L));
        assertEquals("25 h 1 min", Units.duration(90_060_000_000_000L));
    }

    @Test
    void clocksThatDifferGiveNegativeDurations() {
        assertEquals("-51.2 µs", Units.duration(-51_234));
        assertEquals("-2562047 h 47 min", Units.duration(Long.MIN_VALUE));
    }

    @Test
    void roundingNeverGivesFourDigits() {
        assertEquals("10.0 ms", Units.duration(9_996_000));
        assertEquals("100 ms", Units.duration(99_960_000));
        assertEquals("1.00 s", Units.duration(999_600_000));
    }
}
