package io.natlens.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "10.1.0.8, 10.1.0.8",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:db8::1, 2001:db8::1",
        "2001:0DB8:0:0:0:0:0:0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "::3:4:5:6:7:8, ::3:4:5:6:7:8",
        "1::8, 1::8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::192.0.2.1, ::c000:201",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "fe80::1481:48ff:fe98:325e, fe80::1481:48ff:fe98:325e"
    })
    void textIsThatOfRfc5952(String text, String canonical) {
        IpAddress address = IpAddress.parse(text);
        assertEquals(canonical, address.toString());
        assertEquals(address, IpAddress.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.0.0.1",
                "1.2.3.a",
                "1..2.3",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:",
                ":1",
                "::1 ",
                "1:2:3:4:5:6:7:8::",
                "1.2.3.4:5",
                "localhost",
                "0001.2.3.4"
            })
    void whatIsNoAddressIsRefusedByName(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
        assertEquals("\"" + text + "\" is not an IPv4 or IPv6 address", e.getMessage());
    }

    @Test
    void mappedAddressIsWrittenAsSuchWhereItIsIpv6() {
        StringBuilder out = new StringBuilder();
        IpAddress address = IpAddress.ofIpv4(0x0a010008);
        IpAddress.appendIpv6(out, address.high(), address.low());
        assertEquals("::ffff:10.1.0.8", out.toString());
        assertTrue(address.isIpv4());
        assertFalse(new IpAddress(0, 1).isIpv4());
        assertFalse(new IpAddress(1, IpAddress.mapped(1)).isIpv4());
    }

    @Test
    void anyAddressReadsBackAndTheJdkReadsItAlike() throws Exception {
        Random random = new Random(5952);
        for (int i = 0; i < 20_000; i++) {
            // zeros are likely, so that runs of them are
            long high = random.nextLong() & mask(random);
            long low = random.nextLong() & mask(random);
            IpAddress address = new IpAddress(high, low);
            assertEquals(address, IpAddress.parse(address.toString()));
            byte[] bytes = InetAddress.getByName(address.toString()).getAddress();
            if (bytes.length == 16) {
                java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
                assertEquals(address, new IpAddress(buffer.getLong(0), buffer.getLong(8)));
            }
        }
    }

    private static long mask(Random random) {
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
        }
        return mask;
    }

    @Test
    void macAddress() {
        assertEquals("00:0d:3a:51:82:88", MacAddress.text(0x000d3a518288L));
        assertEquals("ff:ff:ff:ff:ff:ff", MacAddress.text(MacAddress.BROADCAST));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true",
        "10.0.0.1, true",
        "0.0.0.1, false",
        "127.0.0.11, false",
        "169.254.3.4, false",
        "169.253.3.4, true",
        "223.255.255.254, true",
        "224.0.0.251, false",
        "255.255.255.255, false",
        "2001:db8::1, true",
        "fd00::1, true",
        "fe80::1, false",
        "febf::1, false",
        "ff02::fb, false",
        "::1, false",
        "::, false"
    })
    void whatRoutersDoNotForwardIsKnown(String address, boolean routable) {
        assertEquals(routable, IpAddress.parse(address).isRoutable());
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.22, true",
        "224.0.0.251, true",
        "224.0.1.1, false",
        "239.255.255.250, false",
        "255.255.255.255, true",
        "169.254.169.254, false",
        "8.8.8.8, false",
        "ff02::16, true",
        "ff01::1, true",
        "ff32::1, true",
        "ff05::1:3, false",
        "ff0e::1, false",
        "fe02::1, false",
        "2001:db8::1, false"
    })
    void whatNeverLeavesItsLinkIsKnown(String text, boolean stays) {
        IpAddress address = IpAddress.parse(text);
        assertEquals(stays, IpAddress.staysOnLink(address.high(), address.low()));
    }

    @ParameterizedTest
    @CsvSource({
        "172.17.0.2, 172.17.0.9, true",
        "172.17.0.2, 172.31.0.1, true",
        "172.17.0.2, 172.32.0.1, false",
        "10.1.0.1, 10.200.0.1, true",
        "192.168.0.1, 192.168.9.1, true",
        "203.0.113.1, 203.0.200.1, true",
        "203.0.113.1, 203.1.113.1, false",
        "172.17.0.2, 10.1.0.8, false",
        "172.17.0.2, fd00::1, false",
        "fd00::1, fd00:1::1, true",
        "2001:db8::1, 2001:db8::2, true",
        "2001:db8::1, 2001:db8:0:1::1, false"
    })
    void addressesThatMayShareANetworkAreKnown(String one, String other, boolean neighbours) {
        assertEquals(neighbours, IpAddress.parse(one).mayBeNeighbourOf(IpAddress.parse(other)));
        assertEquals(neighbours, IpAddress.parse(other).mayBeNeighbourOf(IpAddress.parse(one)));
    }
}
