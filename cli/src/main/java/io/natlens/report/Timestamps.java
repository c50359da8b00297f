package io.natlens.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as text, in UTC. */
final class Timestamps {
    private static final int NANOS = 1_000_000_000;
    private static final int MICROSECOND_DIGITS = 6;
    private static final int SEPARATOR = "2026-11-20".length();

    private record Second(long epoch, String text) {}

    /** The times of one flow mostly share their second; threads may work it out twice. */
    private static Second last = second(0);

    private Timestamps() {}

    /** ISO 8601 with nine digits: {@code 2026-11-20T21:25:08.647125810Z}. */
    static String iso(long epochNanos) {
        return date(epochNanos).append('Z').toString();
    }

    /** {@code 2026-11-20 21:25:08.647125}, cut to microseconds as tcpdump cuts. */
    static String readable(long epochNanos) {
        StringBuilder out = date(epochNanos);
        out.setLength(out.length() - (9 - MICROSECOND_DIGITS));
        out.setCharAt(SEPARATOR, ' ');
        return out.toString();
    }

    private static StringBuilder date(long epochNanos) {
        long epoch = Math.floorDiv(epochNanos, (long) NANOS);
        Second second = last;
        if (second.epoch != epoch) {
            second = second(epoch);
            last = second;
        }
        // a digit in front keeps the zeros of the fraction, and gives its place to the point
        StringBuilder out = new StringBuilder(30).append(second.text);
        int point = out.length();
        out.append(NANOS + Math.floorMod(epochNanos, NANOS)).setCharAt(point, '.');
        return out;
    }

    private static Second second(long epoch) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(20);
        append(out, time.getYear(), 1000).append('-');
        append(out, time.getMonthValue(), 10).append('-');
        append(out, time.getDayOfMonth(), 10).append('T');
        append(out, time.getHour(), 10).append(':');
        append(out, time.getMinute(), 10).append(':');
        append(out, time.getSecond(), 10);
        return new Second(epoch, out.toString());
    }

    /** @param highest what the first digit counts */
    private static StringBuilder append(StringBuilder out, int number, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            out.append((char) ('0' + number / unit % 10));
        }
        return out;
    }
}
