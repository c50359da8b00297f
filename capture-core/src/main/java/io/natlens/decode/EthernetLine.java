package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.EthernetHeader;
import io.natlens.wire.VlanTag;

/** Prints an Ethernet frame: tcpdump shows its header with -e only, or where nobody reads what is inside. */
final class EthernetLine {
    private static final int TYPE = 12;

    private EthernetLine() {}

    /** Prints the frame at this place, so many bytes long on the wire. */
    static void print(Line line, int at, int length) {
        if (!line.enter("ether")) {
            return;
        }
        boolean outermost = at == line.start();
        if (!line.has(at, EthernetHeader.LENGTH) || length < EthernetHeader.LENGTH) {
            line.truncated();
            line.linkHeaderEndsAt(outermost ? line.end() : line.start() + line.linkHeaderLength());
            return;
        }
        if (line.options().linkHeader()) {
            header(line, at, length);
        }
        int type = line.u16(at + TYPE);
        int next = at + EthernetHeader.LENGTH;
        int rest = length - EthernetHeader.LENGTH;
        while (EtherType.isVlan(type)) {
            line.protocol("vlan");
            line.require(next, VlanTag.LENGTH);
            tag(line, next);
            type = line.u16(next + 2);
            next += VlanTag.LENGTH;
            rest -= VlanTag.LENGTH;
        }
        if (outermost) {
            line.linkHeaderEndsAt(next);
        }
        payload(line, at, length, type, next, rest);
    }

    private static void payload(Line line, int at, int length, int type, int next, int rest) {
        if (type < EtherType.MINIMUM) {
            int stated = Math.min(type, rest);
            line.endAt(next + stated);
            LlcLine.print(line, next, stated, at);
        } else if (!NetworkLine.print(line, type, next, rest)) {
            if (!line.options().linkHeader()) {
                header(line, at, length);
            }
            line.unread(next, line.end());
        }
    }

    private static void header(Line line, int at, int length) {
        line.hardwareAddress(at + 6, 6).text(" > ").hardwareAddress(at, 6);
        int type = line.u16(at + TYPE);
        if (type < EtherType.MINIMUM) {
            line.text(", 802.3, length ").number(Math.min(type, length - EthernetHeader.LENGTH));
        } else {
            line.text(", ");
            NetworkLine.name(line, type);
            line.text(", length ").unsigned(length);
        }
        line.text(": ");
    }

    private static void tag(Line line, int at) {
        if (!line.options().linkHeader()) {
            return;
        }
        int control = line.u16(at);
        line.text("vlan ").number(control & 0xfff).text(", p ").number(control >>> 13);
        line.text((control & 0x1000) != 0 ? ", DEI, " : ", ");
        int type = line.u16(at + 2);
        if (type < EtherType.MINIMUM) {
            line.text("802.3");
        } else {
            NetworkLine.name(line, type);
            line.text(", ");
        }
    }
}
