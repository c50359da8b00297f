package io.natlens.cli;

import io.natlens.decode.LinePrinter;
import io.natlens.decode.TreePrinter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes frames as lines, with what stands in front of tcpdump's: the capture point where there are several. Or as trees. */
final class FrameLines {
    private final LineConfig config;
    private final LinePrinter printer;
    private final Writer out;
    private final boolean atOnce;
    private final StringBuilder line = new StringBuilder(256);
    private char[] characters = new char[256];
    private final int nameWidth;

    /** Null as soon as frames of a second point are, or may be, among the others. */
    private @Nullable CapturePoint only;

    /** @param points those that are known before the first frame; more may come */
    FrameLines(LineConfig config, CapturePoints points, Console console) {
        this.config = config;
        printer = new LinePrinter(config.line());
        out = new OutputStreamWriter(console.out(), Console.charset());
        atOnce = config.unbuffered() || console.outIsTerminal();
        List<CapturePoint> known = points.all();
        nameWidth =
                known.stream().mapToInt(point -> point.name().length()).max().orElse(0);
        only = known.size() == 1 ? known.get(0) : null;
    }

    /** Prints so many frames at most. */
    void print(FrameSource source, long most) throws IOException {
        Frame frame = new Frame();
        for (long printed = 0; printed < most && source.next(frame); printed++) {
            print(frame);
        }
        flush();
    }

    void print(Frame frame) throws IOException {
        line.setLength(0);
        if (config.tree()) {
            TreePrinter.print(frame, line);
        } else {
            addFront(frame);
            printer.print(frame, line);
        }
        write();
    }

    void flush() throws IOException {
        out.flush();
    }

    private void addFront(Frame frame) {
        if (config.numbers()) {
            line.append(frame.number()).append("  ");
        }
        if (frame.capturePoint() != only) {
            only = null;
            int end = line.length() + nameWidth;
            line.append(frame.capturePoint().name());
            while (line.length() < end) {
                line.append(' ');
            }
            line.append("  ");
        }
    }

    /** Makes no object for a line. */
    private void write() throws IOException {
        int length = line.length();
        if (length > characters.length) {
            characters = new char[2 * length];
        }
        line.getChars(0, length, characters, 0);
        out.write(characters, 0, length);
        if (atOnce) {
            out.flush();
        }
    }
}
