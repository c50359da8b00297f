package io.natlens.decode;

import io.natlens.wire.EtherType;

/** Prints what an EtherType announces. */
final class NetworkLine {
    private NetworkLine() {}

    /** Returns false, and has printed nothing, where the EtherType is not one that is read. */
    static boolean print(Line line, int etherType, int at, int length) {
        switch (etherType) {
            case EtherType.IPV4 -> Ipv4Line.print(line, at, length);
            case EtherType.IPV6 -> Ipv6Line.print(line, at, length);
            case EtherType.ARP, EtherType.REVERSE_ARP -> ArpLine.print(line, at, length);
            case EtherType.PPPOE_DISCOVERY, EtherType.PPPOE_SESSION -> PppoeLine.print(line, at, length);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@code ethertype IPv4 (0x0800)} */
    static void name(Line line, int etherType) {
        String name = EtherTypeName.of(etherType);
        if (line.options().quiet()) {
            if (name == null) {
                line.text("Unknown Ethertype (0x").hex(etherType, 4).text(')');
            } else {
                line.text(name);
            }
            return;
        }
        line.text("ethertype ").text(name == null ? "Unknown" : name);
        line.text(" (0x").hex(etherType, 4).text(')');
    }
}
