package io.natlens.decode;

import io.natlens.wire.Checksum;
import io.natlens.wire.IcmpHeader;
import io.natlens.wire.IcmpType;
import io.natlens.wire.IpProtocol;

/** Prints an ICMP message. */
final class IcmpLine {
    private IcmpLine() {}

    static void print(Line line, int at, int length, boolean fragmented) {
        line.protocol("icmp");
        line.require(at, 2);
        int start = line.mark();
        line.text("ICMP ");
        try {
            message(line, at, line.u8(at), line.u8(at + 1));
        } catch (Truncation e) {
            // tcpdump has printed nothing of a message until it has all of it
            line.backTo(start);
            throw e;
        }
        line.text(", length ").number(length);
        if (line.options().verbose()) {
            verbose(line, at, length, fragmented);
        }
    }

    private static void message(Line line, int at, int type, int code) {
        switch (type) {
            case IcmpType.ECHO_REQUEST -> query(line, at, "echo request,", ",");
            case IcmpType.ECHO_REPLY -> query(line, at, "echo reply,", ",");
            case IcmpType.DESTINATION_UNREACHABLE -> unreachable(line, at, code);
            case IcmpType.REDIRECT -> redirect(line, at, code);
            case IcmpType.ROUTER_ADVERTISEMENT -> routerAdvertisement(line, at);
            case IcmpType.TIME_EXCEEDED -> timeExceeded(line, at, code);
            case IcmpType.PARAMETER_PROBLEM -> {
                line.text("parameter problem - ").text(code != 0 ? "code " : "octet ");
                line.number(code != 0 ? code : line.u8(at + 4));
            }
            case IcmpType.ADDRESS_MASK_REPLY -> line.text("address mask is 0x").hex(line.i32(at + 8), 8);
            case IcmpType.TIMESTAMP_REQUEST -> query(line, at, "time stamp query", "");
            case IcmpType.TIMESTAMP_REPLY -> timestampReply(line, at);
            case IcmpType.SOURCE_QUENCH -> line.text("source quench");
            case IcmpType.ROUTER_SOLICITATION -> line.text("router solicitation");
            case IcmpType.INFORMATION_REQUEST -> line.text("information request");
            case IcmpType.INFORMATION_REPLY -> line.text("information reply");
            case IcmpType.ADDRESS_MASK_REQUEST -> line.text("address mask request");
            default -> line.text("type-#").number(type);
        }
    }

    private static void query(Line line, int at, String words, String separator) {
        line.text(words).text(" id ").number(line.u16(at + 4)).text(separator);
        line.text(" seq ").number(line.u16(at + 6));
    }

    private static void unreachable(Line line, int at, int code) {
        int destination = at + IcmpHeader.LENGTH + 16;
        line.require(destination, 4);
        switch (code) {
            case 2 -> {
                line.ipv4(destination).text(" protocol ").number(line.u8(at + IcmpHeader.LENGTH + 9));
                line.text(" unreachable");
            }
            case 3 -> portUnreachable(line, at + IcmpHeader.LENGTH);
            case 4 -> {
                int mtu = line.u16(at + 6);
                line.ipv4(destination).text(" unreachable - need to frag");
                if (mtu != 0) {
                    line.text(" (mtu ").number(mtu).text(')');
                }
            }
            default -> {
                line.text(unreachableBefore(code)).ipv4(destination).text(" unreachable");
                line.text(unreachableBehind(code));
            }
        }
    }

    private static String unreachableBefore(int code) {
        return switch (code) {
            case 0, 6, 9, 11 -> "net ";
            case 1, 7, 10, 12, 13, 14, 15 -> "host ";
            case 5, 8 -> "";
            default -> "";
        };
    }

    private static String unreachableBehind(int code) {
        return switch (code) {
            case 5 -> " - source route failed";
            case 6, 7 -> " - unknown";
            case 8 -> " - source host isolated";
            case 9, 10 -> " - admin prohibited";
            case 11, 12 -> " - tos prohibited";
            case 13 -> " - admin prohibited filter";
            case 14 -> " - host precedence violation";
            case 15 -> " - precedence cutoff";
            default -> code > 15 ? " - #" + code : "";
        };
    }

