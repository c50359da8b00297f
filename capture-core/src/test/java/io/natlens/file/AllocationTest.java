package io.natlens.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done once for a packet makes no objects. */
class AllocationTest {
    private static final int PACKETS = 1_000_000;

    /** Room for what is made once, and for what the virtual machine makes by itself. */
    private static final long ONCE = 2_000_000;

    private static final byte[] PCAP_HEADER = Captures.hex("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000");
    private static final byte[] RECORD = Captures.hex("01f15365 90d00300 04000000 3c000000 cafe0102");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static CaptureReader open(RepeatedStream stream) throws IOException {
        CaptureInput input = CaptureInput.of(stream, "x", new BufferPool());
        return CaptureFiles.read(input, new CapturePoints(), PointName.of("x"));
    }

    private static void assertReadsWithoutAllocation(FrameSource source, int packets) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Frame frame = new Frame();
        int count = 0;
        while (source.next(frame)) {
            count++;
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        source.close();
        assertEquals(packets, count);
        assertTrue(allocated < ONCE, () -> allocated + " bytes");
    }

    @Test
    void ofPcap() throws IOException {
        assertReadsWithoutAllocation(open(new RepeatedStream(PCAP_HEADER, RECORD, PACKETS)), PACKETS);
    }

    @Test
    void ofPcapngWithOptions() throws IOException {
        PcapngBytes start = PcapngBytes.begun().interfaceDescription(1, 0);
        int length = start.length();
        start.enhanced(0, 1, 60, "cafe0102", start.option(2, Captures.hex("01000000")), start.option(4, 1L));
        byte[] all = start.bytes();
        byte[] packet = Arrays.copyOfRange(all, length, all.length);
        byte[] head = Arrays.copyOf(all, length);
        assertReadsWithoutAllocation(open(new RepeatedStream(head, packet, PACKETS)), PACKETS);
    }

    @Test
    void ofSeveralCapturesMerged() throws IOException {
        MergedSource.Origin one = new Repeated(PACKETS / 2);
        MergedSource.Origin two = new Repeated(PACKETS / 2);
        assertReadsWithoutAllocation(new MergedSource(List.of(one, two), new CapturePoints(), List.of()), PACKETS);
    }

    private record Repeated(int packets) implements MergedSource.Origin {
        @Override
        public String name() {
            return "x";
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public boolean opensAgain() {
            return false;
        }

        @Override
        public CaptureReader open(CapturePoints points, BufferPool pool) throws IOException {
            return AllocationTest.open(new RepeatedStream(PCAP_HEADER, RECORD, packets));
        }
    }

    @Test
    void ofWriting() throws IOException {
        RepeatedStream stream = new RepeatedStream(PCAP_HEADER, RECORD, PACKETS);
        try (PcapngWriter writer = new PcapngWriter(
                        "x", Channels.newChannel(OutputStream.nullOutputStream()), PcapngWriter.Origin.UNKNOWN);
                FrameSource source = open(stream)) {
            Frame frame = new Frame();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            while (source.next(frame)) {
                writer.write(frame);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(PACKETS, frame.number());
            assertTrue(allocated < ONCE, () -> allocated + " bytes");
        }
    }
}
