package io.natlens.decode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** The time in front of a line. */
final class TimeStamp {
    private static final long NANOS = 1_000_000_000L;
    private static final long DAY = 86_400;

    private final LineOptions options;
    private boolean started;
    private long reference;
    private long zoneFrom = Long.MAX_VALUE;
    private long zoneUntil = Long.MIN_VALUE;
    private long zoneOffset;
    private long day = Long.MIN_VALUE;
    private String date = "";

    TimeStamp(LineOptions options) {
        this.options = options;
    }

    void append(StringBuilder out, long time) {
        // differences are those of the times as they are printed
        long nanos = options.nanoseconds() ? time : time - Math.floorMod(time, 1000);
        if (!started) {
            started = true;
            reference = nanos;
        }
        long seconds = Math.floorDiv(nanos, NANOS);
        int fraction = (int) Math.floorMod(nanos, NANOS);
        switch (options.time()) {
            case NONE -> {}
            case OF_DAY -> timeOfDay(out, seconds + offsetAt(seconds), fraction);
            case EPOCH -> {
                out.append(seconds);
                fraction(out, fraction);
            }
            case WITH_DATE -> {
                long local = seconds + offsetAt(seconds);
                out.append(dateOf(Math.floorDiv(local, DAY))).append(' ');
                timeOfDay(out, local, fraction);
            }
            case SINCE_FIRST -> since(out, nanos - reference);
            case SINCE_PREVIOUS -> {
                since(out, nanos - reference);
                reference = nanos;
            }
        }
    }

    private void since(StringBuilder out, long difference) {
        long length = Math.abs(difference);
        out.append(difference < 0 ? '-' : ' ');
        timeOfDay(out, length / NANOS, (int) (length % NANOS));
    }

    private void timeOfDay(StringBuilder out, long seconds, int fraction) {
        int rest = (int) Math.floorMod(seconds, DAY);
        digits(out, rest / 3600, 10);
        out.append(':');
        digits(out, rest / 60 % 60, 10);
        out.append(':');
        digits(out, rest % 60, 10);
        fraction(out, fraction);
    }

    private void fraction(StringBuilder out, int nanos) {
        out.append('.');
        if (options.nanoseconds()) {
            digits(out, nanos, 100_000_000);
        } else {
            digits(out, nanos / 1000, 100_000);
        }
        out.append(' ');
    }

    private static void digits(StringBuilder out, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            out.append((char) ('0' + value / unit % 10));
        }
    }

    /** In seconds; asked of the zone only when its offset may have changed. */
    private long offsetAt(long seconds) {
        if (seconds < zoneFrom || seconds >= zoneUntil) {
            Instant instant = Instant.ofEpochSecond(seconds);
            ZoneOffset offset = options.zone().getRules().getOffset(instant);
            ZoneOffsetTransition next = options.zone().getRules().nextTransition(instant);
            zoneFrom = seconds;
            zoneUntil = next == null ? Long.MAX_VALUE : next.toEpochSecond();
            zoneOffset = offset.getTotalSeconds();
        }
        return zoneOffset;
    }

    private String dateOf(long epochDay) {
        if (epochDay != day) {
            day = epochDay;
            date = LocalDate.ofEpochDay(epochDay).toString();
        }
        return date;
    }
}
