package io.natlens.leg;

import java.util.ArrayDeque;
import org.agrona.collections.LongArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Legs whose connections TCP has closed, in the order in which they will have been quiet for long enough to end. Most legs
 * end so, and are found here without a search for them.
 */
final class ClosedLegs {
    private static final long NONE = Long.MIN_VALUE;

    private final long patience;
    private final ArrayDeque<Leg> legs = new ArrayDeque<>();
    /** For each of the legs when it is to be looked at, in nanoseconds since the epoch. */
    private final LongArrayQueue times = new LongArrayQueue(NONE);

    /** @param patience how long a leg must have been quiet, in nanoseconds */
    ClosedLegs(long patience) {
        this.patience = patience;
    }

    /** Takes a leg that has just been closed. */
    void add(Leg leg) {
        legs.add(leg);
        times.addLong(leg.lastSeen() + patience);
    }

    int size() {
        return legs.size();
    }

    /** Lets go of the legs that have been ended meanwhile, since there were too many or their tuple was used again. */
    void forgetEnded() {
        for (int left = legs.size(); left > 0; left--) {
            Leg leg = legs.removeFirst();
            long time = times.pollLong();
            if (!leg.hasEnded()) {
                legs.add(leg);
                times.addLong(time);
            }
        }
    }

    /** Takes out the next leg that has been quiet for long enough; it may have been ended since. Null if there is none. */
    @Nullable
    Leg next(long nowNanos) {
        while (!legs.isEmpty() && times.peekLong() < nowNanos) {
            times.pollLong();
            Leg leg = legs.removeFirst();
            if (leg.lastSeen() + patience < nowNanos) {
                return leg;
            }
            // the network had delayed something
            add(leg);
        }
        return null;
    }
}
