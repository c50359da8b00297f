package io.natlens.decode;

import io.natlens.frame.Frame;

/**
 * Prints frames as tcpdump 4.99 prints them with {@code -n}: headers up to the transport. Application protocols are not
 * dissected. For use by one thread at a time, in the order of the frames: relative sequence numbers and time differences
 * come from the lines before.
 */
public final class LinePrinter {
    private final LineOptions options;
    private final TimeStamp time;
    private final Line line;

    public LinePrinter(LineOptions options) {
        this.options = options;
        this.time = new TimeStamp(options);
        this.line = new Line(options);
    }

    /** Appends the frame's line, the lines of its dump if any, and a line feed. Never fails, whatever the bytes are. */
    public void print(Frame frame, StringBuilder out) {
        if (FrameLengths.areImpossible(frame, out)) {
            return;
        }
        time.append(out, frame.timeNanos());
        line.start(frame, out);
        try {
            LinkLine.print(line, frame.capturePoint().linkType().number(), frame.originalLength());
        } catch (Truncation e) {
            line.truncated();
        }
        dump(frame, out);
        out.append('\n');
    }

    private void dump(Frame frame, StringBuilder out) {
        int start = frame.offset() + line.linkHeaderLength();
        int end = frame.offset() + frame.capturedLength();
        switch (options.dump()) {
            case NONE -> {}
            case HEX -> HexDump.hex(out, frame.buffer(), start, end);
            case HEX_AND_LINK -> HexDump.hex(out, frame.buffer(), frame.offset(), end);
            case HEX_ASCII -> HexDump.hexAscii(out, frame.buffer(), start, end);
            case HEX_ASCII_AND_LINK -> HexDump.hexAscii(out, frame.buffer(), frame.offset(), end);
            case ASCII -> HexDump.ascii(out, frame.buffer(), start, end);
            case ASCII_AND_LINK -> HexDump.ascii(out, frame.buffer(), frame.offset(), end);
        }
    }
}
