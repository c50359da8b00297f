package io.natlens.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkHeadersTest {
    private static <H extends Header> H there(H header, boolean wrapped) {
        assertTrue(wrapped);
        return header;
    }

    @Test
    void ethernet() {
        String hex = "000d3a518288 8a2764d6c2e2 0800";
        EthernetHeader header = new EthernetHeader();
        there(header, header.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals("00:0d:3a:51:82:88", MacAddress.text(header.destination()));
        assertEquals("8a:27:64:d6:c2:e2", MacAddress.text(header.source()));
        assertEquals(EtherType.IPV4, header.etherType());
    }

    @Test
    void vlanTag() {
        String hex = "b7d1 0806";
        VlanTag tag = new VlanTag();
        there(tag, tag.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(5, tag.priority());
        assertTrue(tag.dropEligible());
        assertEquals(2001, tag.identifier());
        assertEquals(EtherType.ARP, tag.etherType());
        assertFalse(EtherType.isVlan(tag.etherType()));
        assertTrue(EtherType.isVlan(0x8100) && EtherType.isVlan(0x88a8) && EtherType.isVlan(0x9100));
    }

    @Test
    void pppoe() {
        String hex = "1109 0055 0026 0057";
        PppoeHeader header = new PppoeHeader();
        there(header, header.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(1, header.version());
        assertEquals(1, header.type());
        assertEquals(9, header.code());
        assertEquals(0x55, header.session());
        assertEquals(38, header.payloadLength());
    }

    @ParameterizedTest
    @CsvSource({"0021, 0x0800, 2", "0057, 0x86dd, 2", "2145, 0x0800, 1", "c021, 0, 2"})
    void pppNamesAnEtherType(String hex, String etherType, int length) {
        PppHeader ppp = new PppHeader();
        there(ppp, ppp.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(Integer.decode(etherType), ppp.etherType());
        assertEquals(length, ppp.length());
    }

    @Test
    void spanningTreeHasNoEtherType() {
        String hex = "424203";
        LlcHeader llc = new LlcHeader();
        there(llc, llc.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(0x42, llc.destinationSap());
        assertEquals(0x42, llc.sourceSap());
        assertEquals(3, llc.control());
        assertFalse(llc.isSnap());
        assertEquals(0, llc.etherType());
        assertEquals(3, llc.length());
    }

    @ParameterizedTest
    @CsvSource({
        "aaaa030000000800, 0x0800, 0, 8",
        "aaaa030000f886dd, 0x86dd, 0xf8, 8",
        "aaaa0300000c2000, 0, 0xc, 8",
        "0606034500000000, 0x0800, 0, 3"
    })
    void llcNamesAnEtherType(String hex, String etherType, String organization, int length) {
        LlcHeader llc = new LlcHeader();
        there(llc, llc.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(Integer.decode(etherType), llc.etherType());
        assertEquals(Integer.decode(organization), llc.organization());
        assertEquals(length, llc.length());
    }

    @Test
    void linuxCookedOfBothVersions() {
        String hex = "0004 0001 0006 020000000001 0000 86dd";
        LinuxSllHeader sll = new LinuxSllHeader();
        there(sll, sll.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(PacketType.OUTGOING, sll.packetType());
        assertEquals(1, sll.hardwareType());
        assertEquals(6, sll.addressLength());
        assertEquals("02:00:00:00:00:01", MacAddress.text(sll.address() >>> 16));
        assertEquals(EtherType.IPV6, sll.protocol());

        String hex2 = "86dd 0000 0000003c 0001 02 06 16814898325e 0000";
        LinuxSll2Header sll2 = new LinuxSll2Header();
        there(sll2, sll2.wrap(Bytes.of(hex2), Bytes.START, Bytes.end(hex2)));
        assertEquals(EtherType.IPV6, sll2.protocol());
        assertEquals(60, sll2.interfaceIndex());
        assertEquals(1, sll2.hardwareType());
        assertEquals(PacketType.MULTICAST, sll2.packetType());
        assertEquals(6, sll2.addressLength());
        assertEquals("16:81:48:98:32:5e", MacAddress.text(sll2.address() >>> 16));
    }

    @ParameterizedTest
    @CsvSource({
        "02000000, 0x0800",
        "00000002, 0x0800",
        "0000000a, 0x86dd",
        "18000000, 0x86dd",
        "0000001c, 0x86dd",
        "1e000000, 0x86dd",
        "07000000, 0"
    })
    void addressFamilyInEitherByteOrder(String hex, String etherType) {
        NullHeader header = new NullHeader();
        there(header, header.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(Integer.decode(etherType), header.etherType());
    }

    @Test
    void arpRequestAndReply() {
        String hex = "0001 0800 06 04 0002 020000000001 0a000001 020000000002 0a000002";
        ArpHeader arp = new ArpHeader();
        there(arp, arp.wrap(Bytes.of(hex), Bytes.START, Bytes.end(hex)));
        assertEquals(1, arp.hardwareType());
        assertEquals(EtherType.IPV4, arp.protocolType());
        assertEquals(6, arp.hardwareLength());
        assertEquals(4, arp.protocolLength());
        assertEquals(ArpHeader.REPLY, arp.operation());
        assertEquals(28, arp.length());
        assertEquals(Bytes.START + 8, arp.senderHardwareOffset());
        assertEquals(Bytes.START + 14, arp.senderProtocolOffset());
        assertEquals(Bytes.START + 18, arp.targetHardwareOffset());
        assertEquals(Bytes.START + 24, arp.targetProtocolOffset());
    }
}
