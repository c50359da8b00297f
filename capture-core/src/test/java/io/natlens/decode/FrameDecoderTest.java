package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.decode.Observation.Kind;
import io.natlens.frame.LinkType;
import io.natlens.wire.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final String MACS = "000d3a518288 8a2764d6c2e2 ";
    private static final String SYN = "4500003c2a7740003f06dcffc63364090a010008"
            + "e5801f40 49fce19e 00000000 a002faf0 34740000 020405b4 0402 080a8efac03100000000 01 03030a";
    private static final String ECHO =
            "45000054000040003f01aabbac1100020a010105" + "08004d5b 0018 0004" + "a5".repeat(56);
    private static final String ADDRESSES6 = "20010db8000000000000000000000001 20010db8000000000000000000000002";

    private static String source(Observation o) {
        return new IpAddress(o.sourceHigh(), o.sourceLow()).toString();
    }

    private static String destination(Observation o) {
        return new IpAddress(o.destinationHigh(), o.destinationLow()).toString();
    }

    private static Observation raw(String hex) {
        return Frames.decode(LinkType.RAW, hex);
    }

    @Test
    void tcp() {
        Observation o = Frames.decode(LinkType.EN10MB, MACS + "0800" + SYN);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(4, o.ipVersion());
        assertEquals(6, o.protocol());
        assertEquals("198.51.100.9", source(o));
        assertEquals("10.1.0.8", destination(o));
        assertEquals(58752, o.sourcePort());
        assertEquals(8000, o.destinationPort());
        assertEquals(10871, o.ipId());
        assertEquals(63, o.ttl());
        assertEquals(60, o.ipLength());
        assertEquals(0x49fce19e, o.tcpSequence());
        assertEquals(0, o.tcpAcknowledgement());
        assertEquals(Observation.SYN, o.tcpFlags());
        assertEquals(64240, o.tcpWindow());
        assertTrue(o.tcpTimestamps());
        assertEquals(0x8efac031, o.tcpTimestampValue());
        assertEquals(0, o.payloadLength());
        assertEquals(0, o.payloadDigest());
        assertFalse(o.firstFragment());
        assertEquals(0, o.vlan());
    }

    @Test
    void alignedTimestampsAndPayloadWithoutPadding() {
        String segment = "45000037000040003f060000c63364090a010008"
                + "e5801f40 00000001 00000002 801801f6 00000000 0101080a 00000007 00000009 616263";
        Observation o = Frames.decode(LinkType.EN10MB, MACS + "0800" + segment + "000000");
        assertTrue(o.tcpTimestamps());
        assertEquals(7, o.tcpTimestampValue());
        assertEquals(9, o.tcpTimestampEcho());
        assertEquals(3, o.payloadLength());
        assertEquals(o.payloadDigest(), raw(segment).payloadDigest());
        assertNotEquals(
                o.payloadDigest(), raw(segment.replace("616263", "616264")).payloadDigest());
    }

    @Test
    void digestReachesNoFurtherThanItWasTold() {
        String head = "4500004c00004000401100000a0000010a000002 1000 2000 0038 0000";
        String payload = "01".repeat(32);
        Observation one = raw(head + payload + "02".repeat(16));
        Observation other = raw(head + payload + "03".repeat(16));
        assertEquals(48, one.payloadLength());
        assertEquals(one.payloadDigest(), other.payloadDigest());
        assertNotEquals(
                one.payloadDigest(),
                raw(head + "04" + payload + "02".repeat(15)).payloadDigest());
    }

    @Test
    void totalLengthOfZeroIsThatOfTheFrame() {
        String segment = "4500000000004000400600000a0000010a000002 10002000 00000001 00000002 501001f6 00000000";
        byte[] bytes = Frames.bytes(segment + "61".repeat(100));
        Observation o = new Observation();
        new FrameDecoder(32).decode(Frames.of(LinkType.RAW, bytes, 100, 70_000), o);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(0, o.ipLength());
        assertEquals(70_000 - 40, o.payloadLength());
    }

    @Test
    void ipv6JumbogramHasTheLengthOfTheFrame() {
        String packet = "60000000 0000 0040" + ADDRESSES6 + "0600 c204 00011174"
                + "10002000 00000001 00000002 501001f6 00000000";
        byte[] bytes = Frames.bytes(packet);
        Observation o = new Observation();
        new FrameDecoder(32).decode(Frames.of(LinkType.RAW, bytes, bytes.length, 70_068), o);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(70_000, o.payloadLength());
    }

    @Test
    void snapLengthOfFiftyFourIsEnoughForTcp() {
        byte[] bytes = Frames.bytes(MACS + "0800" + SYN);
        Observation o = new Observation();
        new FrameDecoder(32).decode(Frames.of(LinkType.EN10MB, bytes, 54, bytes.length), o);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(64240, o.tcpWindow());
        assertFalse(o.tcpTimestamps());
    }

    @Test
    void tcpNeedsItsFlagsAndUdpItsPorts() {
        byte[] tcp = Frames.bytes(SYN);
        Observation o = new Observation();
        FrameDecoder decoder = new FrameDecoder(32);
        decoder.decode(Frames.of(LinkType.RAW, tcp, 34, tcp.length), o);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(Observation.SYN, o.tcpFlags());
        assertEquals(0, o.tcpWindow());
        decoder.decode(Frames.of(LinkType.RAW, tcp, 33, tcp.length), o);
        assertEquals(Kind.UNDECODABLE, o.kind());
        assertEquals("198.51.100.9", source(o));

        byte[] udp = Frames.bytes("4500001d00004000401100000a0000010a000002 1000 2000 0009 0000 61");
        decoder.decode(Frames.of(LinkType.RAW, udp, 24, udp.length), o);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(4096, o.sourcePort());
        assertEquals(8192, o.destinationPort());
        assertEquals(1, o.payloadLength());
        decoder.decode(Frames.of(LinkType.RAW, udp, 23, udp.length), o);
        assertEquals(Kind.UNDECODABLE, o.kind());
    }

    @Test
    void echoHasItsIdentifierForPortsAndNotInItsDigest() {
        Observation o = raw(ECHO);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(24, o.sourcePort());
        assertEquals(24, o.destinationPort());
        assertEquals(8, o.icmpType());
        assertEquals(0, o.icmpCode());
        assertEquals(4, o.icmpSequence());
        assertEquals(56, o.payloadLength());
        Observation translated = raw(ECHO.replace("ac110002", "0a010104").replace("4d5b 0018", "4d5a 0019"));
        assertEquals(25, translated.sourcePort());
        assertEquals(o.payloadDigest(), translated.payloadDigest());
    }

    @ParameterizedTest
    @CsvSource({
        "01, 0d, FLOW",
        "01, 12, FLOW",
        "01, 09, OTHER",
        "01, 0a, OTHER",
        "01, 2a, OTHER",
        "3a, 80, FLOW",
        "3a, 81, FLOW",
        "3a, 87, OTHER",
        "3a, 8f, OTHER"
    })
    void icmpMessagesWithoutAPacketInside(String protocol, String type, Kind kind) {
        String message = type + "00000000070001 000000000000000000000000";
        String packet = protocol.equals("01")
                ? "45000028000040004001" + "00000a0000010a000002" + message
                : "6000000000143a40" + ADDRESSES6 + message;
        assertEquals(kind, raw(packet).kind());
    }

    @ParameterizedTest
    @CsvSource({"32, 50", "2f, 47", "02, 2", "59, 89", "3b, 59", "ff, 255"})
    void protocolsWithoutPortsAreFlows(String protocol, int number) {
        Observation o = raw("4500001c0001400040" + protocol + "00000a0000010a000002 ffffffffffffffff");
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(number, o.protocol());
        assertEquals(0, o.sourcePort());
        assertEquals(0, o.destinationPort());
        assertEquals(8, o.payloadLength());
    }

    @ParameterizedTest
    @CsvSource({"84, 4", "21, 4", "88, 8"})
    void sctpDccpAndUdpLiteHavePorts(String protocol, int payload) {
        Observation o =
                raw("450000240001400040" + protocol + "00000a0000010a000002 10002000 03000000 00000000 61626364");
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(4096, o.sourcePort());
        assertEquals(8192, o.destinationPort());
        assertEquals(payload, o.payloadLength());
    }

    @Test
    void fragments() {
        Observation first = raw("4500001c0007200040110000 0a000001 0a000002 1000200005dc0000");
        assertEquals(Kind.FLOW, first.kind());
        assertTrue(first.firstFragment());
        assertEquals(4096, first.sourcePort());
        Observation later = raw("4500001c000700b940110000 0a000001 0a000002 1000200005dc0000");
        assertEquals(Kind.FRAGMENT, later.kind());
        assertFalse(later.firstFragment());
        assertEquals(17, later.protocol());
        assertEquals(7, later.ipId());
        assertEquals(0, later.sourcePort());
        assertEquals(8, later.payloadLength());
    }

    @Test
    void ipv6BehindExtensionHeadersAndInFragments() {
        String udp = "1000 2000 0009 0000 61";
        Observation plain = raw("60012345 0009 1140" + ADDRESSES6 + udp);
        assertEquals(Kind.FLOW, plain.kind());
        assertEquals(6, plain.ipVersion());
        assertEquals(0x12345, plain.flowLabel());
        assertEquals(Observation.NO_IP_ID, plain.ipId());
        assertEquals(49, plain.ipLength());
        Observation behind = raw("60012345 0011 0040" + ADDRESSES6 + "1100050200000000" + udp);
        assertEquals(17, behind.protocol());
        assertEquals(4096, behind.sourcePort());
        assertEquals(1, behind.payloadLength());
        Observation first = raw("60012345 0011 2c40" + ADDRESSES6 + "11000001 fffffffe" + udp);
        assertEquals(Kind.FLOW, first.kind());
        assertTrue(first.firstFragment());
        assertEquals(-2, first.ipId());
        Observation later = raw("60012345 0011 2c40" + ADDRESSES6 + "110005a9 fffffffe" + udp);
        assertEquals(Kind.FRAGMENT, later.kind());
        assertEquals(17, later.protocol());
    }

    @Test
    void endlessChainOfExtensionHeadersIsUndecodable() {
        String chain = "3c00050200000000".repeat(17) + "1000 2000 0009 0000 61";
        Observation o = raw("60000000 0091 3c40" + ADDRESSES6 + chain);
        assertEquals(Kind.UNDECODABLE, o.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"45", "4300", "50", "", "4500001000000000400600000a0000010a000002 10002000"})
    void whatIsNoIpIsUndecodable(String hex) {
        assertEquals(Kind.UNDECODABLE, raw(hex).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "8100 0064, 100",
        "8100 a064, 100",
        "88a8 0064 8100 00c8, 409800",
        "9100 0064 8100 00c8, 409800",
        "8100 0000, 0",
        "88a8 0064 8100 00c8 8100 0001, 409800"
    })
    void vlanTags(String tags, int vlan) {
        Observation o = Frames.decode(LinkType.EN10MB, MACS + tags + "0800" + SYN);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(vlan, o.vlan());
    }

    @Test
    void everyLinkTypeLeadsToTheSamePacket() {
        String snap = MACS + "0044" + "aaaa03000000" + "0800";
        assertEquals(Kind.FLOW, Frames.decode(LinkType.EN10MB, snap + SYN).kind());
        assertEquals(Kind.FLOW, Frames.decode(LinkType.NULL, "02000000" + SYN).kind());
        assertEquals(Kind.FLOW, Frames.decode(LinkType.LOOP, "00000002" + SYN).kind());
        assertEquals(Kind.FLOW, Frames.decode(LinkType.IPV4, SYN).kind());
        assertEquals(Kind.FLOW, Frames.decode(new LinkType(12), SYN).kind());
        String cooked = "0004 0001 0006 020000000001 0000";
        assertEquals(
                Kind.FLOW,
                Frames.decode(LinkType.LINUX_SLL, cooked + "0800" + SYN).kind());
        assertEquals(
                100,
                Frames.decode(LinkType.LINUX_SLL, cooked + "8100 0064 0800" + SYN)
                        .vlan());
        Observation o = Frames.decode(LinkType.LINUX_SLL2, "0800 0000 00000007 0001 00 06 020000000001 0000" + SYN);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(7, o.interfaceIndex());
    }

    @Test
    void pppoeLeadsToTheSamePacket() {
        assertEquals(
                Kind.FLOW,
                Frames.decode(LinkType.EN10MB, MACS + "8864 1100 0055 0042 0021" + SYN)
                        .kind());
        Observation o = Frames.decode(LinkType.EN10MB, MACS + "8100 0007 8864 1100 0055 0041 21" + SYN);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(7, o.vlan());
        assertEquals(
                Kind.UNDECODABLE,
                Frames.decode(LinkType.EN10MB, MACS + "8864 1100 0055 0001 0021" + SYN)
                        .kind());
        assertEquals(
                Kind.UNDECODABLE,
                Frames.decode(LinkType.EN10MB, MACS + "8864 1100").kind());
    }

    @Test
    void whatCarriesNoIpIsOther() {
        assertEquals(
                Kind.OTHER,
                Frames.decode(LinkType.EN10MB, MACS + "8864 1100 0055 0006 c021 09010004")
                        .kind());
        assertEquals(
                Kind.OTHER,
                Frames.decode(LinkType.EN10MB, MACS + "8863 1109 0000 0004 01010000")
                        .kind());
        assertEquals(
                Kind.OTHER,
                Frames.decode(LinkType.EN10MB, MACS + "0806" + "00".repeat(28)).kind());
        assertEquals(
                Kind.OTHER,
                Frames.decode(LinkType.EN10MB, MACS + "0026" + "42420300").kind());
        assertEquals(
                Kind.OTHER,
                Frames.decode(LinkType.EN10MB, MACS + "88cc" + "0207").kind());
        assertEquals(Kind.OTHER, Frames.decode(LinkType.NULL, "07000000" + SYN).kind());
        assertEquals(Kind.UNDECODABLE, Frames.decode(new LinkType(147), SYN).kind());
        assertEquals(Kind.UNDECODABLE, Frames.decode(LinkType.EN10MB, MACS).kind());
    }

    @Test
    void nothingOfTheFrameBeforeIsLeft() {
        Observation o = new Observation();
        FrameDecoder decoder = new FrameDecoder(32);
        decoder.decode(Frames.of(LinkType.EN10MB, MACS + "8100 0064 0800" + SYN), o);
        decoder.decode(Frames.of(LinkType.EN10MB, MACS + "0806" + "00".repeat(28)), o);
        assertEquals(Kind.OTHER, o.kind());
        assertEquals(0, o.ipVersion());
        assertEquals(0, o.vlan());
        assertEquals(0, o.sourceLow());
        assertEquals(0, o.sourcePort());
        assertEquals(0, o.tcpFlags());
        assertEquals(Observation.NO_IP_ID, o.ipId());
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, 7, 72})
    void digestLengthIsAMultipleOfEightUpTo64(int length) {
        assertThrows(IllegalArgumentException.class, () -> new FrameDecoder(length));
    }
}
