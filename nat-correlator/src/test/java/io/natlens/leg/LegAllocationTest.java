package io.natlens.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Counting a packet on its leg makes no object. */
class LegAllocationTest {
    private static final int PACKETS = 1_000_000;

    /** Room for what the virtual machine makes by itself: less than a byte a packet. */
    private static final long ONCE = 200_000;

    @Test
    void packetsOfKnownConnectionsMakeNoObjects() {
        CapturePoints points = new CapturePoints();
        LegStage stage = new LegStage(new Endless(points.named("eth0", LinkType.EN10MB, 0, "")), points, 48, 100);
        Batch batch = new Batch();
        fill(stage, batch, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        fill(stage, batch, PACKETS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < ONCE, () -> allocated + " bytes for " + PACKETS + " packets");
    }

    private static void fill(LegStage stage, Batch batch, int count) {
        int started = 0;
        for (int packets = 0; packets < count; packets += batch.size()) {
            stage.fill(batch);
            started += batch.started().size();
        }
        assertEquals(0, started % 7, "no connection but the seven, one of them in a tunnel");
    }

    /** The same packets over and over, a microsecond apart. */
    private static final class Endless implements FrameSource {
        private final CapturePoint point;
        private final List<ByteBuffer> frames = new ArrayList<>();
        private long number;

        Endless(CapturePoint point) {
            this.point = point;
            Packet question = Packet.udp("10.1.0.8:40000 > 8.8.8.8:53")
                    .payload("question")
                    .id(9);
            Packet inner = Packet.tcp("10.0.1.5:40000 > 10.0.1.6:80").payload("x");
            frames.add(question.frame());
            frames.add(
                    Packet.udp("8.8.8.8:53 > 10.1.0.8:40000").payload("answer").frame());
            frames.add(Packet.tcp("10.1.0.8:40000 > 8.8.8.8:443").syn(1).frame());
            frames.add(Packet.tcp("8.8.8.8:443 > 10.1.0.8:40000").synAck(1, 2).frame());
            frames.add(Packet.tcp("10.1.0.8:40000 > 8.8.8.8:443")
                    .payload("x".repeat(1400))
                    .frame());
            frames.add(Packet.ping("10.1.0.8:7 > 8.8.8.8:7").payload("abc").frame());
            frames.add(
                    Packet.tcp("fd00::2:40000 > 2001:db8::8:443").payload("x").frame());
            frames.add(Packet.udp("10.1.0.8:1 > 8.8.8.8:2")
                    .id(3)
                    .fragment(0, true)
                    .payload("x")
                    .frame());
            frames.add(Packet.udp("10.1.0.8:0 > 8.8.8.8:0")
                    .id(3)
                    .fragment(8, false)
                    .payload("y")
                    .frame());
            frames.add(Packet.unreachable("8.8.8.8:0 > 10.1.0.8:0", 3, question).frame());
            frames.add(Packet.vxlan("192.0.2.1:50000 > 192.0.2.2:4789", inner).frame());
        }

        @Override
        public String name() {
            return point.name();
        }

        @Override
        public boolean next(Frame frame) {
            ByteBuffer bytes = frames.get((int) (number % frames.size()));
            number++;
            frame.set(point, number, number * 1000, bytes, 0, bytes.capacity(), bytes.capacity());
            return true;
        }

        @Override
        public OptionalLong dropped(CapturePoint of) {
            return OptionalLong.empty();
        }

        @Override
        public void close() {}
    }
}
