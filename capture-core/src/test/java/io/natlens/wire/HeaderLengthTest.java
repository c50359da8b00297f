package io.natlens.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A header is there when all of its bytes are, and with every byte less it is not. */
class HeaderLengthTest {
    private interface Wrap {
        boolean wrap(ByteBuffer bytes, int start, int end);
    }

    private record Sample(String name, Header header, Wrap wrap, String hex, int length) {
        void check() {
            ByteBuffer bytes = Bytes.of(hex);
            for (int there = 0; there < length; there++) {
                assertFalse(wrap.wrap(bytes, Bytes.START, Bytes.START + there), there + " bytes");
                Damage damage = header.damage(LengthSource.CAPTURED_LENGTH);
                assertEquals(there, damage.available());
                assertTrue(damage.needed() > there, damage::toString);
                assertEquals(Bytes.START, damage.offset());
            }
            assertTrue(wrap.wrap(bytes, Bytes.START, Bytes.START + length));
            assertTrue(wrap.wrap(bytes, Bytes.START, Bytes.end(hex)));
        }
    }

    private static final EthernetHeader ETHERNET = new EthernetHeader();
    private static final VlanTag VLAN = new VlanTag();
    private static final LlcHeader LLC = new LlcHeader();
    private static final PppoeHeader PPPOE = new PppoeHeader();
    private static final PppHeader PPP = new PppHeader();
    private static final LinuxSllHeader SLL = new LinuxSllHeader();
    private static final LinuxSll2Header SLL2 = new LinuxSll2Header();
    private static final NullHeader NULL = new NullHeader();
    private static final ArpHeader ARP = new ArpHeader();
    private static final Ipv4Header IPV4 = new Ipv4Header();
    private static final Ipv6Header IPV6 = new Ipv6Header();
    private static final Ipv6Extension EXTENSION = new Ipv6Extension();
    private static final Ipv6Fragment FRAGMENT = new Ipv6Fragment();
    private static final TcpHeader TCP = new TcpHeader();
    private static final UdpHeader UDP = new UdpHeader();
    private static final IcmpHeader ICMP = new IcmpHeader();
    private static final VxlanHeader VXLAN = new VxlanHeader();
    private static final GreHeader GRE = new GreHeader();

    private static final List<Sample> SAMPLES = List.of(
            new Sample("Ethernet", ETHERNET, ETHERNET::wrap, "000d3a518288 8a2764d6c2e2 0800 45", 14),
            new Sample("VLAN", VLAN, VLAN::wrap, "00c8 0800", 4),
            new Sample("PPPoE", PPPOE, PPPOE::wrap, "1100 0055 0026 0021", 6),
            new Sample("PPP", PPP, PPP::wrap, "0021 45", 2),
            new Sample("compressed PPP", PPP, PPP::wrap, "21 45", 1),
            new Sample("LLC", LLC, LLC::wrap, "424203 0000", 3),
            new Sample("numbered LLC", LLC, LLC::wrap, "f0f1 0102 00", 4),
            new Sample("SNAP", LLC, LLC::wrap, "aaaa03 000000 0800 45", 8),
            new Sample("SLL", SLL, SLL::wrap, "0004 0001 0006 020000000001 0000 0800", 16),
            new Sample("SLL2", SLL2, SLL2::wrap, "0800 0000 00000007 0001 00 06 020000000001 0000", 20),
            new Sample("NULL", NULL, NULL::wrap, "02000000", 4),
            new Sample("ARP", ARP, ARP::wrap, "0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002", 28),
            new Sample("IPv4", IPV4, IPV4::wrap, "4500003c2a7740003f06dcffc63364090a010008", 20),
            new Sample(
                    "IPv4 with an option", IPV4, IPV4::wrap, "460000208c6200000102e692c0a80140effffffa 94040000", 24),
            new Sample(
                    "IPv6",
                    IPV6,
                    IPV6::wrap,
                    "6000000000103aff fe80000000000000148148fffe98325e ff020000000000000000000000000002",
                    40),
            new Sample(
                    "IPv6 extension",
                    EXTENSION,
                    (b, s, e) -> EXTENSION.wrap(b, s, e, IpProtocol.DESTINATION_OPTIONS),
                    "3a01 05020000 010a 00000000 00000000",
                    16),
            new Sample(
                    "authentication",
                    EXTENSION,
                    (b, s, e) -> EXTENSION.wrap(b, s, e, IpProtocol.AUTHENTICATION),
                    "5904 0000 00000100 00000013 21d3a95c5ffd4d184622b9f8",
                    24),
            new Sample("IPv6 fragment", FRAGMENT, FRAGMENT::wrap, "1100 05a9 00c0ffee", 8),
            new Sample("TCP", TCP, TCP::wrap, "e5801f4049fce19e00000000a002faf034740000", TcpHeader.LENGTH_TO_FLAGS),
            new Sample("UDP", UDP, UDP::wrap, "1000200000080000", 8),
            new Sample("ICMP", ICMP, ICMP::wrap, "08004d5b00180001", 8),
            new Sample("VXLAN", VXLAN, VXLAN::wrap, "0800000000006400", 8),
            new Sample("GRE", GRE, GRE::wrap, "00000800", 4),
            new Sample("GRE with all", GRE, GRE::wrap, "b0000800 aaaa0000 00000005 000000ff", 16));

    @TestFactory
    List<DynamicTest> isThereWithAllItsBytesOnly() {
        return SAMPLES.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), sample::check))
                .toList();
    }
}
