package io.natlens.decode;

import io.natlens.wire.IpProtocol;

/** Prints what an IP packet carries. */
final class TransportLine {
    private static final int OSPF = 89;

    private TransportLine() {}

    /** Whether the protocol's own printer prints the addresses, with the ports. */
    static boolean printsAddresses(int protocol) {
        return protocol == IpProtocol.TCP
                || protocol == IpProtocol.UDP
                || protocol == IpProtocol.SCTP
                || protocol == IpProtocol.DCCP;
    }

    /**
     * Prints the payload at this place.
     *
     * @param length of the payload on the wire, by the IP header
     * @param fragmented whether more fragments follow, so that checksums cannot be checked
     */
    static void print(Line line, int protocol, int at, int length, Endpoints endpoints, boolean fragmented) {
        switch (protocol) {
            case IpProtocol.TCP -> TcpLine.print(line, at, length, endpoints, fragmented);
            case IpProtocol.UDP -> UdpLine.print(line, at, length, endpoints, fragmented);
            case IpProtocol.ICMP -> IcmpLine.print(line, at, length, fragmented);
            case IpProtocol.ICMPV6 -> Icmpv6Line.print(line, at, length, endpoints, fragmented);
            case IpProtocol.IGMP -> IgmpLine.print(line, at, length);
            case IpProtocol.IPV4 -> Ipv4Line.print(line, at, length);
            case IpProtocol.IPV6 -> Ipv6Line.print(line, at, length);
            case IpProtocol.GRE -> GreLine.print(line, at, length);
            case IpProtocol.ESP -> esp(line, at, length);
            case IpProtocol.AUTHENTICATION -> authentication(line, at, length, endpoints, fragmented);
            case IpProtocol.SCTP -> ports(line, at, endpoints, "sctp");
            case IpProtocol.DCCP -> ports(line, at, endpoints, "DCCP");
            case IpProtocol.NO_NEXT_HEADER -> line.text("no next header");
            default -> unread(line, protocol, length);
        }
    }

    private static void unread(Line line, int protocol, int length) {
        if (protocol == OSPF) {
            line.text("OSPF, length ").number(length);
        } else {
            line.text(" ip-proto-").number(protocol).text(' ').number(length);
        }
    }

    private static void ports(Line line, int at, Endpoints endpoints, String name) {
        line.protocol(name);
        endpoints.withPorts(line, line.u16(at), line.u16(at + 2));
        line.text(name);
    }

    private static void esp(Line line, int at, int length) {
        line.protocol("esp");
        line.require(at, 8);
        line.text("ESP(spi=0x").hex(line.i32(at), 8).text(",seq=0x").hex(line.i32(at + 4), 1);
        line.text("), length ").number(length);
    }

    /** RFC 4302 section 2. */
    private static void authentication(Line line, int at, int length, Endpoints endpoints, boolean fragmented) {
        int headerLength = authenticationHeader(line, at);
        line.text(": ");
        if (line.enter("ah")) {
            print(line, line.u8(at), at + headerLength, length - headerLength, endpoints.asPrinted(), fragmented);
        }
    }

    /** Returns the header's length, in bytes. */
    static int authenticationHeader(Line line, int at) {
        line.protocol("ah");
        line.require(at, 12);
        int headerLength = (line.u8(at + 1) + 2) << 2;
        line.text("AH(");
        if (line.options().verbose()) {
            line.text("length=")
                    .number(line.u8(at + 1))
                    .text('(')
                    .number(headerLength)
                    .text("-bytes),");
        }
        if (line.u16(at + 2) != 0) {
            line.text("reserved=0x").hex(line.u16(at + 2), 4).text("[MustBeZero],");
        }
        line.text("spi=0x").hex(line.i32(at + 4), 8).text(",seq=0x").hex(line.i32(at + 8), 1);
        line.text(",icv=0x").hexBytes(at + 12, Math.max(0, headerLength - 12)).text(')');
        return headerLength;
    }
}
