package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;
import org.jspecify.annotations.Nullable;

/**
 * Which leg a fragmented datagram belongs to, as its first fragment told: the later ones carry no ports.
 *
 * <p>Direct-mapped, so that memory is bounded; a datagram may push out another, whose later fragments are then stray. An
 * entry is good for 30 seconds (net.ipv4.ipfrag_time).
 *
 * @param <T> what is kept of the leg
 */
public final class FragmentCache<T> {
    private static final int SIZE = 1 << 12;
    private static final long LIFETIME = 30_000_000_000L;

    private final long[] keys = new long[SIZE];
    private final long[] times = new long[SIZE];
    private final @Nullable Object[] legs = new Object[SIZE];
    private final byte[] directions = new byte[SIZE];

    /** Takes the first fragment of a datagram. */
    public void put(Observation first, CapturePoint point, long timeNanos, T leg, int direction) {
        long key = key(first, point);
        int slot = slot(key);
        keys[slot] = key;
        times[slot] = timeNanos;
        legs[slot] = leg;
        directions[slot] = (byte) direction;
    }

    /** What was kept for a later fragment's datagram, or null where the first is not known. */
    @SuppressWarnings("unchecked") // only put() fills the array
    public @Nullable T find(Observation later, CapturePoint point, long timeNanos) {
        long key = key(later, point);
        int slot = slot(key);
        boolean known = keys[slot] == key && Math.abs(timeNanos - times[slot]) < LIFETIME;
        return known ? (T) legs[slot] : null;
    }

    /** The direction of the datagram whose leg {@link #find} has just found. */
    public int direction(Observation later, CapturePoint point) {
        return directions[slot(key(later, point))];
    }

    private static int slot(long key) {
        return (int) key & (SIZE - 1);
    }

    private static long key(Observation o, CapturePoint point) {
        long source = Mix.of(o.sourceHigh(), o.sourceLow());
        long destination = Mix.of(o.destinationLow(), o.destinationHigh());
        return Mix.of(
                source ^ Long.rotateLeft(destination, 1),
                (long) o.ipId() << 32 | (long) point.number() << 8 | o.protocol());
    }
}
