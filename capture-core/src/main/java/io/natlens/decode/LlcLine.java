package io.natlens.decode;

import io.natlens.wire.LlcHeader;
import java.util.Locale;

/** Prints what follows an IEEE 802.3 header: IP if it is that, else the LLC header and the bytes. */
final class LlcLine {
    private static final int NO_ADDRESSES = -1;
    private static final String UNKNOWN = "Unknown";

    private static final int GROUP = 0x01;
    private static final int RESPONSE = 0x01;
    private static final int SUPERVISORY = 0x01;

    /** Of a control field of one byte, and of one of two. */
    private static final int POLL = 0x10;

    private static final int LONG_POLL = 0x0100;
    private static final int XID = 0xaf;
    private static final int XID_FORMAT = 0x81;

    private LlcLine() {}

    /** Prints the LLC frame at this place; {@code length} is what is left of the frame on the wire. */
    static void print(Line line, int at, int length) {
        print(line, at, length, NO_ADDRESSES);
    }

    /** The same, where the Ethernet header stands at {@code ethernet}. */
    static void print(Line line, int at, int length, int ethernet) {
        line.protocol("llc");
        LlcHeader header = new LlcHeader();
        boolean whole = header.wrap(line.bytes(), at, line.end());
        if (!whole || length < header.length()) {
            line.truncated();
            line.dump(at);
            endLinkHeader(line, at, line.end());
            return;
        }
        if (line.options().linkHeader()) {
            header(line, header, length);
        }
        int next = at + header.length();
        endLinkHeader(line, at, next);
        if (header.etherType() != 0 && NetworkLine.print(line, header.etherType(), next, length - header.length())) {
            return;
        }
        boolean unread = true;
        if (header.isSnap()) {
            if (!line.options().linkHeader()) {
                addresses(line, ethernet);
                line.text("SNAP, ");
                snap(line, header, "pid", length);
            }
        } else {
            if (!line.options().linkHeader()) {
                accessPoints(line, header, ethernet);
            }
            unread = control(line, header, next, length);
        }
        if (unread) {
            line.unread(at, line.end());
        }
    }

    /** The LLC header is the link layer's where it follows that layer's own. */
    private static void endLinkHeader(Line line, int at, int end) {
        if (line.linkHeaderLength() == at - line.start()) {
            line.linkHeaderEndsAt(end);
        }
    }

    private static void header(Line line, LlcHeader header, int length) {
        int destination = header.destinationSap();
        int source = header.sourceSap();
        line.text("LLC, dsap ").text(name(destination & ~GROUP));
        line.text(" (0x").hex(destination & ~GROUP, 2).text(") ");
        line.text((destination & GROUP) == 0 ? "Individual" : "Group");
        line.text(", ssap ").text(name(source & ~RESPONSE));
        line.text(" (0x").hex(source & ~RESPONSE, 2).text(") ");
        line.text((source & RESPONSE) == 0 ? "Command" : "Response");
        line.text(", ctrl 0x")
                .hex(header.control(), header.isUnnumbered() ? 2 : 4)
                .text(": ");
        if (header.isSnap()) {
            snap(line, header, header.organization() == 0 ? "ethertype" : "pid", length);
        }
    }

    private static void snap(Line line, LlcHeader header, String protocol, int length) {
        int organization = header.organization();
        String name = header.etherType() == 0 ? null : EtherTypeName.of(header.etherType());
        line.text("oui ")
                .text(
                        switch (organization) {
                            case 0x000000 -> "Ethernet";
                            case 0x00000c -> "Cisco";
                            case 0x0000f8 -> "Cisco bridged";
                            case 0x0080c2 -> "Ethernet bridged";
                            case 0x080007 -> "Appletalk";
                            default -> "Unknown";
                        });
        line.text(" (0x").hex(organization, 6).text("), ").text(protocol).text(' ');
        line.text(name == null ? "Unknown" : name);
        line.text(" (0x").hex(header.protocol(), 4).text("), length ");
        line.number(length - header.length()).text(": ");
    }

    private static void addresses(Line line, int ethernet) {
        if (ethernet != NO_ADDRESSES) {
            line.hardwareAddress(ethernet + 6, 6).text(" > ").hardwareAddress(ethernet, 6);
            line.text(' ');
        }
    }

    private static void accessPoints(Line line, LlcHeader header, int ethernet) {
        int destination = header.destinationSap() & ~GROUP;
        int source = header.sourceSap() & ~RESPONSE;
        if (destination == source) {
            addresses(line, ethernet);
        } else {
            if (ethernet != NO_ADDRESSES) {
                line.hardwareAddress(ethernet + 6, 6).text(' ');
            }
            accessPoint(line, "Unknown SSAP 0x", source);
            line.text("> ");
            if (ethernet != NO_ADDRESSES) {
                line.hardwareAddress(ethernet, 6).text(' ');
            }
        }
        accessPoint(line, "Unknown DSAP 0x", destination);
    }

    private static void accessPoint(Line line, String unknown, int sap) {
        String name = name(sap);
        if (name.equals(UNKNOWN)) {
            line.text(unknown).hex(sap, 2);
        } else {
            line.text(name);
        }
        line.text(' ');
    }

    /** Prints the control field (IEEE 802.2 section 5.2); returns whether what follows is still to be shown. */
    private static boolean control(Line line, LlcHeader header, int next, int length) {
        int control = header.control();
        boolean response = (header.sourceSap() & RESPONSE) != 0;
        if (header.isUnnumbered()) {
            int command = control & ~POLL;
            line.text("Unnumbered, ").text(command(command));
            flags(line, response, (control & POLL) != 0, length);
            boolean identifies = command == XID && length > header.length() && line.u8(next) == XID_FORMAT;
            if (identifies) {
                line.text(": ").hex(line.u8(next + 1), 2).text(' ').hex(line.u8(next + 2), 2);
            }
            return !identifies;
        }
        boolean supervisory = (control & SUPERVISORY) != 0;
        if (supervisory) {
            line.text("Supervisory, ").text(supervision(control >>> 2 & 3));
        } else {
            line.text("Information, send seq ").number(control >>> 1 & 0x7f);
        }
        line.text(", rcv seq ").number(control >>> 9);
        flags(line, response, (control & LONG_POLL) != 0, length);
        return !supervisory;
    }

    private static void flags(Line line, boolean response, boolean poll, int length) {
        if (poll) {
            line.text(response ? ", Flags [Final]" : ", Flags [Poll]");
        } else {
            line.text(response ? ", Flags [Response]" : ", Flags [Command]");
        }
        line.text(", length ").number(length);
    }

    private static String command(int command) {
        return switch (command) {
            case 0x03 -> "ui";
            case 0x0f -> "dm";
            case 0x43 -> "disc";
            case 0x63 -> "ua";
            case 0x6f -> "sabme";
            case 0x87 -> "frmr";
            case XID -> "xid";
            case 0xe3 -> "test";
            default -> String.format(Locale.ROOT, "%02x", command);
        };
    }

    private static String supervision(int function) {
        return switch (function) {
            case 0 -> "Receiver Ready";
            case 1 -> "Receiver not Ready";
            case 2 -> "Reject";
            default -> "?";
        };
    }

    private static String name(int sap) {
        return switch (sap) {
            case 0x00 -> "Null";
            case 0x06 -> "IP";
            case 0x42 -> "STP";
            case 0xaa -> "SNAP";
            case 0xe0 -> "IPX";
            case 0xf0 -> "NetBeui";
            case 0xfe -> "ISO NS";
            default -> UNKNOWN;
        };
    }
}
