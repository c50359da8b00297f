package io.natlens.live;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lanes whose next packet may be given, the earliest first: until the next look no lane can have one that is earlier than
 * the horizon. So a packet costs a look at the lanes that have packets, and not at hundreds that are idle.
 */
final class DueLanes {
    private final long clockWasSet;
    private final PriorityQueue<Lane> lanes = new PriorityQueue<>(Comparator.comparingLong(Lane::headNanos));
    private long horizon = Long.MIN_VALUE;
    private long limit;

    /**
     * @param clockWasSet a frame that is later than the horizon by more nanoseconds was seen before the clock was set back,
     *     and does not wait
     */
    DueLanes(long clockWasSet) {
        this.clockWasSet = clockWasSet;
    }

    /**
     * Looks at all lanes anew.
     *
     * @param horizonNanos up to when all packets have come, in nanoseconds since the epoch
     * @param stopNanos what came later is dropped
     */
    void look(Iterable<Lane> all, long horizonNanos, long stopNanos) {
        horizon = horizonNanos;
        lanes.clear();
        for (Lane lane : all) {
            lane.dropLaterThan(stopNanos);
            put(lane);
        }
    }

    /** Takes a lane if its next packet may be given. */
    void put(Lane lane) {
        if (lane.ring().hasPacket() && isDue(lane.headNanos())) {
            lanes.add(lane);
        }
    }

    private boolean isDue(long time) {
        return time <= horizon || time - horizon > clockWasSet;
    }

    /** Gives the earliest lane away; null if none is due. */
    @Nullable
    Lane poll() {
        Lane earliest = lanes.poll();
        Lane second = lanes.peek();
        limit = second == null ? horizon : Math.min(horizon, second.headNanos());
        return earliest;
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    /** Whether the lane that was given last is still the earliest. */
    boolean isEarliest(Lane lane) {
        return lane.ring().hasPacket() && lane.headNanos() <= limit;
    }
}
