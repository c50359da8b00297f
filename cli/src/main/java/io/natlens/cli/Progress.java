package io.natlens.cli;

import java.io.PrintStream;

/** How much of the captures has been read, on a terminal, in one line that is written over and wiped out at the end. */
final class Progress {
    /** In bytes. Less is read before anybody has looked. */
    static final long WORTH_SHOWING = 64_000_000;

    private static final long NANOS_BETWEEN_LINES = 200_000_000;
    private static final int BAR = 40;
    private static final String WIPE = "\r\033[K";

    private final long size;
    private final long[] read;
    private final PrintStream terminal;
    private int reading;
    private long shown = System.nanoTime();

    /**
     * Shows nothing yet.
     *
     * @param size of all sources together, in bytes
     */
    Progress(long size, int sources, PrintStream terminal) {
        this.size = size;
        this.terminal = terminal;
        read = new long[sources];
        reading = sources;
    }

    /** Notes how many bytes of a source have been read. */
    synchronized void read(int source, long bytes) {
        read[source] = bytes;
        if (System.nanoTime() - shown > NANOS_BETWEEN_LINES) {
            shown = System.nanoTime();
            long sum = 0;
            for (long part : read) {
                sum += part;
            }
            terminal.print(WIPE + line(sum, size));
            terminal.flush();
        }
    }

    /** Notes that a source has been read to its end. */
    synchronized void ended() {
        if (--reading == 0) {
            terminal.print(WIPE);
            terminal.flush();
        }
    }

    /** {@code [##########                              ]  25 % of 700 MB}. */
    static String line(long read, long size) {
        double part = size == 0 ? 1 : Math.min(1, (double) read / size);
        int filled = (int) (part * BAR);
        return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]  " + (int) (part * 100) + " % of "
                + size / 1_000_000 + " MB";
    }
}
