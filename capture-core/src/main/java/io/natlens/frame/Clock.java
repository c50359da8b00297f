package io.natlens.frame;

/**
 * A clock as a straight line beside a common one.
 *
 * @param referenceNanos nanoseconds since the epoch, by the common clock
 * @param offsetNanos how far this clock was ahead then; negative if it was behind
 * @param drift nanoseconds that it gains in each nanosecond of the common clock
 */
public record Clock(long referenceNanos, long offsetNanos, double drift) {
    /** The common clock. */
    public static final Clock COMMON = new Clock(0, 0, 0);

    /** The common clock's time when this one shows so many nanoseconds since the epoch. */
    public long common(long nanos) {
        long since = nanos - referenceNanos - offsetNanos;
        return referenceNanos + since - Math.round(since * (drift / (1 + drift)));
    }

    /** How far this clock is ahead at a time of the common one, in nanoseconds. */
    public long offsetAt(long commonNanos) {
        return offsetNanos + Math.round((commonNanos - referenceNanos) * drift);
    }
}
