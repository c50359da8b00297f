package io.natlens.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import io.natlens.host.Roles;
import io.natlens.leg.Batch;
import io.natlens.leg.LegStage;
import io.natlens.leg.Packet;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Once all connections are known, a packet costs no object: neither to decode and count it nor to find it again. */
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CONNECTIONS = 100;
    private static final int WARM_UP = 100_000;
    private static final int PACKETS = 1_000_000;

    /** Room for what the virtual machine makes by itself, in bytes: a hundredth of a byte a packet. */
    private static final long ALLOWED = 10_000;

    /** The packets of some connections before and behind SNAT, in turn: each packet at docker0, then at eth0. */
    private static final class Translated implements FrameSource {
        private static final int SEQUENCE = 14 + 20 + 4;

        private final CapturePoint inside;
        private final CapturePoint outside;
        private final List<ByteBuffer> before = new ArrayList<>();
        private final List<ByteBuffer> behind = new ArrayList<>();
        private int number;

        Translated(CapturePoints points) {
            inside = points.named("docker0", LinkType.EN10MB, 0, "");
            outside = points.named("eth0", LinkType.EN10MB, 0, "");
            for (int port = 40_000; port < 40_000 + CONNECTIONS; port++) {
                before.add(segment("172.17.0.2:" + port + " > 10.0.0.1:80", 64));
                behind.add(segment("10.0.0.9:" + port + " > 10.0.0.1:80", 63));
            }
        }

        private static ByteBuffer segment(String tuple, int ttl) {
            return Packet.tcp(tuple).flags(0x10).sequence(1, 1).ttl(ttl).id(7).frame();
        }

        @Override
        public boolean next(Frame frame) {
            int packet = number / 2;
            boolean first = number % 2 == 0;
            ByteBuffer bytes = (first ? before : behind).get(packet % CONNECTIONS);
            bytes.putInt(SEQUENCE, packet);
            number++;
            frame.set(first ? inside : outside, number, number * 1000L, bytes, 0, bytes.capacity(), bytes.capacity());
            return true;
        }

        @Override
        public String name() {
            return "translated";
        }

        @Override
        public OptionalLong dropped(CapturePoint point) {
            return OptionalLong.empty();
        }

        @Override
        public void close() {}
    }

    private final CapturePoints points = new CapturePoints();
    private final LegStage stage = new LegStage(new Translated(points), points, 48, 1000);
    private final Correlator correlator =
            new Correlator(1, Roles.BY_NAME, 1000, flow -> {}, new ClockSurvey(ClockOffsets.NONE));
    private final Batch batch = new Batch();

    private int correlate(int atLeast) {
        int packets = 0;
        while (packets < atLeast) {
            stage.fill(batch);
            correlator.begin(0, batch);
            correlator.observe(0, batch, 0, batch.size());
            correlator.finish(0, batch);
            packets += batch.size();
        }
        return packets;
    }

    @Test
    void aPacketOfAKnownConnectionCostsNoObject() {
        correlate(WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int packets = correlate(PACKETS);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < ALLOWED, () -> allocated + " bytes for " + packets + " packets");
        assertEquals(2, stage.counts().size());
    }
}
