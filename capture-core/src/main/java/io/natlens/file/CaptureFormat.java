package io.natlens.file;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The formats of capture files that are read, told by their first bytes. */
enum CaptureFormat {
    PCAP,
    PCAPNG;

    private static final int MAGIC_LENGTH = 4;

    /** So many bytes tell the formats that are not read, and are quoted where none is known. */
    private static final int HEAD_LENGTH = 16;

    /** What other formats begin with, and what to call them. */
    private static final String[][] OTHERS = {
        {"snoop\0\0\0", "a snoop capture"},
        {"btsnoop\0", "a btsnoop capture of Bluetooth"},
        {"RTSS", "a Network Monitor 1 capture"},
        {"GMBU", "a Network Monitor 2 capture"},
        {"TRSNIFF data", "a Sniffer capture"},
        {"XCP\0", "a NetXRay or Sniffer for Windows capture"},
        {"iptrace ", "an AIX iptrace capture"},
        {"ObserverPktBuffe", "a Network Instruments Observer capture"},
        {"PK\3\4", "a zip archive"},
        {"7z\u00bc\u00af", "a 7z archive"},
        {"BZh", "compressed by bzip2"},
        {"\177ELF", "a program"},
    };

    /** The format of what begins here, or null where it is none of these. */
    static @Nullable CaptureFormat of(CaptureInput input) {
        if (input.fill(MAGIC_LENGTH) < MAGIC_LENGTH) {
            return null;
        }
        int magic = input.buffer().getInt(input.start());
        if (magic == Pcapng.SECTION_HEADER_BLOCK) {
            return PCAPNG;
        }
        return PcapHeader.isMagic(magic) ? PCAP : null;
    }

    /** Says of an input that has no such format what it seems to be. */
    static CaptureFormatException unknown(CaptureInput input) {
        int length = input.fill(HEAD_LENGTH);
        String failure = input.failure();
        if (failure != null) {
            return new CaptureFormatException(input.name() + ": " + failure);
        }
        byte[] head = new byte[length];
        input.buffer().get(input.start(), head);
        return new CaptureFormatException(
                input.name() + ": " + describe(head) + ", not pcap or pcapng (plain or by gzip, zstd, xz or lz4)");
    }

    private static String describe(byte[] head) {
        if (head.length == 0) {
            return "the file is empty";
        }
        for (String[] other : OTHERS) {
            if (startsWith(head, other[0])) {
                return "this is " + other[1];
            }
        }
        String bytes = "begins with " + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, 8));
        return isText(head) ? "this is text, " + bytes : bytes;
    }

    private static boolean startsWith(byte[] head, String magic) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            boolean blank = b == '\n' || b == '\r' || b == '\t';
            if (b < ' ' && !blank) {
                return false;
            }
        }
        return true;
    }
}
