package io.natlens.decode;

import io.natlens.wire.IpProtocol;
import io.natlens.wire.Ipv6Extension;
import io.natlens.wire.Ipv6Fragment;
import io.natlens.wire.Ipv6Header;

/** Prints an IPv6 packet with its extension headers. */
final class Ipv6Line {
    /** Of routing headers (RFC 5095, RFC 6275 section 6.4, RFC 8754). */
    private static final int SOURCE_ROUTE = 0;

    private static final int MOBILE_ROUTE = 2;
    private static final int SEGMENT_ROUTE = 4;

    private Ipv6Line() {}

    /** Prints the packet at this place; {@code length} is what is left of the frame on the wire. */
    static void print(Line line, int at, int length) {
        if (!line.enter("ip6")) {
            return;
        }
        line.require(at, Ipv6Header.LENGTH);
        if (length < Ipv6Header.LENGTH) {
            line.text("truncated-ip6 ").number(length);
            return;
        }
        Ipv6Header ip = new Ipv6Header();
        ip.wrap(line.bytes(), at, line.end());
        if (!line.options().linkHeader()) {
            line.text("IP6 ");
        }
        if (ip.version() != 6) {
            line.text("version error: ").number(ip.version()).text(" != 6");
            return;
        }
        int stated = ip.payloadLength();
        int total = Ipv6Header.LENGTH + stated;
        if (length < total) {
            line.text("truncated-ip6 - ").number(total - length).text(" bytes missing!");
        }
        if (line.options().verbose()) {
            fields(line, ip);
        }
        // the length of a jumbogram stands in an option, and without one tcpdump goes by the frame's
        boolean jumbo = stated == 0 && ip.nextHeader() == IpProtocol.HOP_BY_HOP;
        if (!jumbo) {
            line.endAt(at + total);
        }
        extensions(line, ip, at, jumbo ? length : total, jumbo);
    }

    private static void fields(Line line, Ipv6Header ip) {
        line.text('(');
        if (ip.trafficClass() != 0) {
            line.text("class 0x").hex(ip.trafficClass(), 2).text(", ");
        }
        if (ip.flowLabel() != 0) {
            line.text("flowlabel 0x").hex(ip.flowLabel(), 5).text(", ");
        }
        line.text("hlim ").number(ip.hopLimit());
        line.text(", next-header ").text(ProtocolName.of(ip.nextHeader()));
        line.text(" (")
                .number(ip.nextHeader())
                .text(") payload length: ")
                .number(ip.payloadLength())
                .text(") ");
    }

    private static void extensions(Line line, Ipv6Header ip, int at, int total, boolean jumbo) {
        int protocol = ip.nextHeader();
        int next = at + Ipv6Header.LENGTH;
        Endpoints endpoints = new Endpoints(6, at + 8, at + 24, !TransportLine.printsAddresses(protocol));
        if (endpoints.printed()) {
            endpoints.addresses(line);
            line.text(": ");
        }
        boolean checkable = true;
        for (int i = 0; i < Ipv6Extension.CHAIN_LIMIT; i++) {
            int length = total - (next - at);
            if (length < 0 || next > line.end()) {
                return;
            }
            if (protocol == IpProtocol.FRAGMENT) {
                if (!fragment(line, next, length)) {
                    return;
                }
                checkable = false;
                protocol = line.u8(next);
                next += Ipv6Fragment.LENGTH;
            } else if (Ipv6Extension.is(protocol)) {
                int headerLength = extension(line, protocol, next, jumbo);
                if (headerLength < 0) {
                    return;
                }
                if (protocol == IpProtocol.ROUTING && line.u8(next + 3) != 0) {
                    int last = lastDestination(line, next);
                    checkable &= last >= 0;
                    endpoints = endpoints.to(last);
                }
                protocol = line.u8(next);
                next += headerLength;
            } else {
                TransportLine.print(line, protocol, next, length, endpoints, !checkable);
                return;
            }
        }
    }

    /** Returns whether what follows can be read: it cannot behind a fragment that is not the first. */
    private static boolean fragment(Line line, int at, int length) {
        line.protocol("frag6");
        line.require(at, Ipv6Fragment.LENGTH);
        int offset = line.u16(at + 2) & 0xfff8;
        line.text("frag (");
        if (line.options().verbose()) {
            line.text("0x").hex(line.i32(at + 4), 8).text(':');
        }
        line.number(offset).text('|').number(length - Ipv6Fragment.LENGTH).text(')');
        if (offset != 0) {
            return false;
        }
        line.text(' ');
        return true;
    }

    /** Returns the header's length in bytes, or -1 where nothing behind it can be read. */
    private static int extension(Line line, int protocol, int at, boolean jumbo) {
        switch (protocol) {
            case IpProtocol.AUTHENTICATION -> {
                int length = TransportLine.authenticationHeader(line, at);
                line.text(": ");
                return length;
            }
            case IpProtocol.ROUTING -> {
                return routing(line, at);
            }
            default -> {
                boolean hopByHop = protocol == IpProtocol.HOP_BY_HOP;
                line.protocol(hopByHop ? "hbhopt" : "dstopt");
                line.text(hopByHop ? "HBH " : "DSTOPT ");
                int length = (line.u8(at + 1) + 1) << 3;
                line.require(at, length);
                // where nobody wants to see the options, those of hop-by-hop are checked all the same
                if (hopByHop || line.options().verbose()) {
                    Ipv6OptionLine.print(line, at, length, hopByHop, jumbo);
                }
                if (hopByHop && jumbo && !Ipv6OptionLine.hasJumboPayload(line, at, length)) {
                    line.text("[No valid Jumbo Payload Hop-by-Hop option found] (invalid)");
                    return -1;
                }
                return length;
            }
        }
    }

    private static int routing(Line line, int at) {
        line.protocol("rt6");
        line.text("RT6 ");
        int units = line.u8(at + 1);
        int type = line.u8(at + 2);
        line.text("(len=").number(units).text(", type=").number(type);
        line.text(type == SOURCE_ROUTE ? " [Deprecated]" : "")
                .text(", segleft=")
                .number(line.u8(at + 3));
        boolean verbose = line.options().verbose();
        if (type == SOURCE_ROUTE || type == MOBILE_ROUTE) {
            if (verbose) {
                line.text(", rsv=0x").hex(line.i32(at + 4), 1);
            }
            addresses(line, at, units / 2);
        } else if (type == SEGMENT_ROUTE) {
            line.text(", last-entry=").number(line.u8(at + 4));
            if (verbose) {
                line.text(", flags=0x").hex(line.u8(at + 5), 1);
            }
            line.text(", tag=").hex(line.u16(at + 6), 1);
            addresses(line, at, Math.min(units / 2, line.u8(at + 4) + 1));
        } else {
            line.text(" (unknown type) (invalid)");
            return -1;
        }
        line.text(") ");
        return (units + 1) << 3;
    }

    /** Where the address stands that a routing header with segments left leads to at last; -1 where that is not known. */
    private static int lastDestination(Line line, int at) {
        int addresses = line.u8(at + 1) / 2;
        if (addresses == 0) {
            return -1;
        }
        return switch (line.u8(at + 2)) {
            case SOURCE_ROUTE, MOBILE_ROUTE -> at + 8 + 16 * (addresses - 1);
            // the segments are listed from the last to the first (RFC 8754 section 2)
            case SEGMENT_ROUTE -> at + 8;
            default -> -1;
        };
    }

    private static void addresses(Line line, int at, int count) {
        for (int i = 0; i < count; i++) {
            line.text(", [").number(i).text(']').ipv6(at + 8 + 16 * i);
        }
    }
}
