package io.natlens.file;

import static io.natlens.file.Captures.hex;
import static io.natlens.file.Captures.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.Captures.Seen;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngReaderTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void readsAnEnhancedPacketByteByByte() throws IOException {
        byte[] little = hex(
                """
                0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
                01000000 14000000 0100 0000 60000000 14000000
                06000000 28000000 00000000 bb0a0600 801ab700 05000000 3c000000 cafe010203 000000 28000000
                """);
        byte[] big = hex(
                """
                0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c
                00000001 00000014 0001 0000 00000060 00000014
                00000006 00000028 00000000 00060abb 00b71a80 00000005 0000003c cafe010203 000000 00000028
                """);
        long micros = 0x60abb_00b71a80L;
        List<Seen> expected = List.of(new Seen("eth0", 1, micros * 1000, 60, "cafe010203"));
        assertEquals(expected, Captures.frames(little));
        assertEquals(expected, Captures.frames(big));
    }

    @Test
    void readsSectionsOfBothByteOrdersWithInterfacesOfTheirOwn() throws IOException {
        PcapngBytes first = PcapngBytes.begun();
        first.interfaceDescription(1, 0, first.option(2, "docker0"))
                .interfaceDescription(113, 0, first.option(2, "any"))
                .enhanced(1, 5, 2, "0102");
        PcapngBytes second = new PcapngBytes(ByteOrder.BIG_ENDIAN).section();
        second.interfaceDescription(1, 0, second.option(2, "docker0")).enhanced(0, 7, 2, "0304");

        CapturePoints points = new CapturePoints();
        List<String> problems = new ArrayList<>();
        FrameSource source = Captures.open(join(first.bytes(), second.bytes()), points);
        assertEquals(
                List.of(new Seen("any", 1, 5000, 2, "0102"), new Seen("docker0", 2, 7000, 2, "0304")),
                Captures.frames(source, problems));
        assertEquals(List.of(), problems);
        assertEquals(2, points.all().size());
        assertEquals(LinkType.EN10MB, points.all().get(0).linkType());
        assertEquals(LinkType.LINUX_SLL, points.all().get(1).linkType());
    }

    @Test
    void aPointHasWhatItsInterfaceSays() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(12, 96, file.option(2, "tun0"), file.option(3, "the VPN"), file.end());
        CapturePoint point = points(file.bytes()).get(0);
        assertEquals("tun0", point.name());
        assertEquals("the VPN", point.description());
        assertEquals(LinkType.RAW, point.linkType());
        assertEquals(96, point.snapLength());
    }

    @Test
    void oneInterfaceWithoutNameIsCalledAsTheFile() throws IOException {
        assertEquals(
                "eth0",
                points(PcapngBytes.begun().interfaceDescription(1, 0).bytes())
                        .get(0)
                        .name());
    }

    @Test
    void severalInterfacesWithoutNamesHaveTheirNumberBehindTheFile() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0)
                .interfaceDescription(1, 0, file.option(2, "eth1"))
                .interfaceDescription(1, 0);
        assertEquals("[eth0#0, eth1, eth0#2]", points(file.bytes()).toString());
    }

    @Test
    void anInterfaceDescribedBetweenPacketsIsAPointOfItsOwn() throws IOException {
        byte[] capture = PcapngBytes.begun()
                .interfaceDescription(1, 0)
                .enhanced(0, 1, 1, "aa")
                .interfaceDescription(1, 0)
                .enhanced(1, 2, 1, "bb")
                .bytes();
        assertEquals(
                List.of(new Seen("eth0", 1, 1000, 1, "aa"), new Seen("eth0#1", 2, 2000, 1, "bb")),
                Captures.frames(capture));
    }

    @Test
    void aGivenNameIsThatOfTheOnlyInterfaceAndStandsBeforeSeveral() throws IOException {
        PcapngBytes one = PcapngBytes.begun();
        one.interfaceDescription(1, 0, one.option(2, "eth0"));
        assertEquals("[web]", pointsNamed("web", one.bytes()).toString());
        PcapngBytes two = PcapngBytes.begun();
        two.interfaceDescription(1, 0, two.option(2, "eth0")).interfaceDescription(1, 0, two.option(2, "eth1"));
        assertEquals("[web:eth0, web:eth1]", pointsNamed("web", two.bytes()).toString());
    }

    @Test
    void aNameCannotMoveTheCursor() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0, file.option(2, "a\u001b[2Jb\n"));
        assertEquals("a\ufffd[2Jb\ufffd", points(file.bytes()).get(0).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"06 1700000001250000", "09 1700000001250000000", "03 1700000001250", "82 6800000005"})
    void readsTimesOfAnyResolution(String resolutionAndTicks) throws IOException {
        String[] parts = resolutionAndTicks.split(" ", -1);
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0, file.option(9, hex(parts[0]))).enhanced(0, Long.parseLong(parts[1]), 1, "aa");
        assertEquals(
                1_700_000_001_250_000_000L, Captures.frames(file.bytes()).get(0).timeNanos());
    }

    @Test
    void addsTheOffsetOfTimes() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0, file.option(14, 1_700_000_000L))
                .enhanced(0, 1_250_000, 1, "aa")
                .interfaceDescription(1, 0, file.option(14, -1L))
                .enhanced(1, 5_000_000, 1, "bb");
        List<Seen> seen = Captures.frames(file.bytes());
        assertEquals(1_700_000_001_250_000_000L, seen.get(0).timeNanos());
        assertEquals(4 * SECOND, seen.get(1).timeNanos());
    }

    @Test
    void keepsDirectionsAndComments() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0)
                .enhanced(0, 1, 1, "aa", file.option(2, hex("01000000")), file.option(1, "first"), file.end())
                .enhanced(0, 2, 1, "bb", file.option(1, "one"), file.option(1, "two"), file.option(2, hex("02000000")))
                .enhanced(0, 3, 1, "cc", file.option(2, hex("0c000000")))
                .obsolete(0, 0xffff, 4, 1, "dd", file.option(2, hex("02000000")));
        Frame frame = new Frame();
        try (FrameSource source = Captures.open(file.bytes())) {
            assertTrue(source.next(frame));
            assertEquals(Frame.Direction.INBOUND, frame.direction());
            assertEquals("first", frame.comment());
            assertTrue(source.next(frame));
            assertEquals(Frame.Direction.OUTBOUND, frame.direction());
            assertEquals("one\ntwo", frame.comment());
            assertTrue(source.next(frame));
            assertEquals(Frame.Direction.UNKNOWN, frame.direction());
            assertNull(frame.comment());
            assertTrue(source.next(frame));
            assertEquals(Frame.Direction.OUTBOUND, frame.direction());
        }
    }

    @Test
    void aFrameMayHaveManyComments() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        byte[][] comments = new byte[400_000][];
        Arrays.fill(comments, file.option(1, ""));
        file.interfaceDescription(1, 0).enhanced(0, 1, 1, "aa", comments);
        Frame frame = new Frame();
        try (FrameSource source = Captures.open(file.bytes())) {
            assertTrue(source.next(frame));
            assertEquals("\n".repeat(comments.length - 1), frame.comment());
        }
    }

    @Test
    void aFileMayHaveManyInterfaces() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        for (int i = 0; i < 65_536; i++) {
            file.interfaceDescription(1, 0);
        }
        CapturePoints points = new CapturePoints();
        Captures.open(file.bytes(), points).close();
        List<CapturePoint> all = points.all();
        assertEquals(65_536, all.size());
        assertTrue(points.areJoined(all.get(1), all.get(65_535)));
    }

    @Test
    void readsSimpleAndObsoletePackets() throws IOException {
        byte[] capture = PcapngBytes.begun()
                .interfaceDescription(1, 3)
                .simple(2, "0102")
                .simple(9, "010203")
                .obsolete(0, 0, 0x1_0000_0002L, 60, "0102030405")
                .bytes();
        assertEquals(
                List.of(
                        new Seen("eth0", 1, 0, 2, "0102"),
                        new Seen("eth0", 2, 0, 9, "010203"),
                        new Seen("eth0", 3, 0x1_0000_0002L * 1000, 60, "0102030405")),
                Captures.frames(capture));
    }

    @Test
    void passesOverBlocksThatSayNothingOfFrames() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0)
                .block(4, file.fields(8)) // names
                .block(0x0a, file.fields(1 << 20)) // secrets, longer than the buffer
                .block(0x0bad, file.fields(4)) // custom
                .block(0x40000bad, file.fields(0))
                .block(0x7fffffff, file.fields(12))
                .enhanced(0, 1, 1, "aa");
        assertEquals(List.of(new Seen("eth0", 1, 1000, 1, "aa")), Captures.frames(file.bytes()));
    }

    @Test
    void countsDrops() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0, file.option(2, "statistics"))
                .interfaceDescription(1, 0, file.option(2, "packets"))
                .interfaceDescription(1, 0, file.option(2, "silent"))
                .interfaceDescription(1, 0, file.option(2, "none"))
                .enhanced(1, 1, 1, "aa", file.option(4, 3L))
                .obsolete(1, 4, 1, 1, "aa")
                .obsolete(1, 0xffff, 1, 1, "aa")
                .enhanced(0, 1, 1, "aa", file.option(4, 1L))
                .statistics(0, file.option(5, 5L), file.option(7, 6L))
                .statistics(0, file.option(4, 99L), file.option(5, 7L), file.option(7, 8L))
                .statistics(3, file.option(5, 0L), file.end());
        PcapngBytes next = PcapngBytes.begun();
        next.interfaceDescription(1, 0, next.option(2, "statistics")).statistics(0, next.option(7, 100L));

        CapturePoints points = new CapturePoints();
        FrameSource source = Captures.open(join(file.bytes(), next.bytes()), points);
        assertEquals(4, Captures.frames(source, new ArrayList<>()).size());
        assertEquals(OptionalLong.of(115), source.dropped(points.all().get(0)));
        assertEquals(OptionalLong.of(7), source.dropped(points.all().get(1)));
        assertEquals(OptionalLong.empty(), source.dropped(points.all().get(2)));
        assertEquals(OptionalLong.of(0), source.dropped(points.all().get(3)));
    }

    @Test
    void aFrameWhoseOptionsLieIsReadAllTheSame() throws IOException {
        PcapngBytes file = PcapngBytes.begun();
        file.interfaceDescription(1, 0)
                .enhanced(0, 1, 1, "aa", hex("0100 ff00"))
                .enhanced(0, 2, 1, "bb");
        assertEquals(2, Captures.frames(file.bytes()).size());
    }

    @Test
    void bearsALengthThatDoesNotCountTheFilling() throws IOException {
        byte[] packet = hex("06000000 21000000 00000000 00000000 01000000 01000000 3c000000 aa000000 21000000");
        assertEquals(2, Captures.frames(begun().raw(packet).bytes()).size());
    }

    @Test
    void saysWhatIsWrongWithAPacket() throws IOException {
        String start = "eth0.pcap: packet 2 at byte 84: ";
        assertDamage(start + "interface 7 is not described, 1 are", begun().enhanced(7, 1, 1, "aa"));
        assertDamage(
                start + "the block says 9000000 bytes captured, at most 262144 expected",
                begun().raw(hex("06000000 24000000 00000000 00000000 01000000 40548900 3c000000 aa000000 24000000")));
        assertDamage(
                start + "the block says 5 bytes captured, but has room for 4",
                begun().raw(hex("06000000 24000000 00000000 00000000 01000000 05000000 3c000000 aa000000 24000000")));
        assertDamage(
                start + "the block's body has 16 bytes, at least 20 expected",
                begun().raw(hex("06000000 1c000000 00000000 00000000 01000000 05000000 1c000000")));
        assertDamage(
                start + "the block's length is 36 in front and 32 behind",
                begun().raw(hex("06000000 24000000 00000000 00000000 01000000 01000000 3c000000 aa000000 20000000")));
        assertDamage(
                start + "the block says that it has 2147483644 bytes, at most 17039360 expected",
                begun().raw(hex("06000000 fcffff7f 00000000 00000000")));
        assertDamage(
                start + "the block says that it has 8 bytes, at least 12 expected",
                begun().raw(hex("06000000 07000000 00000000 00000000")));
        assertDamage(
                start + "the block ends after 16 of 36 bytes", begun().raw(hex("06000000 24000000 00000000 00000000")));
    }

    @Test
    void saysWhatIsWrongWithOtherBlocks() throws IOException {
        assertDamage(
                "eth0.pcap: interface statistics at byte 84: interface 3 is not described, 1 are",
                begun().statistics(3));
        assertDamage(
                "eth0.pcap: block at byte 84: the block's header ends after 3 of 8 bytes", begun().raw(hex("0a0b0c")));
        assertDamage(
                "eth0.pcap: section header at byte 84: the byte-order magic is 01020304, 1a2b3c4d or 4d3c2b1a expected",
                begun().raw(hex("0a0d0d0a 1c000000 01020304")));
        assertDamage(
                "eth0.pcap: section header at byte 84: pcapng version 2.0, 1.0 is known",
                begun().raw(hex("0a0d0d0a 1c000000 4d3c2b1a 0200 0000 ffffffffffffffff 1c000000")));
        assertDamage(
                "eth0.pcap: interface description at byte 84: an option is longer than its block",
                begun().raw(hex("01000000 18000000 0100 0000 60000000 0200 0400 18000000")));
        assertDamage(
                "eth0.pcap: block of type 0x00000bad at byte 84: the block ends after 10 of 400 bytes",
                begun().raw(hex("ad0b0000 90010000 0000")));
        assertDamage(
                "eth0.pcap: block of type 0x00000bad at byte 84: the block's length is 12 in front and 16 behind",
                begun().raw(hex("ad0b0000 0c000000 10000000")));
    }

    /** A file of 84 bytes with one packet. */
    private static PcapngBytes begun() {
        PcapngBytes file = PcapngBytes.begun().interfaceDescription(1, 0).enhanced(0, 1, 1, "aa");
        assertEquals(84, file.length());
        return file;
    }

    private static void assertDamage(String message, PcapngBytes file) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Seen> seen = Captures.frames(Captures.open(file.bytes()), problems);
        assertEquals(List.of(new Seen("eth0", 1, 1000, 1, "aa")), seen);
        assertEquals(List.of(message), problems);
    }

    @Test
    void endlessInterfacesAreDamage() {
        byte[] description = hex("01000000 14000000 0100 0000 60000000 14000000");
        byte[] many = new byte[70_000 * description.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = description[i % description.length];
        }
        IOException e = assertThrows(
                IOException.class,
                () -> Captures.open(PcapngBytes.begun().raw(many).bytes()));
        assertEquals(
                "eth0.pcap: interface description at byte " + (28 + 65_536 * 20) + ": more than 65536 interfaces",
                e.getMessage());
    }

    private static List<CapturePoint> points(byte[] capture) throws IOException {
        CapturePoints points = new CapturePoints();
        Captures.open(capture, points).close();
        return points.all();
    }

    private static List<CapturePoint> pointsNamed(String given, byte[] capture) throws IOException {
        CapturePoints points = new CapturePoints();
        CaptureInput input = CaptureInput.of(new ByteArrayInputStream(capture), "x.pcapng", new BufferPool());
        CaptureFiles.read(input, points, new PointName("x", "", given)).close();
        return points.all();
    }
}
