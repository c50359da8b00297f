package io.natlens.decode;

import io.natlens.wire.Checksum;
import io.natlens.wire.IcmpHeader;
import io.natlens.wire.Icmpv6Type;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.Ipv6Extension;
import io.natlens.wire.Ipv6Header;
import org.jspecify.annotations.Nullable;

/** Prints an ICMPv6 message. */
final class Icmpv6Line {
    /** Routing protocol for low-power networks. */
    private static final int RPL = 155;

    private Icmpv6Line() {}

    static void print(Line line, int at, int length, Endpoints endpoints, boolean fragmented) {
        line.protocol("icmp6");
        if (length == 0) {
            line.text("ICMP6, length 0 (invalid)");
            return;
        }
        line.require(at, 1);
        if (line.options().verbose() && !fragmented && line.has(at, length)) {
            checksum(line, at, length, endpoints);
        }
        int type = line.u8(at);
        String name = name(type);
        line.text("ICMP6, ");
        if (name == null) {
            line.text("unknown icmp6 type (").number(type).text("), length ").number(length);
            return;
        }
        line.text(name);
        line.require(at, 4);
        boolean verbose = line.options().verbose();
        if (verbose && type >= Icmpv6Type.ROUTER_SOLICITATION && type <= Icmpv6Type.REDIRECT) {
            line.text(", length ").number(length);
        }
        if (message(line, at, length, type) && !verbose) {
            line.text(", length ").number(length);
        }
    }

    private static void checksum(Line line, int at, int length, Endpoints endpoints) {
        int sum = PseudoHeader.check(line, endpoints, IpProtocol.ICMPV6, at, length);
        if (sum == 0) {
            line.text("[icmp6 sum ok] ");
            return;
        }
        int found = line.u16(at + 2);
        line.text("[bad icmp6 cksum 0x").hex(found, 4);
        line.text(" -> 0x").hex(Checksum.expected(found, sum), 4).text("!] ");
    }

    private static @Nullable String name(int type) {
        return switch (type) {
            case Icmpv6Type.DESTINATION_UNREACHABLE -> "destination unreachable";
            case Icmpv6Type.PACKET_TOO_BIG -> "packet too big";
            case Icmpv6Type.TIME_EXCEEDED -> "time exceeded in-transit";
            case Icmpv6Type.PARAMETER_PROBLEM -> "parameter problem";
            case Icmpv6Type.ECHO_REQUEST -> "echo request";
            case Icmpv6Type.ECHO_REPLY -> "echo reply";
            case Icmpv6Type.LISTENER_QUERY -> "multicast listener query";
            case Icmpv6Type.LISTENER_REPORT, Icmpv6Type.LISTENER_REPORT_V2 -> "multicast listener report";
            case Icmpv6Type.LISTENER_DONE -> "multicast listener done";
            case Icmpv6Type.ROUTER_SOLICITATION -> "router solicitation";
            case Icmpv6Type.ROUTER_ADVERTISEMENT -> "router advertisement";
            case Icmpv6Type.NEIGHBOR_SOLICITATION -> "neighbor solicitation";
            case Icmpv6Type.NEIGHBOR_ADVERTISEMENT -> "neighbor advertisement";
            case Icmpv6Type.REDIRECT -> "redirect";
            case 138 -> "router renumbering";
            case 139 -> "who-are-you request";
            case 140 -> "who-are-you reply";
            case 144 -> "ha discovery request";
            case 145 -> "ha discovery reply";
            case 146 -> "mobile router solicitation";
            case 147 -> "mobile router advertisement";
            case RPL -> "RPL";
            default -> null;
        };
    }

    /** Returns false where tcpdump prints no length behind the message. */
    private static boolean message(Line line, int at, int length, int type) {
        int packet = at + IcmpHeader.LENGTH;
        switch (type) {
            case Icmpv6Type.DESTINATION_UNREACHABLE -> {
                return unreachable(line, packet, line.u8(at + 1));
            }
            case Icmpv6Type.PACKET_TOO_BIG -> line.text(", mtu ").unsigned(line.i32(at + 4));
            case Icmpv6Type.TIME_EXCEEDED -> timeExceeded(line, packet, line.u8(at + 1));
            case Icmpv6Type.PARAMETER_PROBLEM -> parameterProblem(line, at, packet);
            case Icmpv6Type.ECHO_REQUEST, Icmpv6Type.ECHO_REPLY -> {
                line.require(at, IcmpHeader.LENGTH);
                line.text(", id ").number(line.u16(at + 4)).text(", seq ").number(line.u16(at + 6));
            }
            case Icmpv6Type.LISTENER_QUERY -> query(line, at, length);
            case Icmpv6Type.LISTENER_REPORT, Icmpv6Type.LISTENER_DONE -> listener(line, at);
            case Icmpv6Type.LISTENER_REPORT_V2 -> {
                line.text(" v2, ").number(line.u16(at + 6)).text(" group record(s)");
            }
            case Icmpv6Type.NEIGHBOR_SOLICITATION -> neighbor(line, at, ", who has ");
            case Icmpv6Type.NEIGHBOR_ADVERTISEMENT -> neighbor(line, at, ", tgt is ");
            case Icmpv6Type.REDIRECT ->
                line.text(", ").ipv6(at + 24).text(" to ").ipv6(at + 8);
            case RPL -> routing(line, line.u8(at + 1));
            default -> {}
        }
        return true;
    }

