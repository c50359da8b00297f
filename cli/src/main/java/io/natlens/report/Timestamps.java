package io.natlens.report;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Points in time as text, in UTC. */
final class Timestamps {
    /** How long {@link #iso} is, in characters. */
    static final int ISO_LENGTH = "2026-11-20T21:25:08.647125810Z".length();

    private static final int READABLE_LENGTH = "2026-11-20 21:25:08.647125".length();
    private static final int SEPARATOR = "2026-11-20".length();
    private static final int FRACTION = "2026-11-20T21:25:08.".length();
    private static final int NANOS = 1_000_000_000;

    /** Seconds worked out of late, by their last bits: the times of flows share them. Threads may work one out twice. */
    private static final @Nullable Second[] KNOWN = new Second[64];

    private Timestamps() {}

    /** ISO 8601 with nine digits: {@code 2026-11-20T21:25:08.647125810Z}. */
    static String iso(long epochNanos) {
        return new String(isoBytes(epochNanos), StandardCharsets.US_ASCII);
    }

    /** {@code 2026-11-20 21:25:08.647125}, cut to microseconds as tcpdump cuts. */
    static String readable(long epochNanos) {
        byte[] out = isoBytes(epochNanos);
        out[SEPARATOR] = ' ';
        return new String(out, 0, READABLE_LENGTH, StandardCharsets.US_ASCII);
    }

    private static byte[] isoBytes(long epochNanos) {
        byte[] out = new byte[ISO_LENGTH];
        putIso(epochNanos, out);
        return out;
    }

    /** Puts what {@link #iso} gives into the first bytes of an array; makes no object. */
    static void putIso(long epochNanos, byte[] out) {
        System.arraycopy(second(Math.floorDiv(epochNanos, (long) NANOS)).text, 0, out, 0, ISO_LENGTH);
        putDigits(Math.floorMod(epochNanos, NANOS), out, FRACTION, ISO_LENGTH - 1);
    }

    private static void putDigits(int number, byte[] out, int from, int to) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static Second second(long epoch) {
        int slot = (int) epoch & (KNOWN.length - 1);
        Second known = KNOWN[slot];
        if (known == null || known.epoch != epoch) {
            known = new Second(epoch);
            KNOWN[slot] = known;
        }
        return known;
    }

    /** The text of a second's beginning. */
    private static final class Second {
        final long epoch;
        final byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.US_ASCII);

        Second(long epoch) {
            this.epoch = epoch;
            LocalDateTime time = LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC);
            putDigits(time.getYear(), text, 0, 4);
            putDigits(time.getMonthValue(), text, 5, 7);
            putDigits(time.getDayOfMonth(), text, 8, 10);
            putDigits(time.getHour(), text, 11, 13);
            putDigits(time.getMinute(), text, 14, 16);
            putDigits(time.getSecond(), text, 17, 19);
        }
    }
}
