package io.natlens.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.natlens.frame.Frame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decoding makes no object per frame, whatever the frame is. */
class AllocationTest {
    private static final int DECODES = 1_000_000;

    /** Room for what the virtual machine makes by itself: less than a byte a frame. */
    private static final long ONCE = 200_000;

    @Test
    void decodingMakesNoObjects() throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (Stream<Path> files = Files.list(Frames.capture("README.md").resolveSibling(""))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pcap")).toList()) {
                frames.addAll(Frames.read(file));
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decode(frames, 10_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        int decoded = decode(frames, DECODES);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(DECODES, decoded);
        assertTrue(allocated < ONCE, () -> allocated + " bytes");
    }

    private static int decode(List<Frame> frames, int count) {
        FrameDecoder decoder = new FrameDecoder(32);
        Observation outer = new Observation();
        Observation inner = new Observation();
        int done = 0;
        while (done < count) {
            Frame frame = frames.get(done % frames.size());
            decoder.decode(frame, outer);
            if (outer.innerOffset() != 0) {
                decoder.decodeInner(frame, outer, inner);
            }
            done++;
        }
        return done;
    }
}
