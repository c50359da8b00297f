package io.natlens.decode;

import io.natlens.wire.Checksum;
import io.natlens.wire.Ipv4Header;
import io.natlens.wire.Ipv4Options;

/** Prints an IPv4 packet. */
final class Ipv4Line {
    private Ipv4Line() {}

    /** Prints the packet at this place; {@code length} is what is left of the frame on the wire. */
    static void print(Line line, int at, int length) {
        if (!line.enter("ip")) {
            return;
        }
        int version = line.u8(at) >>> 4;
        if (version != 4) {
            line.text("IP").number(version);
            line.text(version == 6 ? ", wrong link-layer encapsulation (invalid)" : " (invalid)");
            return;
        }
        if (!line.options().linkHeader()) {
            line.text("IP ");
        }
        if (!line.has(at, Ipv4Header.MINIMUM_LENGTH)) {
            line.truncated();
            return;
        }
        if (length < Ipv4Header.MINIMUM_LENGTH) {
            line.text("truncated-ip ").number(length);
            return;
        }
        header(line, at, length);
    }

    private static void header(Line line, int at, int length) {
        int headerLength = (line.u8(at) & 15) << 2;
        int total = line.u16(at + 2);
        if (headerLength < Ipv4Header.MINIMUM_LENGTH) {
            line.text("bad-hlen ").number(headerLength);
            return;
        }
        if (length < total) {
            line.text("truncated-ip - ").number(total - length).text(" bytes missing! ");
        }
        if (total < headerLength) {
            line.text("bad-len ").number(total);
            return;
        }
        line.endAt(at + total);
        Ipv4Header ip = new Ipv4Header();
        boolean whole = ip.wrap(line.bytes(), at, line.end());
        if (line.options().verbose()) {
            fields(line, ip, at, headerLength);
        }
        payload(line, ip, at, headerLength, total, whole);
    }

    private static void payload(Line line, Ipv4Header ip, int at, int headerLength, int total, boolean whole) {
        Endpoints endpoints = new Endpoints(4, at + 12, at + 16, false);
        int protocol = ip.protocol();
        if (ip.fragmentOffset() != 0) {
            endpoints.addresses(line);
            line.text(": ip-proto-").number(protocol);
            return;
        }
        if (!TransportLine.printsAddresses(protocol)) {
            endpoints.addresses(line);
            line.text(": ");
        }
        if (!whole) {
            line.text(" [remaining caplen(").number(line.end() - at);
            line.text(") < header length(").number(headerLength).text(")]");
            throw new Truncation();
        }
        boolean fragmented = ip.moreFragments();
        TransportLine.print(line, protocol, at + headerLength, total - headerLength, endpoints, fragmented);
    }

    private static void fields(Line line, Ipv4Header ip, int at, int headerLength) {
        int service = ip.typeOfService();
        line.text("(tos 0x").hex(service, 1);
        line.text(
                switch (service & 3) {
                    case 1 -> ",ECT(1)";
                    case 2 -> ",ECT(0)";
                    case 3 -> ",CE";
                    default -> "";
                });
        if (ip.timeToLive() > 0) {
            line.text(", ttl ").number(ip.timeToLive());
        }
        line.text(", id ").number(ip.identification()).text(", offset ").number(ip.fragmentOffset());
        line.text(", flags [").text(flags(ip)).text("], proto ");
        line.text(ProtocolName.of(ip.protocol())).text(" (").number(ip.protocol());
        line.text("), length ").number(ip.totalLength());
        if (headerLength > Ipv4Header.MINIMUM_LENGTH) {
            options(line, at + Ipv4Header.MINIMUM_LENGTH, at + headerLength);
        }
        if (line.has(at, headerLength)) {
            int sum = Checksum.finish(Checksum.add(0, line.bytes(), at, headerLength));
            if (sum != 0) {
                line.text(", bad cksum ").hex(ip.checksum(), 1);
                line.text(" (->").hex(Checksum.expected(ip.checksum(), sum), 1).text(")!");
            }
        }
        line.text(")\n    ");
    }

    private static String flags(Ipv4Header ip) {
        if (!ip.moreFragments() && !ip.dontFragment() && !ip.reservedFlag()) {
            return "none";
        }
        String fragment = ip.moreFragments() ? (ip.dontFragment() ? "+, DF" : "+") : ip.dontFragment() ? "DF" : "";
        String separator = fragment.isEmpty() ? "" : ", ";
        return ip.reservedFlag() ? fragment + separator + "rsvd" : fragment;
    }

    private static void options(Line line, int start, int end) {
        line.text(", options (");
        Ipv4Options options = new Ipv4Options();
        options.wrap(line.bytes(), start, Math.min(end, line.end()));
        String separator = "";
        while (options.next()) {
            line.text(separator).text(optionName(options.type()));
            separator = ",";
        }
        line.text(options.damaged() ? " [bad option])" : ")");
    }

    private static String optionName(int type) {
        return switch (type) {
            case Ipv4Options.END_OF_OPTIONS -> "EOL";
            case Ipv4Options.NO_OPERATION -> "NOP";
            case Ipv4Options.RECORD_ROUTE -> "RR";
            case Ipv4Options.TIMESTAMP -> "timestamp";
            case Ipv4Options.LOOSE_SOURCE_ROUTE -> "LSRR";
            case Ipv4Options.STRICT_SOURCE_ROUTE -> "SSRR";
            case Ipv4Options.ROUTER_ALERT -> "RA";
            default -> "unknown " + type;
        };
    }
}
