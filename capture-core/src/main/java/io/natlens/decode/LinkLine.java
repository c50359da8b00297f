package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.NullHeader;

/** Prints a frame from its link layer on, whichever that is. */
final class LinkLine {
    private LinkLine() {}

    /** Prints the frame that the line is about, so many bytes long on the wire. */
    static void print(Line line, int linkType, int length) {
        switch (linkType) {
            case LinkLayer.EN10MB -> EthernetLine.print(line, line.start(), length);
            case LinkLayer.LINUX_SLL -> CookedLine.version1(line, length);
            case LinkLayer.LINUX_SLL2 -> CookedLine.version2(line, length);
            case LinkLayer.NULL, LinkLayer.LOOP -> loopback(line, length);
            case LinkLayer.RAW, LinkLayer.RAW_BSD, LinkLayer.RAW_OPENBSD, LinkLayer.IPV4, LinkLayer.IPV6 ->
                raw(line, length);
            default -> {
                line.text("UNSUPPORTED");
                line.unread(line.start(), line.end());
            }
        }
    }

    private static void raw(Line line, int length) {
        line.protocol("ip");
        if (line.options().linkHeader()) {
            line.text("ip: ");
        }
        int version = line.u8(line.start()) >>> 4;
        switch (version) {
            case 4 -> Ipv4Line.print(line, line.start(), length);
            case 6 -> Ipv6Line.print(line, line.start(), length);
            default -> line.text("unknown ip ").number(version);
        }
    }

    private static void loopback(Line line, int length) {
        line.protocol("null");
        line.require(line.start(), NullHeader.LENGTH);
        NullHeader header = new NullHeader();
        header.wrap(line.bytes(), line.start(), line.end());
        int next = line.start() + NullHeader.LENGTH;
        line.linkHeaderEndsAt(next);
        if (line.options().linkHeader()) {
            family(line, header, length);
        }
        switch (header.etherType()) {
            case EtherType.IPV4 -> Ipv4Line.print(line, next, length - NullHeader.LENGTH);
            case EtherType.IPV6 -> Ipv6Line.print(line, next, length - NullHeader.LENGTH);
            default -> {
                if (!line.options().linkHeader()) {
                    family(line, header, length);
                }
                line.unread(next, line.end());
            }
        }
    }

    private static void family(Line line, NullHeader header, int length) {
        String name = EtherTypeName.of(header.etherType());
        if (!line.options().quiet()) {
            line.text("AF ").text(name == null ? "Unknown" : name);
            line.text(" (").unsigned(header.family()).text(')');
        } else if (name == null) {
            line.text("Unknown AF ").unsigned(header.family());
        } else {
            line.text(name);
        }
        line.text(", length ").unsigned(length).text(": ");
    }
}
