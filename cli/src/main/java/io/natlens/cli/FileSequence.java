package io.natlens.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The names of files that follow one another, as tcpdump makes them: behind the name a number where the size decides, in
 * the name the time where strftime(3)'s conversions stand there.
 */
final class FileSequence {
    private final String name;
    private final boolean bySize;
    private final int files;
    private final int digits;

    /**
     * @param bySize whether files follow by size
     * @param files after how many the first name comes again; 0 for never
     */
    FileSequence(String name, boolean bySize, int files) {
        this.name = name;
        this.bySize = bySize;
        this.files = files;
        digits = files == 0 ? 0 : Integer.toString(files - 1).length();
    }

    /**
     * The name of a file.
     *
     * @param number how many files of the same time there were before it
     */
    String name(long number, long epochSecond) {
        String timed = strftime(epochSecond);
        if (!bySize || (number == 0 && files == 0)) {
            return timed;
        }
        long turn = files == 0 ? number : number % files;
        String text = Long.toString(turn);
        return timed + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private String strftime(long epochSecond) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        ZonedDateTime time = Instant.ofEpochSecond(epochSecond).atZone(ZoneId.systemDefault());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%' && i + 1 < name.length()) {
                i++;
                out.append(conversion(name.charAt(i), time));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What is no conversion of a date or time stays as it stands. */
    private static String conversion(char c, ZonedDateTime time) {
        String pattern =
                switch (c) {
                    case 'Y' -> "uuuu";
                    case 'y' -> "uu";
                    case 'm' -> "MM";
                    case 'd' -> "dd";
                    case 'H' -> "HH";
                    case 'I' -> "hh";
                    case 'M' -> "mm";
                    case 'S' -> "ss";
                    case 'p' -> "a";
                    case 'j' -> "DDD";
                    case 'a' -> "EEE";
                    case 'b', 'h' -> "MMM";
                    case 'F' -> "uuuu-MM-dd";
                    case 'T' -> "HH:mm:ss";
                    case 'R' -> "HH:mm";
                    case 'D' -> "MM/dd/uu";
                    case 'Z' -> "zzz";
                    case 'z' -> "xx";
                    default -> "";
                };
        if (c == 's') {
            return Long.toString(time.toEpochSecond());
        }
        if (pattern.isEmpty()) {
            return c == '%' ? "%" : "%" + c;
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
    }
}
