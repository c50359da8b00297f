package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import io.natlens.wire.LengthSource;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTreeTest {
    private static final String SYN = "000d3a518288 8a2764d6c2e2 0800"
            + "4500003c2a7740003f06dcffc63364090a010008"
            + "e5801f40 49fce19e 00000000 a002faf0 34740000 020405b4 0402 080a8efac03100000000 01 03030a";

    private static List<String> names(FrameTree tree) {
        return tree.layers().stream().map(Layer::name).toList();
    }

    @Test
    void layersFollowEachOther() {
        FrameTree tree = FrameTree.of(Frames.of(LinkType.EN10MB, SYN));
        assertNull(tree.damage());
        assertEquals(
                List.of("Ethernet II", "Internet Protocol Version 4", "Transmission Control Protocol"), names(tree));
        int next = 0;
        for (Layer layer : tree.layers()) {
            assertEquals(next, layer.offset());
            next += layer.length();
        }
        assertEquals(74, next);
    }

    @Test
    void printsFieldsWithTheirBytes() {
        StringBuilder out = new StringBuilder();
        TreePrinter.print(Frames.of(LinkType.EN10MB, SYN), out);
        assertEquals(
                """
                Frame 1: 74 bytes on wire, 74 bytes captured
                    Capture point: eth0
                    Link type: EN10MB
                    Arrival Time: 1970-01-01T00:00:00Z
                Ethernet II, Src: 8a:27:64:d6:c2:e2, Dst: 00:0d:3a:51:82:88  [0, 14 bytes]
                    Destination: 00:0d:3a:51:82:88  [0: 00 0d 3a 51 82 88]
                    Source: 8a:27:64:d6:c2:e2  [6: 8a 27 64 d6 c2 e2]
                    Type: IPv4 (0x0800)  [12: 08 00]
                Internet Protocol Version 4, Src: 198.51.100.9, Dst: 10.1.0.8  [14, 20 bytes]
                    0100 .... = Version: 4  [14: 45]
                    .... 0101 = Header Length: 20 bytes (5)  [14: 45]
                    Differentiated Services Field: 0x00  [15: 00]
                        0000 00.. = Differentiated Services Codepoint: 0  [15: 00]
                        .... ..00 = Explicit Congestion Notification: Not-ECT  [15: 00]
                    Total Length: 60  [16: 00 3c]
                    Identification: 0x2a77 (10871)  [18: 2a 77]
                    Flags: Don't fragment  [20: 40 00]
                        0... .... .... .... = Reserved bit: Not set  [20: 40 00]
                        .1.. .... .... .... = Don't fragment: Set  [20: 40 00]
                        ..0. .... .... .... = More fragments: Not set  [20: 40 00]
                    ...0 0000 0000 0000 = Fragment Offset: 0  [20: 40 00]
                    Time to Live: 63  [22: 3f]
                    Protocol: TCP (6)  [23: 06]
                    Header Checksum: 0xdcff  [24: dc ff]
                    Source Address: 198.51.100.9  [26: c6 33 64 09]
                    Destination Address: 10.1.0.8  [30: 0a 01 00 08]
                Transmission Control Protocol, Src Port: 58752, Dst Port: 8000  [34, 40 bytes]
                    Source Port: 58752  [34: e5 80]
                    Destination Port: 8000  [36: 1f 40]
                    Sequence Number: 1241309598  [38: 49 fc e1 9e]
                    Acknowledgment Number: 0  [42: 00 00 00 00]
                    1010 .... = Header Length: 40 bytes (10)  [46: a0]
                    Flags: 0x002 (SYN)  [47: 02]
                        0... .... = Congestion Window Reduced: Not set  [47: 02]
                        .0.. .... = ECN-Echo: Not set  [47: 02]
                        ..0. .... = Urgent: Not set  [47: 02]
                        ...0 .... = Acknowledgment: Not set  [47: 02]
                        .... 0... = Push: Not set  [47: 02]
                        .... .0.. = Reset: Not set  [47: 02]
                        .... ..1. = Syn: Set  [47: 02]
                        .... ...0 = Fin: Not set  [47: 02]
                    Window: 64240  [48: fa f0]
                    Checksum: 0x3474  [50: 34 74]
                    Urgent Pointer: 0  [52: 00 00]
                    Options: 20 bytes  [54: 02 04 05 b4 04 02 08 0a 8e fa c0 31 00 00 00 00 ...]
                        TCP Option - Maximum segment size: 1460 bytes  [54: 02 04 05 b4]
                        TCP Option - SACK permitted: 2 bytes  [58: 04 02]
                        TCP Option - Timestamps: TSval 2398797873, TSecr 0  [60: 08 0a 8e fa c0 31 00 00 00 00]
                        TCP Option - No-Operation (NOP): 1 byte  [70: 01]
                        TCP Option - Window scale: 10  [71: 03 03 0a]

                """,
                out.toString());
    }

    @Test
    void aCommentCanNeitherMoveTheCursorNorLookLikeAField() {
        Frame frame = Frames.of(LinkType.EN10MB, SYN);
        frame.comment("hi \u001b[31mred\r\u202e\nEthernet II, Src: forged");
        StringBuilder out = new StringBuilder();
        TreePrinter.print(frame, out);
        assertTrue(
                out.toString()
                        .contains(
                                """
                            Arrival Time: 1970-01-01T00:00:00Z
                            Comment: hi \ufffd[31mred\ufffd\ufffd
                            Comment: Ethernet II, Src: forged
                        Ethernet II, Src: 8a:27:64:d6:c2:e2"""),
                out.toString());
    }

    @Test
    void pppoeHasItsLayers() {
        String pppoe = SYN.replace("0800", "8864 1100 0055 003e 0021");
        FrameTree tree = FrameTree.of(Frames.of(LinkType.EN10MB, pppoe));
        assertNull(tree.damage());
        assertEquals(
                List.of(
                        "Ethernet II",
                        "PPP-over-Ethernet Session",
                        "Point-to-Point Protocol",
                        "Internet Protocol Version 4",
                        "Transmission Control Protocol"),
                names(tree));
        assertEquals("Session ID: 0x0055", tree.layers().get(1).summary());
        FrameTree lying = FrameTree.of(Frames.of(LinkType.EN10MB, pppoe.replace("003e 0021", "0008 0021")));
        assertNotNull(lying.damage());
        assertEquals(LengthSource.PPPOE_LENGTH, lying.damage().source());
        FrameTree discovery =
                FrameTree.of(Frames.of(LinkType.EN10MB, "000d3a518288 8a2764d6c2e2 8863 1109 0000 0004 01010000 0000"));
        assertEquals(List.of("Ethernet II", "PPP-over-Ethernet Discovery", "Data"), names(discovery));
        assertEquals(4, discovery.layers().get(2).length());
    }

    @Test
    void damageKeepsTheLayersBeforeIt() {
        byte[] bytes = Frames.bytes(SYN);
        FrameTree tree = FrameTree.of(Frames.of(LinkType.EN10MB, bytes, 40, 74));
        assertEquals(List.of("Ethernet II", "Internet Protocol Version 4"), names(tree));
        assertNotNull(tree.damage());
        assertEquals(
                "TCP header at byte 34 needs 14 bytes, 6 are there by the captured length",
                String.valueOf(tree.damage()));
        bytes[17] = 30;
        FrameTree lying = FrameTree.of(Frames.of(LinkType.EN10MB, bytes, 74, 74));
        assertNotNull(lying.damage());
        assertEquals(LengthSource.IPV4_TOTAL_LENGTH, lying.damage().source());
        assertEquals(10, lying.damage().available());
    }

    @Test
    void errorShowsThePacketInside() throws IOException {
        Frame error = Frames.read(Frames.capture("natlens-icmp-errors.pcap")).get(1);
        assertEquals(
                List.of(
                        "Ethernet II",
                        "Internet Protocol Version 4",
                        "Internet Control Message Protocol",
                        "Internet Protocol Version 4",
                        "User Datagram Protocol",
                        "Data"),
                names(FrameTree.of(error)));
    }

    @Test
    void tunnelShowsTheFrameInside() throws IOException {
        Frame frame = Frames.read(Frames.capture("vxlan.pcap")).get(0);
        assertEquals(
                List.of(
                        "Ethernet II",
                        "Internet Protocol Version 4",
                        "User Datagram Protocol",
                        "Virtual eXtensible Local Area Network",
                        "Ethernet II",
                        "Internet Protocol Version 4",
                        "Internet Control Message Protocol",
                        "Data"),
                names(FrameTree.of(frame)));
    }

    @Test
    void tagsAndExtensionHeadersAreLayers() throws IOException {
        Frame tagged = Frames.read(Frames.capture("802.1ad_QinQ.pcap")).get(0);
        assertEquals(
                List.of(
                        "Ethernet II",
                        "802.1Q Virtual LAN",
                        "802.1Q Virtual LAN",
                        "Address Resolution Protocol",
                        "Data"),
                names(FrameTree.of(tagged)));
        Frame routed = Frames.read(Frames.capture("ipv6-srh-ext-header.pcap")).get(0);
        assertTrue(names(FrameTree.of(routed)).contains("Routing Header for IPv6"));
    }

    /** A field is within its layer, and a part within its field. */
    @Test
    void fieldsAreWithinTheirLayers() throws IOException {
        for (String name : List.of("natlens-ip", "natlens-tcp", "natlens-icmpv6", "natlens-ethernet", "icmpv6")) {
            for (Frame frame : Frames.read(Frames.capture(name + ".pcap"))) {
                for (Layer layer : FrameTree.of(frame).layers()) {
                    assertTrue(layer.offset() + layer.length() <= frame.capturedLength(), layer::toString);
                    assertWithin(layer.fields(), layer.offset(), layer.length());
                }
            }
        }
    }

    private static void assertWithin(List<Field> fields, int offset, int length) {
        for (Field field : fields) {
            assertTrue(field.offset() >= offset, field::toString);
            assertTrue(field.offset() + field.length() <= offset + length, field::toString);
            assertWithin(field.fields(), field.offset(), field.length());
        }
    }
}
