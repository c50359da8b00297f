package io.natlens.file;

import static io.natlens.file.Captures.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.Captures.Seen;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WriterTest {
    private static final long TIME = 1_700_000_001_250_000_123L;

    private final CapturePoints points = new CapturePoints();
    private final CapturePoint eth0 = points.named("eth0", LinkType.EN10MB, 96, "the first");
    private final CapturePoint any = points.named("any", LinkType.LINUX_SLL, 0, "");
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final WritableByteChannel channel = Channels.newChannel(file);

    private static Frame frame(CapturePoint point, long nanos, int originalLength, String bytes) {
        byte[] data = hex(bytes);
        return new Frame().set(point, 1, nanos, ByteBuffer.wrap(data), 0, data.length, originalLength);
    }

    @Test
    void writesPcapByteByByte() throws IOException {
        try (PcapWriter writer = new PcapWriter("x.pcap", channel, LinkType.EN10MB, 96, true)) {
            writer.write(frame(eth0, TIME, 60, "cafe01"));
        }
        assertArrayEquals(
                hex("4d3cb2a1 0200 0400 00000000 00000000 60000000 01000000"
                        + "01f15365 fbb2e60e 03000000 3c000000 cafe01"),
                file.toByteArray());
    }

    @Test
    void writesMicrosecondsCutOff() throws IOException {
        try (PcapWriter writer = new PcapWriter("x.pcap", channel, LinkType.EN10MB, Integer.MAX_VALUE, false)) {
            writer.write(frame(eth0, TIME, 60, "cafe01"));
        }
        assertArrayEquals(
                hex("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000"
                        + "01f15365 90d00300 03000000 3c000000 cafe01"),
                file.toByteArray());
    }

    @Test
    void aPcapFileTakesOneLinkType() throws IOException {
        try (PcapWriter writer = new PcapWriter("x.pcap", channel, LinkType.EN10MB, 96, true)) {
            IOException e = assertThrows(IOException.class, () -> writer.write(frame(any, 0, 1, "aa")));
            assertEquals(
                    "x.pcap: a pcap file holds one link type, here EN10MB, and any has LINUX_SLL; pcapng holds several",
                    e.getMessage());
        }
    }

    @Test
    void writesPcapngByteByByte() throws IOException {
        PcapngWriter.Origin origin = new PcapngWriter.Origin("PC", "Linux 6.1", "natlens", "icmp");
        try (PcapngWriter writer = new PcapngWriter("x.pcapng", channel, origin)) {
            Frame frame = frame(eth0, TIME, 60, "cafe010203");
            frame.direction(Frame.Direction.OUTBOUND);
            frame.comment("odd");
            writer.write(frame);
            writer.dropped(eth0, 7);
        }
        assertArrayEquals(
                hex(
                        """
                        0a0d0d0a 44000000 4d3c2b1a 0100 0000 ffffffffffffffff
                          0200 0200 50430000  0300 0900 4c696e757820362e31000000  0400 0700 6e61746c656e7300
                          00000000 44000000
                        01000000 54000000 0100 0000 60000000
                          0200 0400 65746830  0300 0900 746865206669727374000000  0900 0100 09000000
                          0b00 0500 0069636d70000000  0c00 0900 4c696e757820362e31000000
                          00000000 54000000
                        06000000 3c000000 00000000 fe9c9717 fb7cab80 05000000 3c000000 cafe010203 000000
                          0200 0400 02000000  0100 0300 6f646400
                          00000000 3c000000
                        05000000 28000000 00000000 fe9c9717 fb7cab80  0500 0800 0700000000000000
                          00000000 28000000
                        """),
                file.toByteArray());
    }

    @Test
    void whatIsWrittenToPcapngIsReadAgain() throws IOException {
        try (PcapngWriter writer = new PcapngWriter("x.pcapng", channel, PcapngWriter.Origin.UNKNOWN)) {
            writer.write(frame(eth0, TIME, 60, "cafe010203"));
            writer.write(frame(any, TIME + 1, 1, "aa"));
            writer.write(frame(eth0, TIME + 2, 0, ""));
            writer.dropped(any, 1);
            writer.dropped(any, 3);
        }
        CapturePoints again = new CapturePoints();
        FrameSource source = Captures.open(file.toByteArray(), again);
        List<String> problems = new ArrayList<>();
        assertEquals(
                List.of(
                        new Seen("eth0", 1, TIME, 60, "cafe010203"),
                        new Seen("any", 2, TIME + 1, 1, "aa"),
                        new Seen("eth0", 3, TIME + 2, 0, "")),
                Captures.frames(source, problems));
        assertEquals(List.of(), problems);
        assertEquals("the first", again.all().get(0).description());
        assertEquals(96, again.all().get(0).snapLength());
        assertEquals(LinkType.LINUX_SLL, again.all().get(1).linkType());
        assertEquals(Integer.MAX_VALUE, again.all().get(1).snapLength());
        assertEquals(OptionalLong.empty(), source.dropped(again.all().get(0)));
        assertEquals(OptionalLong.of(3), source.dropped(again.all().get(1)));
    }

    @Test
    void keepsDirectionAndCommentOfAnyLength() throws IOException {
        String comment = "tcp port number reused\n".repeat(100);
        try (PcapngWriter writer = new PcapngWriter("x.pcapng", channel, PcapngWriter.Origin.UNKNOWN)) {
            Frame frame = frame(eth0, TIME, 60, "cafe");
            frame.direction(Frame.Direction.INBOUND);
            frame.comment(comment);
            writer.write(frame);
            frame.comment(comment + comment.repeat(100));
            writer.write(frame);
        }
        Frame read = new Frame();
        try (FrameSource source = Captures.open(file.toByteArray())) {
            assertTrue(source.next(read));
            assertEquals(Frame.Direction.INBOUND, read.direction());
            assertEquals(comment, read.comment());
            assertTrue(source.next(read));
            assertEquals((comment + comment.repeat(100)).substring(0, 65_535), read.comment());
        }
    }

    @Test
    void aFrameLongerThanTheBufferIsWrittenWhole() throws IOException {
        byte[] data = new byte[700_001];
        data[data.length - 1] = 42;
        Frame frame = new Frame().set(any, 1, TIME, ByteBuffer.wrap(data), 0, data.length, data.length);
        try (PcapWriter writer = new PcapWriter("x.pcap", channel, LinkType.LINUX_SLL, 1 << 20, true)) {
            writer.write(frame);
        }
        List<Seen> seen = Captures.frames(file.toByteArray());
        assertEquals(data.length, seen.get(0).originalLength());
        assertTrue(seen.get(0).bytes().endsWith("002a"));
    }

    @Test
    void flushGivesTheFrameToTheSystem() throws IOException {
        try (PcapWriter writer = new PcapWriter("x.pcap", channel, LinkType.EN10MB, 96, true)) {
            writer.write(frame(eth0, TIME, 60, "cafe01"));
            assertEquals(0, file.size());
            writer.flush();
            assertEquals(24 + 16 + 3, file.size());
        }
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PcapWriter writer = new PcapWriter("x.pcap", Channels.newChannel(full), LinkType.EN10MB, 96, true);
        IOException e = assertThrows(IOException.class, writer::close);
        assertEquals("x.pcap: No space left on device", e.getMessage());
    }
}
