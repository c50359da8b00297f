package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.natlens.decode.Observation.Kind;
import io.natlens.frame.Frame;
import io.natlens.frame.LinkType;
import io.natlens.wire.IpAddress;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcmpErrorTest {
    private static final String OUTER = "450000380001000040010000 08080808 0a010008 ";
    private static final String UNREACHABLE = "0303 0000 00000000 ";
    private static final String UDP = "4500001c0007400001110000 0a010008 08080808 b640829c 00140000";

    private static Observation raw(String hex) {
        return Frames.decode(LinkType.RAW, hex);
    }

    @Test
    void carriesTheTupleThatItSpeaksOf() {
        Observation o = raw(OUTER + UNREACHABLE + UDP);
        assertEquals(Kind.ERROR, o.kind());
        assertEquals(3, o.icmpType());
        assertEquals(3, o.icmpCode());
        assertEquals(0, o.sourcePort());
        assertEquals(17, o.embeddedProtocol());
        assertEquals(IpAddress.parse("10.1.0.8"), new IpAddress(o.embeddedSourceHigh(), o.embeddedSourceLow()));
        assertEquals(
                IpAddress.parse("8.8.8.8"), new IpAddress(o.embeddedDestinationHigh(), o.embeddedDestinationLow()));
        assertEquals(46656, o.embeddedSourcePort());
        assertEquals(33436, o.embeddedDestinationPort());
        assertEquals(7, o.embeddedIpId());
    }

    @Test
    void digestOutlastsTranslationOnly() {
        long digest = raw(OUTER + UNREACHABLE + UDP).payloadDigest();
        String translated =
                UDP.replace("0a010008", "ac110002").replace("b640", "c001").replace("0001110000", "0000ffff11");
        String inside = "4500001c0007400000110fff ac110002 08080808 c001829c 00147777";
        assertNotEquals(translated, UDP);
        assertEquals(
                digest,
                raw(OUTER.replace("0a010008", "ac110002") + UNREACHABLE + inside)
                        .payloadDigest());
        assertNotEquals(
                digest, raw(OUTER + UNREACHABLE + UDP.replace("0007", "0008")).payloadDigest());
        assertNotEquals(
                digest, raw(OUTER + UNREACHABLE + UDP.replace("0014", "0015")).payloadDigest());
        assertNotEquals(digest, raw(OUTER + "0b00 0000 00000000 " + UDP).payloadDigest());
    }

    @Test
    void embeddedEchoHasItsIdentifierForPorts() {
        Observation o = raw(OUTER + UNREACHABLE + "45000054000740000101 0000 0a010008 08080808 08000000 00180004");
        assertEquals(1, o.embeddedProtocol());
        assertEquals(24, o.embeddedSourcePort());
        assertEquals(24, o.embeddedDestinationPort());
    }

    @Test
    void embeddedLaterFragmentHasNoPorts() {
        Observation o = raw(OUTER + UNREACHABLE + UDP.replace("00074000", "000700b9"));
        assertEquals(Kind.ERROR, o.kind());
        assertEquals(0, o.embeddedSourcePort());
        assertEquals(7, o.embeddedIpId());
    }

    @Test
    void withoutItsEmbeddedHeaderItIsUndecodable() {
        assertEquals(
                Kind.UNDECODABLE,
                raw(OUTER + UNREACHABLE + UDP.substring(0, 38)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "02", "03", "04"})
    void ofIpv6(String type) {
        String addresses = "20010db8000000000000000000000001 20010db8000000000000000000000002";
        Observation o = raw("60000000 0039 3a40" + addresses + type + "04 0000 00000000" + "60000000 0009 1140"
                + addresses + "1000200000090000 61");
        assertEquals(Kind.ERROR, o.kind());
        assertEquals(17, o.embeddedProtocol());
        assertEquals(4096, o.embeddedSourcePort());
        assertEquals(Observation.NO_IP_ID, o.embeddedIpId());
    }

    @Test
    void nextFrameHasNoneOfIt() {
        Observation o = new Observation();
        FrameDecoder decoder = new FrameDecoder(32);
        decoder.decode(Frames.of(LinkType.RAW, OUTER + UNREACHABLE + UDP), o);
        decoder.decode(Frames.of(LinkType.RAW, UDP), o);
        assertEquals(Kind.FLOW, o.kind());
        assertEquals(0, o.embeddedProtocol());
        assertEquals(0, o.embeddedSourcePort());
    }

    /** Traceroutes and refused connections through a real NAT: each error speaks of the packet before it. */
    @Test
    void ofARealCapture() throws IOException {
        List<Frame> frames = Frames.read(Frames.capture("natlens-icmp-errors.pcap"));
        FrameDecoder decoder = new FrameDecoder(32);
        Observation before = new Observation();
        Observation o = new Observation();
        int errors = 0;
        for (int i = 1; i < frames.size(); i++) {
            decoder.decode(frames.get(i - 1), before);
            decoder.decode(frames.get(i), o);
            if (o.kind() == Kind.ERROR) {
                errors++;
                assertEquals(before.sourcePort(), o.embeddedSourcePort());
                assertEquals(before.destinationPort(), o.embeddedDestinationPort());
                assertEquals(before.ipId(), o.embeddedIpId());
                assertEquals(before.sourceLow(), o.embeddedSourceLow());
            }
        }
        assertEquals(5, errors);
    }
}
