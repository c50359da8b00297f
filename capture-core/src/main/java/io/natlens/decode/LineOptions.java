package io.natlens.decode;

import java.time.ZoneId;

/**
 * How {@link LinePrinter} prints, in tcpdump's terms.
 *
 * @param time how the time stands in front ({@code -t} to {@code -ttttt})
 * @param zone whose time of day it is
 * @param nanoseconds nine digits of a second in place of six ({@code --nano})
 * @param linkHeader whether the link layer's header is printed ({@code -e})
 * @param dump the bytes behind the line ({@code -x}, {@code -X}, {@code -A})
 * @param absoluteSequences TCP sequence numbers as sent, not counted from the connection's first ({@code -S})
 * @param verbose whether IP's fields and the checksums are printed ({@code -v})
 * @param quiet less of each protocol ({@code -q})
 */
public record LineOptions(
        Time time,
        ZoneId zone,
        boolean nanoseconds,
        boolean linkHeader,
        Dump dump,
        boolean absoluteSequences,
        boolean verbose,
        boolean quiet) {
    /** The time in front of a line. */
    public enum Time {
        /** Hours to fraction of a second. */
        OF_DAY,
        /** {@code -t} */
        NONE,
        /** {@code -tt}: seconds since 1970. */
        EPOCH,
        /** {@code -ttt}: since the line before. */
        SINCE_PREVIOUS,
        /** {@code -tttt}: with the date. */
        WITH_DATE,
        /** {@code -ttttt}: since the first line. */
        SINCE_FIRST
    }

    /** The bytes behind a line. */
    public enum Dump {
        NONE,
        /** {@code -x} */
        HEX,
        /** {@code -xx}: with the link layer's header. */
        HEX_AND_LINK,
        /** {@code -X} */
        HEX_ASCII,
        /** {@code -XX} */
        HEX_ASCII_AND_LINK,
        /** {@code -A} */
        ASCII,
        /** {@code -AA} */
        ASCII_AND_LINK
    }
}