    private static void portUnreachable(Line line, int packet) {
        int transport = packet + ((line.u8(packet) & 15) << 2);
        int protocol = line.u8(packet + 9);
        int port = line.u16(transport + 2);
        line.ipv4(packet + 16);
        switch (protocol) {
            case IpProtocol.TCP -> line.text(" tcp");
            case IpProtocol.UDP -> line.text(" udp");
            default -> line.text(" protocol ").number(protocol);
        }
        line.text(" port ").number(port).text(" unreachable");
    }

    private static void redirect(Line line, int at, int code) {
        line.text(
                switch (code) {
                    case 0, 1 -> "redirect ";
                    case 2, 3 -> "redirect-tos ";
                    default -> "redirect-#" + code + " ";
                });
        line.ipv4(at + IcmpHeader.LENGTH + 16);
        line.text(
                switch (code) {
                    case 0, 2 -> " to net ";
                    case 1, 3 -> " to host ";
                    default -> " to ";
                });
        line.ipv4(at + 4);
    }

    private static void timeExceeded(Line line, int at, int code) {
        line.require(at + IcmpHeader.LENGTH + 16, 4);
        switch (code) {
            case 0 -> line.text("time exceeded in-transit");
            case 1 -> line.text("ip reassembly time exceeded");
            default -> line.text("time exceeded-#").number(code);
        }
    }

    /** RFC 1256 section 3. */
    private static void routerAdvertisement(Line line, int at) {
        int count = line.u8(at + 4);
        int size = line.u8(at + 5);
        line.text("router advertisement lifetime ");
        lifetime(line, line.u16(at + 6));
        line.text(' ').number(count).text(':');
        if (size != 2) {
            line.text(" [size ").number(size).text(']');
            return;
        }
        for (int i = 0; i < count; i++) {
            int entry = at + IcmpHeader.LENGTH + 8 * i;
            line.text(" {").ipv4(entry).text(' ').unsigned(line.i32(entry + 4)).text('}');
        }
    }

    private static void lifetime(Line line, int seconds) {
        if (seconds < 60) {
            line.number(seconds);
            return;
        }
        if (seconds >= 3600) {
            line.number(seconds / 3600).text(':').digits(seconds / 60 % 60, 2);
        } else {
            line.number(seconds / 60);
        }
        line.text(':').digits(seconds % 60, 2);
    }

    private static void timestampReply(Line line, int at) {
        line.require(at, 20);
        query(line, at, "time stamp reply", "");
        timestamp(line.text(": org "), line.i32(at + 8));
        timestamp(line.text(", recv "), line.i32(at + 12));
        timestamp(line.text(", xmit "), line.i32(at + 16));
    }

    /** Milliseconds since midnight UT (RFC 792); what is more than a day is printed as hours all the same. */
    private static void timestamp(Line line, int value) {
        int seconds = Integer.divideUnsigned(value, 1000);
        int hours = seconds / 3600;
        line.digits(hours, hours < 100 ? 2 : hours < 1000 ? 3 : 4).text(':').digits(seconds / 60 % 60, 2);
        line.text(':').digits(seconds % 60, 2).text('.').digits(Integer.remainderUnsigned(value, 1000), 3);
    }

    private static void verbose(Line line, int at, int length, boolean fragmented) {
        if (!fragmented && line.has(at, length)) {
            int sum = Checksum.finish(Checksum.add(0, line.bytes(), at, length));
            if (sum != 0) {
                int found = line.u16(at + 2);
                line.text(" (wrong icmp cksum ").hex(found, 1);
                line.text(" (->").hex(Checksum.expected(found, sum), 1).text(")!)");
            }
        }
        if (IcmpType.isError(line.u8(at))) {
            int packet = at + IcmpHeader.LENGTH;
            line.text("\n\t");
            Ipv4Line.print(line, packet, line.u16(packet + 2));
        }
    }
}
