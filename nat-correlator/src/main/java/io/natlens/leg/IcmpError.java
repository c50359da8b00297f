package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.wire.IpAddress;

/** An ICMP error about a leg: who said what, how often. */
public final class IcmpError {
    private final int direction;
    private final int type;
    private final int code;
    private final IpAddress reporter;
    private final long firstSeen;
    private long count = 1;

    IcmpError(int direction, Observation error, long timeNanos) {
        this.direction = direction;
        type = error.icmpType();
        code = error.icmpCode();
        reporter = new IpAddress(error.sourceHigh(), error.sourceLow());
        firstSeen = timeNanos;
    }

    /** Counts the error if it is this one. */
    boolean again(Observation error) {
        boolean same = error.icmpType() == type
                && error.icmpCode() == code
                && error.sourceLow() == reporter.low()
                && error.sourceHigh() == reporter.high();
        if (same) {
            count++;
        }
        return same;
    }

    /** The leg's direction in which the error itself travelled: against the packet that it speaks of. */
    public int direction() {
        return direction;
    }

    public int type() {
        return type;
    }

    public int code() {
        return code;
    }

    public IpAddress reporter() {
        return reporter;
    }

    /** Nanoseconds since the epoch. */
    public long firstSeen() {
        return firstSeen;
    }

    public long count() {
        return count;
    }
}