    private static void neighbor(Line line, int at, String words) {
        line.require(at, 24);
        line.text(words).ipv6(at + 8);
    }

    /** RFC 6550 section 6. */
    private static void routing(Line line, int code) {
        if ((code & 0x80) != 0) {
            line.text(", (SEC) [worktodo]");
            return;
        }
        line.text(", (CLR)");
        switch (code) {
            case 0 -> line.text("DODAG Information Solicitation");
            case 1 -> line.text("DODAG Information Object");
            case 2 -> line.text("Destination Advertisement Object");
            case 3 -> line.text("Destination Advertisement Object Ack");
            default -> line.text("RPL message, unknown code ").number(code);
        }
    }

    private static boolean unreachable(Line line, int packet, int code) {
        line.require(packet, Ipv6Header.LENGTH);
        int source = packet + 8;
        int destination = packet + 24;
        switch (code) {
            case 0 -> line.text(", unreachable route ").ipv6(destination);
            case 1 -> line.text(",  unreachable prohibited ").ipv6(destination);
            case 2 ->
                line.text(", beyond scope ")
                        .ipv6(destination)
                        .text(", source address ")
                        .ipv6(source);
            case 3 -> line.text(", unreachable address ").ipv6(destination);
            case 4 -> {
                line.text(", unreachable port, ");
                port(line, packet, destination);
            }
            default -> {
                line.text(", unknown unreach code (").number(code).text(')');
                return false;
            }
        }
        return true;
    }

    private static void port(Line line, int packet, int destination) {
        int protocol = line.u8(packet + 6);
        int next = packet + Ipv6Header.LENGTH;
        for (int i = 0; i < Ipv6Extension.CHAIN_LIMIT && Ipv6Extension.is(protocol); i++) {
            int units = line.u8(next + 1);
            int length = protocol == IpProtocol.AUTHENTICATION ? (units + 2) << 2 : (units + 1) << 3;
            protocol = line.u8(next);
            next += length;
        }
        if (protocol != IpProtocol.TCP && protocol != IpProtocol.UDP) {
            throw new Truncation();
        }
        int port = line.u16(next + 2);
        line.ipv6(destination)
                .text(protocol == IpProtocol.TCP ? " tcp port " : " udp port ")
                .number(port);
    }

    private static void timeExceeded(Line line, int packet, int code) {
        line.require(packet, Ipv6Header.LENGTH);
        switch (code) {
            case 0 -> line.text(" for ").ipv6(packet + 24);
            case 1 -> line.text(" (reassembly)");
            default -> line.text(", unknown code (").number(code).text(')');
        }
    }

    private static void parameterProblem(Line line, int at, int packet) {
        line.require(packet, Ipv6Header.LENGTH);
        int code = line.u8(at + 1);
        switch (code) {
            case 0 -> line.text(", erroneous");
            case 1 -> line.text(", next header");
            case 2 -> line.text(", option");
            case 3 -> line.text(", incomplete header chain");
            default -> {
                line.text(", code-#").number(code);
                return;
            }
        }
        line.text(" - octet ").unsigned(line.i32(at + 4));
    }

    private static void query(Line line, int at, int length) {
        if (length == 24) {
            listener(line, at);
        } else if (length < 28) {
            line.text(" unknown-version (len ").number(length).text(") ");
        } else {
            line.text(" v2 [gaddr ").ipv6(at + 8);
            int sources = line.u16(at + 26);
            if (sources > 0) {
                if (length < 28 + 16 * sources) {
                    line.text(" [invalid number of sources]");
                } else {
                    line.text(", ").number(sources).text(" source(s)");
                }
            }
            line.text(']');
        }
    }

    private static void listener(Line line, int at) {
        if (line.has(at, 24)) {
            line.text("max resp delay: ")
                    .number(line.u16(at + 4))
                    .text(" addr: ")
                    .ipv6(at + 8);
        }
    }
}
