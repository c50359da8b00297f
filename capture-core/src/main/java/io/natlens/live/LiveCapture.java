package io.natlens.live;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Frames of several interfaces as they pass, in the order of time.
 *
 * <p>A thread for each interface copies packets into a ring; {@link #next} takes from the rings the one that is earliest.
 * As the kernel shows packets late by up to {@link CaptureHandle#TIMEOUT_MILLIS}, a packet waits for so long until none
 * can come that is earlier, but where there is one interface only, or a ring fills up.
 *
 * <p>{@link #next} is for one thread; all else may be called from any.
 */
public final class LiveCapture implements FrameSource {
    /** Is told of interfaces that end while the capture goes on, in the thread that calls {@link #next}. */
    public interface Watcher {
        /** Takes note that a point has ended, for a reason in libpcap's words. */
        void ended(CapturePoint point, String reason);
    }

    private static final int LARGEST_RING = 16 << 20;
    private static final int SMALLEST_RING = 2 << 20;
    /** How much memory all rings take together, unless there are so many that each has the smallest size. */
    private static final int ALL_RINGS = 64 << 20;

    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(CaptureHandle.TIMEOUT_MILLIS + 30);
    /** For how long after {@link #stop} packets are read that had come before it. */
    private static final long GRACE_MILLIS = CaptureHandle.TIMEOUT_MILLIS + 50;

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int FRAMES_BETWEEN_LOOKS = 256;
    private static final int LOOKS_IN_A_PAUSE = 25;
    private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long RUNNING = Long.MAX_VALUE;
    /** A frame that is later than now by more was seen before the clock was set back. */
    private static final long CLOCK_WAS_SET = TimeUnit.SECONDS.toNanos(1);

    private final CapturePoints points;
    private final HandleOpener opener;
    private final Watcher watcher;
    private final int ringBytes;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    /** Of interfaces that have ended; to be locked. */
    private final Map<CapturePoint, PointStatistics> past = new HashMap<>();

    private volatile List<PointStatistics> answer = List.of();
    private volatile long askedAt = System.nanoTime() - BETWEEN_QUESTIONS;
    private volatile boolean mayGrow;
    /** Nanoseconds since the epoch; frames that are later are not given. */
    private volatile long stopTime = RUNNING;

    private volatile long stopped;
    private @Nullable Lane current;
    private boolean shown;
    private final DueLanes due = new DueLanes(DELAY_NANOS + CLOCK_WAS_SET);
    private long lookedAt;
    private long frames;
    private boolean paused;

    /** @param expected about how many interfaces will be captured */
    public LiveCapture(CapturePoints points, CaptureOptions options, int expected, Watcher watcher) {
        this.points = points;
        opener = new HandleOpener(options);
        this.watcher = watcher;
        ringBytes = Math.max(SMALLEST_RING, Math.min(LARGEST_RING, ALL_RINGS / Math.max(1, expected) & -4096));
    }

    /** Says whether the capture goes on when its last interface has ended, since others may be added. */
    public void mayGrow(boolean value) {
        mayGrow = value;
    }

    /** Tells with which interfaces {@link #add} will be called, so that they are opened side by side. */
    public void expect(List<CaptureTarget> targets) {
        opener.begin(targets);
    }

    /**
     * Begins to capture an interface.
     *
     * @return what it is: {@code docker0, link-type EN10MB (Ethernet), snapshot length 262144 bytes}
     * @throws FilterException if the filter does not suit it
     * @throws NotPermittedException if the process may not
     * @throws IOException with a sentence that says what to do
     */
    public String add(CaptureTarget target) throws IOException {
        CaptureHandle handle = opener.open(target);
        CapturePoint point =
                points.named(target.pointName(), handle.linkType(), handle.snapLength(), target.description());
        Lane lane = new Lane(point, handle, ringBytes);
        lanes.add(lane);
        points.join(lanes.get(0).point(), point);
        lane.start();
        if (isStopped()) {
            lane.breakLoop();
        }
        return point + ", " + handle.linkDescription() + ", snapshot length " + handle.snapLength() + " bytes";
    }

    /** Whether a capture point of this name is being captured. */
    public boolean has(String pointName) {
        return lanes.stream().anyMatch(lane -> lane.point().name().equals(pointName));
    }

    /**
     * Ends the capture: frames that were seen before this call will still be given, and no others. Waits for what the
     * kernel has not shown yet and tells the threads to end that read, but does not wait until they have.
     */
    public synchronized void stop() {
        if (isStopped()) {
            return;
        }
        stopped = System.nanoTime();
        stopTime = now();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
        lanes.forEach(Lane::breakLoop);
    }

    /** Whether {@link #stop} has been called. */
    public boolean isStopped() {
        return stopTime != RUNNING;
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    @Override
    public String name() {
        return lanes.size() == 1 ? lanes.get(0).point().name() : lanes.size() + " interfaces";
    }

    @Override
    public boolean next(Frame frame) {
        paused = false;
        Lane lane = current;
        if (lane != null && shown) {
            lane.ring().advance();
            shown = false;
        }
        if (lane == null || isTimeToLook() || !due.isEarliest(lane)) {
            if (lane != null) {
                due.put(lane);
            }
            lane = choose();
        }
        current = lane;
        if (lane == null) {
            return false;
        }
        lane.show(frame, ++frames);
        shown = true;
        return true;
    }

    /** The lane of the next packet; waits for one, and gives null if none came for a while, or none will come. */
    private @Nullable Lane choose() {
        for (int looks = 0; looks < LOOKS_IN_A_PAUSE; looks++) {
            if (isTimeToLook()) {
                look();
            } else if (due.isEmpty()) {
                // where there is little to do, it is done for a while at once
                LockSupport.parkNanos(lanes.size() == 1 ? 0 : LOOK_NANOS - (System.nanoTime() - lookedAt));
                look();
            }
            Lane earliest = due.poll();
            if (earliest != null) {
                return earliest;
            }
            if (isOver()) {
                return null;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        paused = true;
        return null;
    }

    /** Now and then in any case, as a ring may be filling up. */
    private boolean isTimeToLook() {
        return frames % FRAMES_BETWEEN_LOOKS == 0;
    }

    private void look() {
        lookedAt = System.nanoTime();
        forgetEnded();
        boolean waits = lanes.size() > 1 && !isAnyPressed();
        due.look(lanes, waits ? Math.min(clockNanos(), stopTime) : stopTime, stopTime);
    }

    private boolean isAnyPressed() {
        for (Lane lane : lanes) {
            if (lane.ring().isPressed()) {
                return true;
            }
        }
        return false;
    }

    private void forgetEnded() {
        for (Lane lane : lanes) {
            if (lane.isOver()) {
                forget(lane);
            }
        }
    }

    private void forget(Lane lane) {
        synchronized (past) {
            past.merge(lane.point(), lane.statistics(), LiveCapture::sum);
            lanes.remove(lane);
        }
        if (lane.hasFailed() && !isStopped()) {
            watcher.ended(lane.point(), lane.failure());
        }
    }

    private boolean isOver() {
        boolean stopping = isStopped();
        if (lanes.isEmpty()) {
            return stopping || !mayGrow;
        }
        // a thread that libpcap does not give back is left to the end of the process
        return stopping && System.nanoTime() - stopped > PATIENCE_NANOS;
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public long clockNanos() {
        return now() - DELAY_NANOS;
    }

    /** What was captured until now, in the order in which the points were named. */
    public List<PointStatistics> statistics() {
        Map<CapturePoint, PointStatistics> all = new HashMap<>();
        synchronized (past) {
            all.putAll(past);
            for (Lane lane : lanes) {
                all.merge(lane.point(), lane.statistics(), LiveCapture::sum);
            }
        }
        List<PointStatistics> inOrder = new ArrayList<>(all.values());
        inOrder.sort(Comparator.comparingInt(counts -> counts.point().number()));
        return inOrder;
    }

    private static PointStatistics sum(PointStatistics one, PointStatistics other) {
        return new PointStatistics(
                one.point(),
                one.captured() + other.captured(),
                one.received() + other.received(),
                one.droppedByKernel() + other.droppedByKernel(),
                one.droppedByUs() + other.droppedByUs());
    }

    /** While the capture goes on, as it was up to a fifth of a second ago: the kernel is not asked for every few packets. */
    @Override
    public OptionalLong dropped(CapturePoint point) {
        long now = System.nanoTime();
        if (lanes.isEmpty() || now - askedAt > BETWEEN_QUESTIONS) {
            askedAt = now;
            answer = statistics();
        }
        for (PointStatistics counts : answer) {
            if (counts.point() == point) {
                return OptionalLong.of(counts.dropped());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        stop();
        forgetEnded();
    }
}
