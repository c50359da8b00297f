package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class TimestampResolutionTest {
    private static final long[] TICKS = {
        0, 1, 999, 1_700_000_001_250_000L, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1
    };

    private static final long[] OFFSETS = {0, 1, -1, 1_700_000_000, -1_700_000_000, Long.MAX_VALUE, Long.MIN_VALUE};

    @Test
    void isTheExactNumberOfNanosecondsOrTheLargestThereIs() {
        for (int resolution = 0; resolution < 256; resolution++) {
            for (long offset : OFFSETS) {
                TimestampResolution tested = new TimestampResolution(resolution, offset);
                for (long ticks : TICKS) {
                    assertEquals(expected(resolution, offset, ticks), tested.nanos(ticks));
                }
            }
        }
    }

    private static long expected(int resolution, long offset, long ticks) {
        BigDecimal unsigned = new BigDecimal(new BigInteger(Long.toUnsignedString(ticks)));
        int exponent = resolution & 0x7f;
        BigDecimal perSecond = BigDecimal.valueOf(resolution >= 0x80 ? 2 : 10).pow(exponent);
        BigInteger nanos = unsigned.movePointRight(9)
                .divide(perSecond, 0, RoundingMode.FLOOR)
                .toBigInteger()
                .min(BigInteger.valueOf(Long.MAX_VALUE));
        BigInteger offsetNanos = clamp(BigInteger.valueOf(offset).multiply(BigInteger.valueOf(1_000_000_000)));
        return clamp(nanos.add(offsetNanos)).longValueExact();
    }

    private static BigInteger clamp(BigInteger value) {
        return value.min(BigInteger.valueOf(Long.MAX_VALUE)).max(BigInteger.valueOf(Long.MIN_VALUE));
    }
}
