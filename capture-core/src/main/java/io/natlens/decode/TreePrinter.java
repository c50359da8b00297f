package io.natlens.decode;

import io.natlens.frame.Frame;
import io.natlens.frame.PrintableText;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Prints a frame as the tree of layers and fields, in Wireshark's words, each field with the offset of its bytes in the
 * frame and the bytes.
 */
public final class TreePrinter {
    private static final String INDENT = "    ";

    /** More of a field's bytes than this are not printed in a line. */
    private static final int BYTES_LIMIT = 16;

    private TreePrinter() {}

    /** Appends the frame's tree and an empty line. Never fails, whatever the bytes are. */
    public static void print(Frame frame, StringBuilder out) {
        frame(frame, out);
        FrameTree tree = FrameTree.of(frame);
        for (Layer layer : tree.layers()) {
            out.append(layer.name());
            if (!layer.summary().isEmpty()) {
                out.append(", ").append(layer.summary());
            }
            position(out, layer.offset(), layer.length());
            fields(frame, layer.fields(), INDENT, out);
        }
        if (tree.damage() != null) {
            out.append("[Damaged: ").append(tree.damage()).append("]\n");
        }
        out.append('\n');
    }

    private static void frame(Frame frame, StringBuilder out) {
        out.append("Frame ").append(frame.number()).append(": ").append(frame.originalLength());
        out.append(" bytes on wire, ").append(frame.capturedLength()).append(" bytes captured\n");
        out.append(INDENT)
                .append("Capture point: ")
                .append(frame.capturePoint().name())
                .append('\n');
        out.append(INDENT)
                .append("Link type: ")
                .append(frame.capturePoint().linkType())
                .append('\n');
        long seconds = Math.floorDiv(frame.timeNanos(), 1_000_000_000L);
        Instant time = Instant.ofEpochSecond(seconds, Math.floorMod(frame.timeNanos(), 1_000_000_000L));
        out.append(INDENT).append("Arrival Time: ").append(time).append('\n');
        if (frame.direction() != Frame.Direction.UNKNOWN) {
            boolean inbound = frame.direction() == Frame.Direction.INBOUND;
            out.append(INDENT)
                    .append("Direction: ")
                    .append(inbound ? "inbound" : "outbound")
                    .append('\n');
        }
        if (frame.comment() != null) {
            comment(frame.comment(), out);
        }
    }

    /** A name in front of each line, so that none looks like a line of the tree. */
    private static void comment(String comment, StringBuilder out) {
        for (String line : comment.split("\n", -1)) {
            out.append(INDENT)
                    .append("Comment: ")
                    .append(PrintableText.of(line))
                    .append('\n');
        }
    }

    private static void position(StringBuilder out, int offset, int length) {
        out.append("  [").append(offset).append(", ").append(length);
        out.append(length == 1 ? " byte]\n" : " bytes]\n");
    }

    private static void fields(Frame frame, List<Field> fields, String indent, StringBuilder out) {
        for (Field field : fields) {
            out.append(indent);
            if (!field.bits().isEmpty()) {
                out.append(field.bits()).append(" = ");
            }
            out.append(field.name()).append(": ").append(field.value());
            bytes(frame, field, out);
            fields(frame, field.fields(), indent + INDENT, out);
        }
    }

    private static void bytes(Frame frame, Field field, StringBuilder out) {
        out.append("  [").append(field.offset()).append(':');
        ByteBuffer bytes = frame.buffer();
        int start = frame.offset() + field.offset();
        int shown = Math.min(field.length(), BYTES_LIMIT);
        for (int at = start; at < start + shown; at++) {
            int value = bytes.get(at);
            out.append(' ').append(Character.forDigit(value >>> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        out.append(shown < field.length() ? " ...]\n" : "]\n");
    }
}
