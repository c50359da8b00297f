package io.natlens.report;

import java.util.Locale;

/** Quantities as people read them: three digits and a unit. */
final class Units {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] SECONDS = {"ns", "µs", "ms", "s"};

    private Units() {}

    /** {@code 392 B}, {@code 12.3 kB}; powers of 1000, not negative. */
    static String bytes(long count) {
        return scaled(count, BYTES);
    }

    /** {@code 51.2 µs}, {@code 3.01 s}; a minute and more as {@code 2 min 5 s}, an hour and more as {@code 1 h 2 min}. */
    static String duration(long nanos) {
        if (nanos < 0) {
            return "-" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
        }
        long seconds = nanos / 1_000_000_000;
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : scaled(nanos, SECONDS);
    }

    private static String scaled(long count, String[] units) {
        if (count < 1000) {
            return count + " " + units[0];
        }
        double value = count;
        int unit = 0;
        // 999.5 would be printed as 1000
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}
