package io.natlens.correlate;

import static io.natlens.leg.Packet.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.host.Roles;
import io.natlens.leg.Capture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Flows as they are told while a source that pauses still goes on. */
final class WatchTest {
    private static final long SECOND = 1_000_000;

    private final CapturePoints points = new CapturePoints();
    private final Capture docker0 = new Capture(points, "docker0");
    private final Capture eth0 = new Capture(points, "eth0");
    private final List<String> told = new ArrayList<>();
    private final CountDownLatch hasEnded = new CountDownLatch(1);

    /** Gives a frame of each capture in turn with a pause behind each, then pauses until the flow has ended. */
    private final class Pausing implements FrameSource {
        private final List<Capture> captures = List.of(docker0, eth0, docker0, eth0);
        private int next;
        private boolean paused;
        private long micros;

        @Override
        public String name() {
            return "live";
        }

        @Override
        public boolean next(Frame frame) throws IOException {
            boolean rests = !paused && next > 0;
            paused = rests || next == captures.size();
            if (!paused) {
                return captures.get(next++).next(frame);
            }
            micros += next == captures.size() ? 20 * SECOND : SECOND;
            paused = micros < 300 * SECOND && hasEnded.getCount() > 0;
            return false;
        }

        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public long clockNanos() {
            return Capture.nanos(micros);
        }

        @Override
        public OptionalLong dropped(CapturePoint point) {
            return OptionalLong.empty();
        }

        @Override
        public void close() {}
    }

    private final class Watcher implements FlowWatcher {
        @Override
        public boolean watchesLiving() {
            return true;
        }

        @Override
        public void lives(Flow flow) {
            told.add("lives " + flow.id() + " at " + path(flow));
        }

        @Override
        public void merged(long gone, long id) {
            told.add("merged " + gone + " into " + id);
        }

        @Override
        public void ended(Flow flow) {
            told.add("ended " + flow.id() + " at " + path(flow) + " with "
                    + flow.original().get(0).packets());
            hasEnded.countDown();
        }

        private String path(Flow flow) {
            List<String> names = new ArrayList<>();
            flow.original().forEach(hop -> names.add(hop.capturePoint().name()));
            return String.join(" ", names);
        }
    }

    @Test
    void aFlowIsToldWhileItLivesAndWhenItHasBeenQuietByTheSourcesClock() throws InterruptedException {
        for (int packet = 0; packet < 2; packet++) {
            String payload = "question " + packet;
            docker0.at(packet * 3L * SECOND)
                    .sees(udp("172.17.0.2:4000 > 8.8.8.8:53").payload(payload).id(packet + 1));
            eth0.at(packet * 3L * SECOND + 20)
                    .sees(udp("10.1.0.8:4000 > 8.8.8.8:53")
                            .payload(payload)
                            .id(packet + 1)
                            .ttl(63));
        }

        new Engine(List.of(new Pausing()), points, Roles.BY_NAME, 1000).watch(new Watcher());

        assertTrue(hasEnded.await(0, TimeUnit.SECONDS));
        assertEquals("lives 1 at docker0", told.get(0));
        assertEquals("lives 1 at docker0 eth0", told.get(1));
        assertEquals("ended 1 at docker0 eth0 with 2", told.get(told.size() - 1));
    }
}
