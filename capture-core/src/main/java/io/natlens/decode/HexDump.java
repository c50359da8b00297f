package io.natlens.decode;

import java.nio.ByteBuffer;

/** tcpdump's dumps of bytes: each row on a line of its own behind a tab. */
final class HexDump {
    private static final int ROW = 16;
    private static final int HEX_COLUMN = 5 * ROW / 2;

    private HexDump() {}

    static void hex(StringBuilder out, ByteBuffer bytes, int start, int end) {
        for (int row = start; row < end; row += ROW) {
            rowOffset(out, row - start);
            rowHex(out, bytes, row, Math.min(row + ROW, end));
        }
    }

    static void hexAscii(StringBuilder out, ByteBuffer bytes, int start, int end) {
        for (int row = start; row < end; row += ROW) {
            rowOffset(out, row - start);
            int stop = Math.min(row + ROW, end);
            int width = rowHex(out, bytes, row, stop);
            out.append(" ".repeat(HEX_COLUMN - width + 2));
            for (int at = row; at < stop; at++) {
                int value = bytes.get(at);
                out.append(isGraph(value) ? (char) value : '.');
            }
        }
    }

    /** As text, on a line of its own; a carriage return before a line feed is left out. */
    static void ascii(StringBuilder out, ByteBuffer bytes, int start, int end) {
        if (start >= end) {
            return;
        }
        out.append('\n');
        for (int at = start; at < end; at++) {
            int value = bytes.get(at);
            boolean lineEnd = value == '\r' && at + 1 < end && bytes.get(at + 1) == '\n';
            if (!lineEnd) {
                out.append(isGraph(value) || value == '\t' || value == ' ' || value == '\n' ? (char) value : '.');
            }
        }
    }

    private static void rowOffset(StringBuilder out, int offset) {
        out.append("\n\t0x");
        int digits = Math.max(4, (35 - Integer.numberOfLeadingZeros(offset | 1)) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit(offset >>> shift & 15, 16));
        }
        out.append(": ");
    }

    private static int rowHex(StringBuilder out, ByteBuffer bytes, int start, int end) {
        int before = out.length();
        for (int at = start; at < end; at++) {
            if ((at - start) % 2 == 0) {
                out.append(' ');
            }
            int value = bytes.get(at);
            out.append(Character.forDigit(value >>> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        return out.length() - before;
    }

    private static boolean isGraph(int value) {
        return value > ' ' && value < 127;
    }
}
