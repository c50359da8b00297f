package io.natlens.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportHeadersTest {
    private static final String SYN = "e5801f40 49fce19e 00000000 a002faf0 34740000";
    private static final String SYN_OPTIONS = "020405b4 0402 080a8efac03100000000 01 03030a";

    @Test
    void tcp() {
        String hex = SYN + SYN_OPTIONS;
        TcpHeader tcp = new TcpHeader();
        assertTrue(tcp.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertTrue(tcp.isWhole());
        assertEquals(58752, tcp.sourcePort());
        assertEquals(8000, tcp.destinationPort());
        assertEquals(1241309598, tcp.sequence());
        assertEquals(0, tcp.acknowledgement());
        assertEquals(40, tcp.headerLength());
        assertEquals(0, tcp.reserved());
        assertEquals(2, tcp.flags());
        assertEquals(64240, tcp.window());
        assertEquals(0x3474, tcp.checksum());
        assertEquals(0, tcp.urgentPointer());
    }

    @Test
    void tcpCutBehindItsFlagsReadsTheRestAsZero() {
        TcpHeader tcp = new TcpHeader();
        assertTrue(tcp.wrap(Bytes.of(SYN), Bytes.START, Bytes.START + 14));
        assertFalse(tcp.isWhole());
        assertEquals(2, tcp.flags());
        assertEquals(0, tcp.window());
        assertEquals(0, tcp.checksum());
        assertTrue(tcp.wrap(Bytes.of(SYN), Bytes.START, Bytes.START + 16));
        assertEquals(64240, tcp.window());
        assertEquals(0, tcp.checksum());
    }

    private static List<String> options(String hex) {
        TcpOptions options = new TcpOptions();
        options.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex));
        List<String> seen = new ArrayList<>();
        while (options.next()) {
            seen.add(options.kind() + "/" + options.length());
        }
        if (options.damaged()) {
            seen.add("damaged@" + (options.offset() - Bytes.START));
        }
        assertFalse(options.next());
        return seen;
    }

    @Test
    void tcpOptions() {
        assertEquals(List.of("2/4", "4/2", "8/10", "1/1", "3/3"), options(SYN_OPTIONS));
        assertEquals(List.of("1/1", "1/1", "5/10"), options("0101 050a 0000000a 00000014"));
        assertEquals(List.of("0/1"), options("00 ffffff"));
        assertEquals(List.of(), options(""));
    }

    @Test
    void tcpOptionsOfImpossibleLength() {
        assertEquals(List.of("1/1", "damaged@1"), options("01 0801"));
        assertEquals(List.of("damaged@0"), options("0800"));
        assertEquals(List.of("damaged@0"), options("080a0000"));
        assertEquals(List.of("1/1", "damaged@1"), options("01 08"));
    }

    @Test
    void tcpOptionValues() {
        TcpOptions options = new TcpOptions();
        options.wrap(Bytes.of(SYN_OPTIONS), Bytes.START, Bytes.end(SYN_OPTIONS));
        assertTrue(options.next());
        assertEquals(1460, options.u16(2));
        assertTrue(options.next());
        assertTrue(options.next());
        assertEquals(0x8efac031, options.i32(2));
        assertTrue(options.next());
        assertTrue(options.next());
        assertEquals(10, options.u8(2));
    }

    @Test
    void udp() {
        String hex = "b640 829c 001a 1a44";
        UdpHeader udp = new UdpHeader();
        assertTrue(udp.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(46656, udp.sourcePort());
        assertEquals(33436, udp.destinationPort());
        assertEquals(0x1a44, udp.checksum());
    }

    @Test
    void icmp() {
        String hex = "08004d5b 0018 0027";
        IcmpHeader icmp = new IcmpHeader();
        assertTrue(icmp.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(IcmpType.ECHO_REQUEST, icmp.type());
        assertEquals(0, icmp.code());
        assertEquals(0x4d5b, icmp.checksum());
        assertEquals(24, icmp.identifier());
        assertEquals(39, icmp.sequence());
        assertEquals(0x180027, icmp.word());
    }

    @Test
    void icmpTypesAreQueriesErrorsOrNeither() {
        assertTrue(IcmpType.isQuery(0) && IcmpType.isQuery(8) && IcmpType.isQuery(13) && IcmpType.isQuery(18));
        assertFalse(IcmpType.isQuery(9) || IcmpType.isQuery(3) || IcmpType.isQuery(19));
        assertTrue(IcmpType.isError(3) && IcmpType.isError(5) && IcmpType.isError(11) && IcmpType.isError(12));
        assertFalse(IcmpType.isError(0) || IcmpType.isError(9) || IcmpType.isError(10));
        assertTrue(Icmpv6Type.isQuery(128) && Icmpv6Type.isQuery(129));
        assertFalse(Icmpv6Type.isQuery(135));
        assertTrue(Icmpv6Type.isError(1) && Icmpv6Type.isError(4));
        assertFalse(Icmpv6Type.isError(0) || Icmpv6Type.isError(5) || Icmpv6Type.isError(137));
    }

    @Test
    void vxlan() {
        String hex = "08000000 00138900";
        VxlanHeader vxlan = new VxlanHeader();
        assertTrue(vxlan.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertTrue(vxlan.hasNetworkIdentifier());
        assertEquals(8, vxlan.flags());
        assertEquals(5001, vxlan.networkIdentifier());
    }

    @Test
    void gre() {
        String hex = "b0006558 aaaa0000 00000005 000000ff";
        GreHeader gre = new GreHeader();
        assertTrue(gre.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertTrue(gre.isPlain());
        assertEquals(16, gre.length());
        assertEquals(5, gre.key());
        assertEquals(255, gre.sequence());
        assertEquals(EtherType.TRANSPARENT_ETHERNET, gre.protocol());

        String tunnel = "3081880b 00000001 00000002";
        assertTrue(gre.wrap(Bytes.of(tunnel), Bytes.START, Bytes.end(tunnel)));
        assertFalse(gre.isPlain());
        assertEquals(1, gre.version());
    }
}
