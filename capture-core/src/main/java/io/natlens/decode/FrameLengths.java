package io.natlens.decode;

import io.natlens.frame.Frame;

/** Frames whose lengths cannot be; tcpdump prints what is wrong with them, and nothing else. */
final class FrameLengths {
    /** libpcap's largest snap length, in bytes. */
    private static final int MAXIMUM = 262_144;

    private FrameLengths() {}

    /** Appends what is wrong with the frame's lengths, and a line feed, if anything is. */
    static boolean areImpossible(Frame frame, StringBuilder out) {
        int captured = frame.capturedLength();
        int original = frame.originalLength();
        int before = out.length();
        if (captured == 0) {
            out.append(", caplen==0");
        }
        if (original == 0) {
            out.append(", len==0");
        } else if (original < captured) {
            out.append(", len(")
                    .append(original)
                    .append(") < caplen(")
                    .append(captured)
                    .append(')');
        }
        above(out, "caplen", captured);
        above(out, "len", original);
        if (out.length() == before) {
            return false;
        }
        out.replace(before, before + 1, "[Invalid header:").append("]\n");
        return true;
    }

    private static void above(StringBuilder out, String what, int length) {
        if (length > MAXIMUM) {
            out.append(", ")
                    .append(what)
                    .append('(')
                    .append(length)
                    .append(") > ")
                    .append(MAXIMUM);
        }
    }
}
