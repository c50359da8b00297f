package io.natlens.file;

import static io.natlens.file.Captures.hex;
import static io.natlens.file.Captures.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.Captures.Seen;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PcapReaderTest {
    private static final byte[] LITTLE_ENDIAN_HEADER = hex("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000");

    /** 1,700,000,001 s and 250,000 us; 4 of 60 bytes. */
    private static final byte[] LITTLE_ENDIAN_RECORD = hex("01f15365 90d00300 04000000 3c000000 cafe0102");

    private static final long TIME = 1_700_000_001_250_000_000L;

    @Test
    void readsLittleEndianMicroseconds() throws IOException {
        assertEquals(
                List.of(new Seen("eth0", 1, TIME, 60, "cafe0102")),
                Captures.frames(join(LITTLE_ENDIAN_HEADER, LITTLE_ENDIAN_RECORD)));
    }

    @Test
    void readsBigEndianMicroseconds() throws IOException {
        byte[] capture = hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001"
                + "6553f101 0003d090 00000004 0000003c cafe0102");
        assertEquals(List.of(new Seen("eth0", 1, TIME, 60, "cafe0102")), Captures.frames(capture));
    }

    @Test
    void readsNanosecondsOfBothByteOrders() throws IOException {
        byte[] little = hex(
                "4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000" + "01f15365 ffc99a3b 01000000 01000000 aa");
        byte[] big = hex(
                "a1b23c4d 0002 0004 00000000 00000000 00040000 00000001" + "6553f101 3b9ac9ff 00000001 00000001 aa");
        List<Seen> expected = List.of(new Seen("eth0", 1, 1_700_000_001_999_999_999L, 1, "aa"));
        assertEquals(expected, Captures.frames(little));
        assertEquals(expected, Captures.frames(big));
    }

    @Test
    void readsTheModifiedFormWithItsPacketTypeAsDirection() throws IOException {
        byte[] capture = hex("34cdb2a1 0200 0400 00000000 00000000 00000400 01000000"
                + "01f15365 90d00300 02000000 02000000 03000000 0008 04 00 cafe"
                + "01f15365 90d00300 02000000 02000000 03000000 0008 00 00 cafe"
                + "01f15365 90d00300 02000000 02000000 03000000 0008 03 00 cafe");
        FrameSource source = Captures.open(capture);
        Frame frame = new Frame();
        List<Frame.Direction> directions = new ArrayList<>();
        while (source.next(frame)) {
            assertEquals("cafe", Captures.seen(frame).bytes());
            directions.add(frame.direction());
        }
        assertEquals(List.of(Frame.Direction.OUTBOUND, Frame.Direction.INBOUND, Frame.Direction.UNKNOWN), directions);
    }

    @Test
    void takesTheLengthsOfOldVersionsInTheirOrder() throws IOException {
        byte[] record = hex("01f15365 90d00300 3c000000 04000000 cafe0102");
        byte[] version2 = hex("d4c3b2a1 0200 0200 00000000 00000000 00000400 01000000");
        byte[] version3 = hex("d4c3b2a1 0200 0300 00000000 00000000 00000400 01000000");
        List<Seen> expected = List.of(new Seen("eth0", 1, TIME, 60, "cafe0102"));
        assertEquals(expected, Captures.frames(join(version2, record)));
        assertEquals(expected, Captures.frames(join(version3, record)));
        assertEquals(expected, Captures.frames(join(version3, LITTLE_ENDIAN_RECORD)));
    }

    @Test
    void namesItsPointWithLinkTypeAndSnapLength() throws IOException {
        CapturePoints points = new CapturePoints();
        try (FrameSource source = Captures.open(LITTLE_ENDIAN_HEADER, points)) {
            assertEquals("eth0.pcap", source.name());
            CapturePoint point = points.all().get(0);
            assertEquals("eth0", point.name());
            assertEquals(LinkType.EN10MB, point.linkType());
            assertEquals(262_144, point.snapLength());
            assertEquals(OptionalLong.empty(), source.dropped(point));
            assertFalse(source.next(new Frame()));
        }
    }

    @Test
    void masksTheFrameCheckSequenceBitsOffTheLinkType() throws IOException {
        assertEquals(LinkType.EN10MB, linkType("01000054"));
    }

    @Test
    void takesTheNumbersOfRawIpOfOtherSystemsForRaw() throws IOException {
        assertEquals(LinkType.RAW, linkType("0c000000"));
        assertEquals(LinkType.RAW, linkType("0e000000"));
        assertEquals(LinkType.RAW, linkType("65000000"));
    }

    private static LinkType linkType(String field) throws IOException {
        CapturePoints points = new CapturePoints();
        Captures.open(hex("d4c3b2a1 0200 0400 00000000 00000000 00000400" + field), points)
                .close();
        return points.all().get(0).linkType();
    }

    @Test
    void aSnapLengthOfZeroIsNoLimit() throws IOException {
        CapturePoints points = new CapturePoints();
        byte[] header = hex("d4c3b2a1 0200 0400 00000000 00000000 00000000 01000000");
        List<String> problems = new ArrayList<>();
        List<Seen> seen = Captures.frames(Captures.open(join(header, LITTLE_ENDIAN_RECORD), points), problems);
        assertEquals(List.of(new Seen("eth0", 1, TIME, 60, "cafe0102")), seen);
        assertEquals(Integer.MAX_VALUE, points.all().get(0).snapLength());
    }

    @Test
    void showsAsMuchAsTheSnapLengthOfALongerRecord() throws IOException {
        byte[] header = hex("d4c3b2a1 0200 0400 00000000 00000000 02000000 01000000");
        assertEquals(
                List.of(new Seen("eth0", 1, TIME, 60, "cafe"), new Seen("eth0", 2, TIME, 60, "cafe")),
                Captures.frames(join(header, LITTLE_ENDIAN_RECORD, LITTLE_ENDIAN_RECORD)));
    }

    @Test
    void bearsTimesAndLengthsBeyondAllReason() throws IOException {
        byte[] record = hex("ffffffff ffffffff 01000000 ffffffff aa");
        assertEquals(
                List.of(new Seen("eth0", 1, 4_294_971_589_967_295_000L, Integer.MAX_VALUE, "aa")),
                Captures.frames(join(LITTLE_ENDIAN_HEADER, record)));
    }

    @Test
    void readsARecordLongerThanTheBuffer() throws IOException {
        byte[] header = hex("d4c3b2a1 0200 0400 00000000 00000000 00001000 01000000");
        byte[] record = join(hex("01f15365 90d00300 00000900 00000900"), new byte[9 << 16]);
        List<Seen> seen = Captures.frames(join(header, record, LITTLE_ENDIAN_RECORD, record));
        assertEquals(3, seen.size());
        assertEquals(2 * (9 << 16), seen.get(0).bytes().length());
        assertEquals("cafe0102", seen.get(1).bytes());
    }

    @Test
    void namesPacketAndByteOfALyingLength() throws IOException {
        byte[] lie = hex("01f15365 90d00300 40548900 3c000000");
        assertDamage(
                1,
                "eth0.pcap: packet 2 at byte 44: the record says 9000000 bytes captured, at most 262144 expected",
                join(LITTLE_ENDIAN_HEADER, LITTLE_ENDIAN_RECORD, lie, new byte[100]));
    }

    @Test
    void aLengthAboveTwoGibibytesIsNotNegative() throws IOException {
        assertDamage(
                0,
                "eth0.pcap: packet 1 at byte 24: the record says 4294967295 bytes captured, at most 262144 expected",
                join(LITTLE_ENDIAN_HEADER, hex("01f15365 90d00300 ffffffff 3c000000")));
    }

    @Test
    void saysWhereAFileIsCutOff() throws IOException {
        byte[] whole = join(LITTLE_ENDIAN_HEADER, LITTLE_ENDIAN_RECORD, LITTLE_ENDIAN_RECORD);
        for (int length = 45; length < 60; length++) {
            assertDamage(
                    1,
                    "eth0.pcap: packet 2 at byte 44: the record's header ends after " + (length - 44) + " of 16 bytes",
                    Arrays.copyOf(whole, length));
        }
        assertDamage(
                1, "eth0.pcap: packet 2 at byte 44: the record ends after 18 of 20 bytes", Arrays.copyOf(whole, 62));
    }

    private static void assertDamage(int framesBefore, String message, byte[] capture) throws IOException {
        List<String> problems = new ArrayList<>();
        assertEquals(
                framesBefore, Captures.frames(Captures.open(capture), problems).size());
        assertEquals(List.of(message), problems);
    }

    @Test
    void refusesAVersionThatNobodyKnows() {
        byte[] header = hex("d4c3b2a1 0300 0000 00000000 00000000 00000400 01000000");
        IOException e = assertThrows(IOException.class, () -> Captures.open(header));
        assertEquals("eth0.pcap: pcap version 3.0, at most 2.4 is known", e.getMessage());
    }

    @Test
    void refusesAHeaderThatIsCutOff() {
        IOException e = assertThrows(IOException.class, () -> Captures.open(hex("d4c3b2a1 0200 0400 0000")));
        assertEquals("eth0.pcap: the pcap header ends after 10 of 24 bytes", e.getMessage());
        assertTrue(e instanceof CaptureFormatException);
    }
}
