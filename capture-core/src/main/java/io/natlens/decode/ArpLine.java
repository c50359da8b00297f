package io.natlens.decode;

import io.natlens.wire.ArpHeader;
import io.natlens.wire.EtherType;

/** Prints ARP and reverse ARP. */
final class ArpLine {
    private static final int ATM = 19;
    private static final int TRAILERS = 0x1000;
    private static final int REVERSE_REQUEST = 3;
    private static final int REVERSE_REPLY = 4;
    private static final int INVERSE_REQUEST = 8;
    private static final int INVERSE_REPLY = 9;

    private ArpLine() {}

    /** Prints the packet at this place, so many bytes long on the wire with what pads the frame. */
    static void print(Line line, int at, int length) {
        line.protocol("arp");
        if (line.u16(at) == ATM) {
            atm(line, at, length);
            return;
        }
        ArpHeader arp = new ArpHeader();
        if (!arp.wrap(line.bytes(), at, line.end())) {
            throw new Truncation();
        }
        if (!line.options().linkHeader()) {
            line.text("ARP, ");
        }
        boolean plain = isIp(arp) && arp.protocolLength() == 4 && arp.hardwareLength() != 0;
        if (!plain || line.options().verbose()) {
            types(line, arp);
        }
        if (plain || line.options().verbose()) {
            line.text(line.options().verbose() ? ", " : "");
            if (!operation(line, arp)) {
                line.dump(at);
                return;
            }
        }
        line.text(", length ").unsigned(length);
    }

    /** ATM's has lengths of its own kind and place (RFC 2225 section 8.2); its addresses are not printed. */
    private static void atm(Line line, int at, int length) {
        int addresses = (line.u8(at + 4) & 63) + (line.u8(at + 5) & 63) + line.u8(at + 8);
        addresses += (line.u8(at + 9) & 63) + (line.u8(at + 10) & 63) + line.u8(at + 11);
        line.require(at, 12 + addresses);
        line.text(line.options().linkHeader() ? "ATM" : "ARP, ATM")
                .text(", length ")
                .unsigned(length);
    }

    private static boolean isIp(ArpHeader arp) {
        return arp.protocolType() == EtherType.IPV4 || arp.protocolType() == TRAILERS;
    }

    private static void types(Line line, ArpHeader arp) {
        String hardware =
                switch (arp.hardwareType()) {
                    case 1 -> "Ethernet";
                    case 6 -> "TokenRing";
                    case 7 -> "ArcNet";
                    case 15 -> "FrameRelay";
                    case 23 -> "Strip";
                    case 24 -> "IEEE 1394";
                    case 32 -> "InfiniBand";
                    default -> "Unknown Hardware (" + arp.hardwareType() + ")";
                };
        line.text(hardware).text(" (len ").number(arp.hardwareLength()).text("), ");
        String protocol = EtherTypeName.of(arp.protocolType());
        if (protocol == null) {
            line.text("Unknown Protocol (0x").hex(arp.protocolType(), 4).text(')');
        } else {
            line.text(protocol);
        }
        line.text(" (len ").number(arp.protocolLength()).text(')');
    }

    /** Returns false where the operation is not known. */
    private static boolean operation(Line line, ArpHeader arp) {
        switch (arp.operation()) {
            case ArpHeader.REQUEST -> request(line, arp);
            case ArpHeader.REPLY -> {
                line.text("Reply ");
                protocolAddress(line, arp, arp.senderProtocolOffset());
                line.text(" is-at ");
                hardwareAddress(line, arp, arp.senderHardwareOffset());
            }
            case REVERSE_REQUEST -> whoIs(line, arp, "Reverse Request who-is ");
            case REVERSE_REPLY -> {
                line.text("Reverse Reply ");
                hardwareAddress(line, arp, arp.targetHardwareOffset());
                line.text(" at ");
                protocolAddress(line, arp, arp.targetProtocolOffset());
            }
            case INVERSE_REQUEST -> whoIs(line, arp, "Inverse Request who-is ");
            case INVERSE_REPLY -> {
                line.text("Inverse Reply ");
                hardwareAddress(line, arp, arp.senderHardwareOffset());
                line.text(" at ");
                protocolAddress(line, arp, arp.senderProtocolOffset());
            }
            default -> {
                line.text("Unknown (").number(arp.operation()).text(") ");
                return false;
            }
        }
        return true;
    }

    private static void request(Line line, ArpHeader arp) {
        line.text("Request who-has ");
        protocolAddress(line, arp, arp.targetProtocolOffset());
        if (isKnown(line, arp.targetHardwareOffset(), arp.hardwareLength())) {
            line.text(" (");
            hardwareAddress(line, arp, arp.targetHardwareOffset());
            line.text(')');
        }
        line.text(" tell ");
        protocolAddress(line, arp, arp.senderProtocolOffset());
    }

    private static void whoIs(Line line, ArpHeader arp, String words) {
        line.text(words);
        hardwareAddress(line, arp, arp.targetHardwareOffset());
        line.text(" tell ");
        hardwareAddress(line, arp, arp.senderHardwareOffset());
    }

    private static boolean isKnown(Line line, int at, int length) {
        for (int i = 0; i < length; i++) {
            if (line.u8(at + i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static void hardwareAddress(Line line, ArpHeader arp, int at) {
        if (arp.hardwareLength() == 0) {
            line.text("<empty>");
        } else {
            line.hardwareAddress(at, arp.hardwareLength());
        }
    }

    private static void protocolAddress(Line line, ArpHeader arp, int at) {
        if (!isIp(arp)) {
            line.text("<wrong proto type>");
        } else if (arp.protocolLength() != 4) {
            line.text("<wrong len>");
        } else {
            line.ipv4(at);
        }
    }
}
