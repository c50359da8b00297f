package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.natlens.decode.Observation.Kind;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelTest {
    private static final String UDP = "4500001c0007400040110000 0a000001 0a000002 1000200000080000";
    private static final String UDP6 =
            "60000000 0008 1140 20010db8000000000000000000000001" + "20010db8000000000000000000000002 1000200000080000";
    private static final String ETHERNET = "020000000001 020000000002 0800";

    private static String ipv4(String protocol, String payload) {
        int length = 20 + Frames.bytes(payload).length;
        return "4500%04x0001000040".formatted(length) + protocol + "0000 c0a80001 c0a80002" + payload;
    }

    private static Observation inner(String hex) {
        Frame frame = Frames.of(LinkType.RAW, hex);
        FrameDecoder decoder = new FrameDecoder(32);
        Observation outer = new Observation();
        decoder.decode(frame, outer);
        assertEquals(Kind.FLOW, outer.kind());
        assertNotEquals(0, outer.innerOffset());
        Observation inner = new Observation();
        decoder.decodeInner(frame, outer, inner);
        return inner;
    }

    private static void assertIsTheUdpPacket(Observation o) {
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(17, o.protocol());
        assertEquals(4096, o.sourcePort());
        assertEquals(0, o.innerOffset());
    }

    @Test
    void ipInIp() {
        assertIsTheUdpPacket(inner(ipv4("04", UDP)));
        assertIsTheUdpPacket(inner(ipv4("29", UDP6)));
    }

    @Test
    void gre() {
        assertIsTheUdpPacket(inner(ipv4("2f", "00000800" + UDP)));
        assertIsTheUdpPacket(inner(ipv4("2f", "b00086dd aaaa0000 00000005 000000ff" + UDP6)));
        assertIsTheUdpPacket(inner(ipv4("2f", "00006558" + ETHERNET + UDP)));
    }

    @ParameterizedTest
    @CsvSource({"12b5", "2118"})
    void vxlan(String port) {
        String frame = ETHERNET + UDP;
        String datagram = "c001" + port + "%04x0000".formatted(16 + Frames.bytes(frame).length);
        assertIsTheUdpPacket(inner(ipv4("11", datagram + "0800000000006400" + frame)));
    }

    @ParameterizedTest
    @CsvSource({
        "c00112b5003a0000 0000000000006400",
        "c00112b500180000 0800000000006400",
        "c001200000160000 0800000000006400"
    })
    void whatOnlyLooksLikeOneIsNone(String datagram) {
        Observation outer = Frames.decode(LinkType.RAW, ipv4("11", datagram + "ffffffffffff ffffffffffff 1234"));
        assertEquals(Kind.FLOW, outer.kind());
        assertEquals(0, outer.innerOffset());
    }

    @Test
    void tunnelInATunnel() {
        Frame frame = Frames.of(LinkType.RAW, ipv4("04", ipv4("04", UDP)));
        FrameDecoder decoder = new FrameDecoder(32);
        Observation first = new Observation();
        Observation second = new Observation();
        Observation third = new Observation();
        decoder.decode(frame, first);
        decoder.decodeInner(frame, first, second);
        decoder.decodeInner(frame, second, third);
        assertEquals(4, second.protocol());
        assertIsTheUdpPacket(third);
    }

    /** Echoes through a real VXLAN. */
    @Test
    void ofARealCapture() throws IOException {
        List<Frame> frames = Frames.read(Frames.capture("vxlan.pcap"));
        FrameDecoder decoder = new FrameDecoder(32);
        Observation outer = new Observation();
        Observation inner = new Observation();
        int echoes = 0;
        for (Frame frame : frames) {
            decoder.decode(frame, outer);
            assertEquals(4789, outer.destinationPort());
            decoder.decodeInner(frame, outer, inner);
            echoes += inner.kind() == Kind.FLOW && inner.sourcePort() == 1292 ? 1 : 0;
        }
        assertEquals(10, frames.size());
        assertEquals(8, echoes);
    }
}
