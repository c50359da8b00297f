package io.natlens.decode;

import io.natlens.wire.IpProtocol;

/** tcpdump's names of IP protocols. */
final class ProtocolName {
    private ProtocolName() {}

    /** {@code unknown} where there is none. */
    static String of(int protocol) {
        return switch (protocol) {
            case IpProtocol.HOP_BY_HOP -> "Options";
            case IpProtocol.ICMP -> "ICMP";
            case IpProtocol.IGMP -> "IGMP";
            case IpProtocol.IPV4 -> "IPIP";
            case IpProtocol.TCP -> "TCP";
            case 8 -> "EGP";
            case 9 -> "IGRP";
            case IpProtocol.UDP -> "UDP";
            case IpProtocol.DCCP -> "DCCP";
            case IpProtocol.IPV6 -> "IPv6";
            case IpProtocol.ROUTING -> "Routing";
            case IpProtocol.FRAGMENT -> "Fragment";
            case 46 -> "RSVP";
            case IpProtocol.GRE -> "GRE";
            case IpProtocol.ESP -> "ESP";
            case IpProtocol.AUTHENTICATION -> "AH";
            case 55 -> "Mobile IP";
            case IpProtocol.ICMPV6 -> "ICMPv6";
            case IpProtocol.DESTINATION_OPTIONS -> "Options";
            case 88 -> "EIGRP";
            case 89 -> "OSPF";
            case 103 -> "PIM";
            case 108 -> "Compressed IP";
            case 112 -> "VRRP";
            case 113 -> "PGM";
            case IpProtocol.SCTP -> "SCTP";
            case 135 -> "Mobility";
            default -> "unknown";
        };
    }
}
