package io.natlens.decode;

import io.natlens.wire.Checksum;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.UdpHeader;
import io.natlens.wire.VxlanHeader;

/** Prints a UDP datagram; what it carries is printed for VXLAN only. */
final class UdpLine {
    private UdpLine() {}

    static void print(Line line, int at, int length, Endpoints endpoints, boolean fragmented) {
        line.protocol("udp");
        if (!line.has(at, 4)) {
            if (!endpoints.printed()) {
                endpoints.addresses(line);
                line.text(": ");
            }
            throw new Truncation();
        }
        int sourcePort = line.u16(at);
        int destinationPort = line.u16(at + 2);
        endpoints.withPorts(line, sourcePort, destinationPort);
        if (length < UdpHeader.LENGTH) {
            line.text("truncated-udp ").number(length);
            return;
        }
        int stated = line.u16(at + 4);
        // a jumbogram states 0 (RFC 2675 section 4)
        int datagram = stated == 0 && length > 0xffff ? length : stated;
        if (datagram < UdpHeader.LENGTH) {
            line.text("truncated-udplength ").number(datagram);
            return;
        }
        line.require(at, UdpHeader.LENGTH);
        checksum(line, at, Math.min(length, datagram), endpoints, fragmented);
        payload(line, at, length, datagram, destinationPort, fragmented);
    }

    private static void payload(Line line, int at, int length, int datagram, int destinationPort, boolean fragmented) {
        int data = datagram - UdpHeader.LENGTH;
        int there = length - UdpHeader.LENGTH;
        boolean vxlan = VxlanHeader.isPort(destinationPort);
        if (vxlan && !line.options().quiet()) {
            vxlan(line, at + UdpHeader.LENGTH, Math.min(data, there), destinationPort);
        } else if (data > there && !fragmented) {
            line.text("UDP, bad length ").number(data).text(" > ").number(there);
        } else {
            line.text("UDP, length ").number(data);
        }
    }

    /** tcpdump takes Linux's port for that of OTV, whose header is the same with other words. */
    private static void vxlan(Line line, int at, int length, int port) {
        boolean overlay = port == VxlanHeader.LINUX_PORT;
        line.protocol(overlay ? "otv" : "vxlan");
        line.text(overlay ? "OTV, " : "VXLAN, ");
        VxlanHeader header = new VxlanHeader();
        if (!header.wrap(line.bytes(), at, line.end())) {
            throw new Truncation();
        }
        line.text("flags [").text(header.hasNetworkIdentifier() ? "I" : ".");
        line.text("] (0x").hex(header.flags(), 2).text("), ");
        if (overlay) {
            line.text("overlay ").number(line.i32(at) & 0xffffff).text(", instance ");
        } else {
            line.text("vni ");
        }
        line.number(header.networkIdentifier()).text('\n');
        EthernetLine.print(line, at + VxlanHeader.LENGTH, length - VxlanHeader.LENGTH);
    }

    /** With one -v tcpdump checks it over IPv6 only, where it must be there. */
    private static void checksum(Line line, int at, int length, Endpoints endpoints, boolean fragmented) {
        boolean wanted = line.options().verbose() && endpoints.version() == 6 && !fragmented;
        if (!wanted || !line.has(at, length)) {
            return;
        }
        int found = line.u16(at + 6);
        int sum = PseudoHeader.check(line, endpoints, IpProtocol.UDP, at, length);
        if (sum == 0) {
            line.text("[udp sum ok] ");
        } else {
            line.text("[bad udp cksum 0x").hex(found, 4);
            line.text(" -> 0x").hex(Checksum.expected(found, sum), 4).text("!] ");
        }
    }
}
