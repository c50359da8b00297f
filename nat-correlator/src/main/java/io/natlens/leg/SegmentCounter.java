package io.natlens.leg;

import io.natlens.decode.Observation;

/**
 * Counts what TCP segments carry on their legs, each once: a segment that a capture shows twice, as a bridge and its port
 * or a network that makes copies do, is not one that was sent again.
 *
 * <p>Remembers the segments seen lately in a direct-mapped table, so that memory is bounded.
 */
final class SegmentCounter {
    private static final int SIZE = 1 << 12;

    /** A copy is not delayed for longer; in nanoseconds. */
    private static final long LONGEST = 1_000_000_000;

    private final SentTable sent;
    /** Of each slot the segment's key and its time, which are asked for together. */
    private final long[] seen = new long[2 * SIZE];

    /** @param sent in which legs have their rows */
    SegmentCounter(SentTable sent) {
        this.sent = sent;
    }

    /** Takes a TCP segment of a leg, and tells whether it was sent again. */
    boolean count(Observation segment, long fingerprint, Leg leg, int direction, long timeNanos) {
        int flags = segment.tcpFlags();
        if ((flags & Observation.ACK) != 0) {
            sent.acknowledge(leg.sentRow(1 - direction), segment.tcpAcknowledgement());
        }
        if ((flags & Observation.RST) != 0) {
            return false;
        }
        boolean copy = isCopy(segment, Mix.of(fingerprint, leg.number() << 1 | direction), timeNanos);
        boolean syn = (flags & Observation.SYN) != 0;
        int length = segment.payloadLength() + (syn ? 1 : 0) + ((flags & Observation.FIN) != 0 ? 1 : 0);
        int row = leg.sentRow(direction);
        if (length > 0) {
            int again = sent.see(row, segment.tcpSequence(), length, syn);
            // one byte again is how some stacks ask whether the other end is still there (RFC 9293 section 3.8.4)
            if (again > 0 && !copy && (length > 1 || segment.payloadLength() == 0)) {
                sent.repeat(row, again);
                return true;
            }
        } else if (!copy) {
            sent.seeBare(row);
        }
        return false;
    }

    /**
     * Whether the same leg has seen this very packet. A segment that is sent again has another IP id; where there is none,
     * only time tells.
     */
    private boolean isCopy(Observation segment, long key, long timeNanos) {
        int slot = 2 * ((int) key & (SIZE - 1));
        long since = timeNanos - seen[slot + 1];
        boolean same = seen[slot] == key;
        seen[slot] = key;
        seen[slot + 1] = timeNanos;
        boolean named = segment.ipVersion() == 4 && segment.ipId() != 0;
        return same && since < (named ? LONGEST : SentBytes.SOONEST_RETRANSMISSION);
    }
}
