package io.natlens.decode;

import io.natlens.wire.PppoeHeader;

/** Prints PPP over Ethernet: discovery's tags, or the PPP frame of a session. */
final class PppoeLine {
    private static final int PADI = 0x09;
    /** Of what a PADI carries, in bytes (RFC 2516 section 5.1). */
    private static final int LONGEST_PADI = 1484;

    private static final int END_OF_LIST = 0x0000;
    private static final int TAG_HEADER_LENGTH = 4;
    /** How many characters of a tag's value are printed as text. */
    private static final int LONGEST_TEXT = 79;

    private PppoeLine() {}

    /** Prints the packet at this place; {@code length} is what is left of the frame on the wire. */
    static void print(Line line, int at, int length) {
        line.protocol("pppoe");
        if (length < PppoeHeader.LENGTH) {
            line.text(" (length ").number(length).text(" < 6) (invalid)");
            return;
        }
        line.require(at, PppoeHeader.LENGTH);
        PppoeHeader pppoe = new PppoeHeader();
        pppoe.wrap(line.bytes(), at, line.end());
        int there = Math.min(pppoe.payloadLength(), length - PppoeHeader.LENGTH);
        header(line, pppoe, there);
        int next = at + PppoeHeader.LENGTH;
        if (pppoe.code() == PppoeHeader.SESSION_DATA) {
            line.text(' ');
            PppLine.print(line, next, there);
        } else {
            tags(line, next, next + there);
        }
    }

    private static void header(Line line, PppoeHeader pppoe, int there) {
        if (pppoe.version() != 1) {
            line.text(" [ver ").number(pppoe.version()).text(']');
        }
        if (pppoe.type() != 1) {
            line.text(" [type ").number(pppoe.type()).text(']');
        }
        line.text("PPPoE ");
        code(line, pppoe.code());
        int stated = pppoe.payloadLength();
        if (pppoe.code() == PADI && stated > LONGEST_PADI - PppoeHeader.LENGTH) {
            line.text(" [len ").number(stated).text("!]");
        }
        if (stated > there) {
            line.text(" [len ").number(stated).text(" > ").number(there).text("!]");
        }
        if (pppoe.session() != 0) {
            line.text(" [ses 0x").hex(pppoe.session(), 1).text(']');
        }
    }

    private static void code(Line line, int code) {
        switch (code) {
            case PppoeHeader.SESSION_DATA -> line.text("");
            case PADI -> line.text("PADI");
            case 0x07 -> line.text("PADO");
            case 0x19 -> line.text("PADR");
            case 0x65 -> line.text("PADS");
            case 0xa7 -> line.text("PADT");
            default -> line.text("PAD-").hex(code, 1);
        }
    }

    private static void tags(Line line, int start, int end) {
        int at = start;
        while (at < end) {
            line.require(at, TAG_HEADER_LENGTH);
            int type = line.u16(at);
            int length = line.u16(at + 2);
            line.require(at + TAG_HEADER_LENGTH, length);
            line.text(" [");
            tagName(line, type);
            value(line, at + TAG_HEADER_LENGTH, length);
            line.text(']');
            if (type == END_OF_LIST) {
                return;
            }
            at += TAG_HEADER_LENGTH + length;
        }
    }

    private static void tagName(Line line, int type) {
        switch (type) {
            case END_OF_LIST -> line.text("EOL");
            case 0x0101 -> line.text("Service-Name");
            case 0x0102 -> line.text("AC-Name");
            case 0x0103 -> line.text("Host-Uniq");
            case 0x0104 -> line.text("AC-Cookie");
            case 0x0105 -> line.text("Vendor-Specific");
            case 0x0110 -> line.text("Relay-Session-ID");
            case 0x0120 -> line.text("PPP-Max-Payload");
            case 0x0201 -> line.text("Service-Name-Error");
            case 0x0202 -> line.text("AC-System-Error");
            case 0x0203 -> line.text("Generic-Error");
            default -> line.text("TAG-0x").hex(type, 1);
        }
    }

    /** As text where most of it is. */
    private static void value(Line line, int at, int length) {
        if (length == 0) {
            return;
        }
        int looked = Math.min(length, LONGEST_TEXT);
        int readable = 0;
        for (int i = 0; i < looked; i++) {
            readable += isReadable(line.u8(at + i)) ? 1 : 0;
        }
        if (2 * readable > looked) {
            line.text(" \"");
            for (int i = 0; i < looked; i++) {
                int value = line.u8(at + i);
                line.text(isReadable(value) ? (char) value : '.');
            }
            line.text('"');
        } else {
            line.text(" 0x");
            for (int i = 0; i < length; i++) {
                line.text(Character.toUpperCase(Character.forDigit(line.u8(at + i) >>> 4, 16)));
                line.text(Character.toUpperCase(Character.forDigit(line.u8(at + i) & 15, 16)));
            }
        }
    }

    private static boolean isReadable(int value) {
        return value >= ' ' && value < 127;
    }
}
