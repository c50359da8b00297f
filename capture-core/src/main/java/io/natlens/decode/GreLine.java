package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.GreHeader;

/** Prints a GRE tunnel's packet. */
final class GreLine {
    private static final int CHECKSUM_FLAG = 0x8000;

    private GreLine() {}

    static void print(Line line, int at, int length) {
        line.protocol("gre");
        GreHeader gre = new GreHeader();
        line.text("GREv").number(line.u16(at) & 7);
        if (!gre.wrap(line.bytes(), at, line.end())) {
            throw new Truncation();
        }
        if (!gre.isPlain()) {
            line.text(", length ").number(length);
            return;
        }
        fields(line, gre, at);
        if (line.options().linkHeader()) {
            String name = EtherTypeName.of(gre.protocol());
            line.text(", proto ").text(name == null ? "unknown" : name);
            line.text(" (0x").hex(gre.protocol(), 4).text(')');
        }
        line.text(", length ").number(length).text(line.options().verbose() ? "\n\t" : ": ");
        int next = at + gre.length();
        int rest = length - gre.length();
        switch (gre.protocol()) {
            case EtherType.IPV4 -> Ipv4Line.print(line, next, rest);
            case EtherType.IPV6 -> Ipv6Line.print(line, next, rest);
            case EtherType.TRANSPARENT_ETHERNET -> EthernetLine.print(line, next, rest);
            default -> line.text("gre-proto-0x").hex(gre.protocol(), 1);
        }
    }

    private static void fields(Line line, GreHeader gre, int at) {
        boolean checksum = (gre.flags() & CHECKSUM_FLAG) != 0;
        if (line.options().verbose()) {
            line.text(", Flags [").text(flags(checksum, gre)).text(']');
            if (checksum) {
                line.text(", sum 0x").hex(line.u16(at + 4), 1);
            }
        }
        if (checksum) {
            line.text(", off 0x").hex(line.u16(at + 6), 1);
        }
        if (gre.hasKey()) {
            line.text(", key=0x").hex(gre.key(), 1);
        }
        if (gre.hasSequence()) {
            line.text(", seq ").unsigned(gre.sequence());
        }
    }

    private static String flags(boolean checksum, GreHeader gre) {
        StringBuilder flags = new StringBuilder();
        if (checksum) {
            flags.append(", checksum present");
        }
        if (gre.hasKey()) {
            flags.append(", key present");
        }
        if (gre.hasSequence()) {
            flags.append(", sequence# present");
        }
        return flags.isEmpty() ? "none" : flags.substring(2);
    }
}
