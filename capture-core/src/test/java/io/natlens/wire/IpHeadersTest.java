package io.natlens.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IpHeadersTest {
    private static Ipv4Header ipv4(String hex) {
        Ipv4Header header = new Ipv4Header();
        assertTrue(header.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        return header;
    }

    @Test
    void ipv4() {
        Ipv4Header ip = ipv4("4500003c2a7740003f06dcffc63364090a010008");
        assertEquals(4, ip.version());
        assertEquals(20, ip.headerLength());
        assertEquals(0, ip.typeOfService());
        assertEquals(60, ip.totalLength());
        assertEquals(10871, ip.identification());
        assertTrue(ip.dontFragment());
        assertFalse(ip.moreFragments());
        assertFalse(ip.reservedFlag());
        assertEquals(0, ip.fragmentOffset());
        assertEquals(63, ip.timeToLive());
        assertEquals(IpProtocol.TCP, ip.protocol());
        assertEquals(0xdcff, ip.checksum());
        assertEquals("198.51.100.9", IpAddress.ofIpv4(ip.source()).toString());
        assertEquals("10.1.0.8", IpAddress.ofIpv4(ip.destination()).toString());
    }

    @Test
    void ipv4Fragment() {
        Ipv4Header ip = ipv4("45ff05dc1234a0b94011aaaac0a80001c0a80002");
        assertEquals(0xff, ip.typeOfService());
        assertTrue(ip.reservedFlag());
        assertTrue(ip.moreFragments());
        assertFalse(ip.dontFragment());
        assertEquals(185 * 8, ip.fragmentOffset());
    }

    @Test
    void ipv4HeaderLengthBelowTwentyIsDamageByItsOwnWord() {
        String hex = "4300003c2a7740003f06dcffc63364090a010008";
        Ipv4Header header = new Ipv4Header();
        assertFalse(header.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        Damage damage = header.damage(LengthSource.CAPTURED_LENGTH).from(Bytes.START);
        assertEquals(new Damage("IPv4 header", 0, 20, 12, LengthSource.OWN_LENGTH_FIELD), damage);
        assertEquals(
                "IPv4 header at byte 0 needs 20 bytes, 12 are there by the header's own length field",
                damage.toString());
    }

    @Test
    void ipv4Options() {
        String hex = "01 07070401020304 9404 0000 00 ff";
        Ipv4Options options = new Ipv4Options();
        options.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex));
        List<String> seen = new ArrayList<>();
        while (options.next()) {
            seen.add(options.type() + "/" + options.length() + "@" + (options.offset() - Bytes.START));
        }
        assertEquals(List.of("1/1@0", "7/7@1", "148/4@8", "0/1@12"), seen);
        assertFalse(options.damaged());
    }

    @Test
    void ipv6() {
        String hex = "6a012345 0010 3a ff fe80000000000000148148fffe98325e ff020000000000000000000000000002";
        Ipv6Header ip = new Ipv6Header();
        assertTrue(ip.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(6, ip.version());
        assertEquals(0xa0, ip.trafficClass());
        assertEquals(0x12345, ip.flowLabel());
        assertEquals(16, ip.payloadLength());
        assertEquals(IpProtocol.ICMPV6, ip.nextHeader());
        assertEquals(255, ip.hopLimit());
        assertEquals("fe80::1481:48ff:fe98:325e", new IpAddress(ip.sourceHigh(), ip.sourceLow()).toString());
        assertEquals("ff02::2", new IpAddress(ip.destinationHigh(), ip.destinationLow()).toString());
    }

    @Test
    void ipv6ExtensionsCountTheirLengthInTwoWays() {
        String routing = "0602 0001 00000000 20010db8000000000000000000000009";
        Ipv6Extension extension = new Ipv6Extension();
        assertTrue(extension.wrap(Bytes.of(routing), Bytes.START, Bytes.end(routing), IpProtocol.ROUTING));
        assertEquals(24, extension.length());
        assertEquals(IpProtocol.TCP, extension.nextHeader());

        String authentication = "5904 0000 00000100 00000013 21d3a95c5ffd4d184622b9f8";
        assertTrue(extension.wrap(
                Bytes.of(authentication), Bytes.START, Bytes.end(authentication), IpProtocol.AUTHENTICATION));
        assertEquals(24, extension.length());
        assertFalse(Ipv6Extension.is(IpProtocol.FRAGMENT));
        assertTrue(Ipv6Extension.is(IpProtocol.HOP_BY_HOP));
    }

    @Test
    void ipv6Fragment() {
        String hex = "1100 05a9 00c0ffee";
        Ipv6Fragment fragment = new Ipv6Fragment();
        assertTrue(fragment.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(IpProtocol.UDP, fragment.nextHeader());
        assertEquals(0x5a8, fragment.fragmentOffset());
        assertTrue(fragment.moreFragments());
        assertEquals(0xc0ffee, fragment.identification());
    }
}
