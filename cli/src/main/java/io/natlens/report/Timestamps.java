package io.natlens.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as text, in UTC. */
final class Timestamps {
    private static final long NANOS = 1_000_000_000;
    private static final int MICROSECOND_DIGITS = 6;

    /** What the first of so many digits counts. */
    private static final int[] UNITS = {0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Timestamps() {}

    /** ISO 8601 with nine digits: {@code 2026-11-20T21:25:08.647125810Z}. */
    static String iso(long epochNanos) {
        return date(epochNanos, 'T').append('Z').toString();
    }

    /** {@code 2026-11-20 21:25:08.647125}, cut to microseconds as tcpdump cuts. */
    static String readable(long epochNanos) {
        StringBuilder out = date(epochNanos, ' ');
        out.setLength(out.length() - (9 - MICROSECOND_DIGITS));
        return out.toString();
    }

    private static StringBuilder date(long epochNanos, char separator) {
        int nanos = (int) Math.floorMod(epochNanos, NANOS);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), nanos, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(30);
        append(out, time.getYear(), 4).append('-');
        append(out, time.getMonthValue(), 2).append('-');
        append(out, time.getDayOfMonth(), 2).append(separator);
        append(out, time.getHour(), 2).append(':');
        append(out, time.getMinute(), 2).append(':');
        append(out, time.getSecond(), 2).append('.');
        return append(out, nanos, 9);
    }

    private static StringBuilder append(StringBuilder out, int number, int digits) {
        for (int unit = UNITS[digits]; unit > 0; unit /= 10) {
            out.append((char) ('0' + number / unit % 10));
        }
        return out;
    }
}
