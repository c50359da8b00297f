package io.natlens.cli;

import io.natlens.file.MergedSource;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalLong;

/** Captures whose reading is shown on a terminal, in one line that is written over and wiped out at the end. */
final class ProgressSource implements FrameSource {
    /** Less is read before anybody has looked. */
    static final long WORTH_SHOWING = 64_000_000;

    private static final int FRAMES_BETWEEN_LOOKS = 1 << 14;
    private static final long NANOS_BETWEEN_LINES = 200_000_000;
    private static final int BAR = 40;
    private static final String WIPE = "\r\033[K";

    private final MergedSource source;
    private final PrintStream terminal;
    private final long size;
    private long frames;
    private long shown = System.nanoTime();

    ProgressSource(MergedSource source, PrintStream terminal) {
        this.source = source;
        this.terminal = terminal;
        size = source.size();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean next(Frame frame) {
        boolean more = source.next(frame);
        if (!more) {
            terminal.print(WIPE);
            terminal.flush();
        } else if (++frames % FRAMES_BETWEEN_LOOKS == 0 && System.nanoTime() - shown > NANOS_BETWEEN_LINES) {
            shown = System.nanoTime();
            terminal.print(WIPE + line(source.bytesRead(), size));
            terminal.flush();
        }
        return more;
    }

    /** {@code [##########                              ]  25 % of 700 MB}. */
    static String line(long read, long size) {
        double part = size == 0 ? 1 : Math.min(1, (double) read / size);
        int filled = (int) (part * BAR);
        return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]  " + (int) (part * 100) + " % of "
                + size / 1_000_000 + " MB";
    }

    @Override
    public OptionalLong dropped(CapturePoint point) {
        return source.dropped(point);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
