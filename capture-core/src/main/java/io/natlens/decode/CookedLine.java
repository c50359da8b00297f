package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.LinuxSll2Header;
import io.natlens.wire.LinuxSllHeader;
import io.natlens.wire.PacketType;
import io.natlens.wire.VlanTag;

/** Prints a frame of a Linux cooked capture. */
final class CookedLine {
    private static final int ETH_P_802_3 = 0x0001;
    private static final int ETH_P_802_2 = 0x0004;

    private CookedLine() {}

    static void version1(Line line, int length) {
        line.protocol("sll");
        line.require(line.start(), LinuxSllHeader.LENGTH);
        LinuxSllHeader header = new LinuxSllHeader();
        header.wrap(line.bytes(), line.start(), line.end());
        boolean always = line.options().linkHeader();
        if (always) {
            header1(line, header, length);
        }
        boolean read = payload(line, LinuxSllHeader.LENGTH, header.protocol(), length);
        if (!read) {
            if (!always) {
                header1(line, header, length);
            }
            line.unread(line.start() + line.linkHeaderLength(), line.end());
        }
    }

    private static void header1(Line line, LinuxSllHeader header, int length) {
        String direction = direction(header.packetType());
        line.text(" ".repeat(3 - direction.length())).text(direction).text(' ');
        if (header.addressLength() == 6) {
            line.hardwareAddress(header.offset() + 6, 6).text(' ');
        }
        protocol(line, header.protocol(), length);
    }

    static void version2(Line line, int length) {
        line.protocol("sll2");
        line.require(line.start(), LinuxSll2Header.LENGTH);
        LinuxSll2Header header = new LinuxSll2Header();
        header.wrap(line.bytes(), line.start(), line.end());
        // tcpdump names the interface that has this index on the host that prints; that may be any other
        line.text("?     ");
        String direction = direction(header.packetType());
        line.text(direction).text(" ".repeat(4 - direction.length()));
        boolean always = line.options().linkHeader();
        if (always) {
            header2(line, header, length);
        }
        boolean read = payload(line, LinuxSll2Header.LENGTH, header.protocol(), length);
        if (!read) {
            if (!always) {
                header2(line, header, length);
            }
            line.unread(line.start() + line.linkHeaderLength(), line.end());
        }
    }

    private static void header2(Line line, LinuxSll2Header header, int length) {
        line.text("ifindex ").unsigned(header.interfaceIndex()).text(' ');
        if (header.addressLength() == 6) {
            line.hardwareAddress(header.offset() + 12, 6).text(' ');
        }
        protocol(line, header.protocol(), length);
    }

    private static String direction(int packetType) {
        return switch (packetType) {
            case PacketType.HOST -> "In";
            case PacketType.BROADCAST -> "B";
            case PacketType.MULTICAST -> "M";
            case PacketType.OTHER_HOST -> "P";
            case PacketType.OUTGOING -> "Out";
            default -> "?";
        };
    }

    private static void protocol(Line line, int protocol, int length) {
        if (line.options().quiet()) {
            return;
        }
        switch (protocol) {
            case ETH_P_802_3 -> line.text("802.3");
            case ETH_P_802_2 -> line.text("802.2");
            default -> NetworkLine.name(line, protocol);
        }
        line.text(", length ").unsigned(length).text(": ");
    }

    /** Returns false where nobody reads the protocol. */
    private static boolean payload(Line line, int headerLength, int protocol, int length) {
        int type = protocol;
        int next = line.start() + headerLength;
        while (type == EtherType.VLAN) {
            line.protocol("vlan");
            line.require(next, VlanTag.LENGTH);
            type = tag(line, next);
            next += VlanTag.LENGTH;
        }
        line.linkHeaderEndsAt(next);
        int rest = length - (next - line.start());
        if (type == ETH_P_802_2) {
            LlcLine.print(line, next, rest);
            return true;
        }
        return type >= EtherType.MINIMUM && NetworkLine.print(line, type, next, rest);
    }

    private static int tag(Line line, int at) {
        int control = line.u16(at);
        if (line.options().linkHeader()) {
            line.text("vlan ").number(control & 0xfff).text(", p ").number(control >>> 13);
            line.text((control & 0x1000) != 0 ? ", DEI, " : ", ");
        }
        int type = line.u16(at + 2);
        int read = type < EtherType.MINIMUM ? ETH_P_802_2 : type;
        if (!line.options().quiet()) {
            String name = EtherTypeName.of(read);
            line.text("ethertype ").text(name == null ? "Unknown" : name).text(", ");
        }
        return read;
    }
}
