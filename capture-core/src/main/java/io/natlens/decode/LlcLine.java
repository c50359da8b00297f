package io.natlens.decode;

import io.natlens.wire.LlcHeader;

/** Prints what follows an IEEE 802.3 header: IP if it is that, else the LLC header and the bytes. */
final class LlcLine {
    private LlcLine() {}

    /** Prints the LLC frame at this place; {@code length} is what is left of the frame on the wire. */
    static void print(Line line, int at, int length) {
        line.protocol("llc");
        LlcHeader header = new LlcHeader();
        if (!header.wrap(line.bytes(), at, line.end())) {
            line.truncated();
            line.unread(at, line.end());
            return;
        }
        int next = at + header.length();
        if (line.options().linkHeader()) {
            header(line, header);
        }
        if (header.etherType() != 0 && NetworkLine.print(line, header.etherType(), next, length - header.length())) {
            return;
        }
        if (!line.options().linkHeader()) {
            header(line, header);
        }
        line.text("length ").unsigned(length);
        line.unread(next, line.end());
    }

    private static void header(Line line, LlcHeader header) {
        line.text("LLC, dsap ");
        sap(line, header.destinationSap());
        line.text(' ')
                .text((header.destinationSap() & 1) == 0 ? "Individual" : "Group")
                .text(", ssap ");
        sap(line, header.sourceSap() & ~1);
        line.text(' ').text((header.sourceSap() & 1) == 0 ? "Command" : "Response");
        line.text(", ctrl 0x").hex(header.control(), 2).text(": ");
        if (header.isSnap()) {
            line.text("oui 0x")
                    .hex(header.organization(), 6)
                    .text(", pid 0x")
                    .hex(header.protocol(), 4)
                    .text(", ");
        }
    }

    private static void sap(Line line, int sap) {
        line.text(
                switch (sap) {
                    case 0x00 -> "Null";
                    case 0x06 -> "IP";
                    case 0x42 -> "STP";
                    case 0xaa -> "SNAP";
                    case 0xe0 -> "IPX";
                    case 0xf0 -> "NetBeui";
                    case 0xfe -> "ISO NS";
                    case 0xff -> "Global";
                    default -> "Unknown";
                });
        line.text(" (0x").hex(sap, 2).text(')');
    }
}
