package io.natlens.file;

/**
 * Turns the ticks of a pcapng interface into nanoseconds since 1970. What does not fit is the largest or smallest number
 * there is, so that absurd times stay at their end of the order.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, section 4.2, if_tsresol and if_tsoffset.
 */
final class TimestampResolution {
    static final TimestampResolution MICROSECONDS = new TimestampResolution(6, 0);

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int POWER_OF_TWO = 0x80;

    /** The largest power of ten in 64 bits without a sign. */
    private static final int MAXIMUM_DECIMAL_EXPONENT = 19;

    private final long multiplier;
    private final long divisor;
    private final int shift;
    private final long offsetNanos;

    /**
     * @param resolution a tick is 10 to the power of minus this many seconds, or, with the bit 0x80, 2 to the power of it
     * @param offsetSeconds is added to all times
     */
    TimestampResolution(int resolution, long offsetSeconds) {
        int exponent = resolution & ~POWER_OF_TWO;
        boolean binary = (resolution & POWER_OF_TWO) != 0;
        shift = binary ? exponent : 0;
        multiplier = binary ? NANOS_PER_SECOND : powerOfTen(Math.max(0, 9 - exponent));
        divisor = binary ? 1 : powerOfTen(Math.max(0, exponent - 9));
        offsetNanos = saturatedProduct(offsetSeconds, NANOS_PER_SECOND);
    }

    /** 0 where the power is above all 64-bit numbers. */
    private static long powerOfTen(int exponent) {
        if (exponent > MAXIMUM_DECIMAL_EXPONENT) {
            return 0;
        }
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * The time of a packet.
     *
     * @param ticks unsigned
     */
    long nanos(long ticks) {
        return saturatedSum(sinceOffset(ticks), offsetNanos);
    }

    private long sinceOffset(long ticks) {
        if (divisor == 0) {
            return 0;
        }
        if (divisor > 1 || divisor < 0) {
            return Long.divideUnsigned(ticks, divisor);
        }
        // 128 bits: multiplyHigh takes its arguments for signed
        long high = Math.multiplyHigh(ticks, multiplier) + (ticks < 0 ? multiplier : 0);
        long low = ticks * multiplier;
        if (shift >= Long.SIZE) {
            return high >>> (shift - Long.SIZE);
        }
        long upper = shift == 0 ? high : high >>> shift;
        long lower = shift == 0 ? low : (high << (Long.SIZE - shift)) | (low >>> shift);
        return upper != 0 || lower < 0 ? Long.MAX_VALUE : lower;
    }

    private static long saturatedProduct(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        boolean fits = high == low >> (Long.SIZE - 1);
        return fits ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
