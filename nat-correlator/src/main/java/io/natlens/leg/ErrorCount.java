package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.wire.IpAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Counts an ICMP error that comes again and again, without an object for each. One thread counts, any other may ask. */
final class ErrorCount {
    private final IcmpError first;
    private final AtomicLong count = new AtomicLong(1);

    ErrorCount(int direction, Observation error, long timeNanos) {
        IpAddress reporter = new IpAddress(error.sourceHigh(), error.sourceLow());
        first = new IcmpError(direction, error.icmpType(), error.icmpCode(), reporter, timeNanos, 1);
    }

    /** Counts the error if it is this one, in the same direction, and tells whether it is. */
    boolean countIfSame(int direction, Observation error) {
        boolean same = direction == first.direction()
                && error.icmpType() == first.type()
                && error.icmpCode() == first.code()
                && error.sourceLow() == first.reporter().low()
                && error.sourceHigh() == first.reporter().high();
        if (same) {
            count.incrementAndGet();
        }
        return same;
    }

    /** The error, as often as it has been counted by now. */
    IcmpError error() {
        return new IcmpError(
                first.direction(), first.type(), first.code(), first.reporter(), first.firstSeen(), count.get());
    }
}
