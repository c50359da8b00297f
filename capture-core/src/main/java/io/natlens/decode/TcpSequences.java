package io.natlens.decode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first sequence numbers of each connection, from which later ones are counted: the first segment with ACK gives
 * those of both directions, a SYN with ACK gives them anew. The connections that were used last are kept, so that memory
 * is bounded.
 */
final class TcpSequences {
    private static final int LIMIT = 65_536;

    private final Map<Connection, Base> bases = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Connection, Base> eldest) {
            return size() > LIMIT;
        }
    };

    private int sequenceBase;
    private int acknowledgementBase;

    /** What to subtract from the segment's sequence number, after {@link #find}. */
    int sequenceBase() {
        return sequenceBase;
    }

    /** What to subtract from the segment's acknowledgement number, after {@link #find}. */
    int acknowledgementBase() {
        return acknowledgementBase;
    }

    /**
     * Finds what the connection's numbers are counted from, or takes this segment's.
     *
     * @return whether the connection was known: the segment that makes it known is printed as it is
     */
    boolean find(Connection forward, boolean syn, int sequence, int acknowledgement) {
        boolean reverse = forward.isReverse();
        Connection key = reverse ? forward.reverse() : forward;
        Base known = bases.get(key);
        if (known != null && !syn) {
            take(known, reverse);
            return true;
        }
        Base made = reverse ? new Base(acknowledgement - 1, sequence) : new Base(sequence, acknowledgement - 1);
        bases.put(key, made);
        take(made, reverse);
        return false;
    }

    private void take(Base base, boolean reverse) {
        sequenceBase = reverse ? base.responder : base.initiator;
        acknowledgementBase = reverse ? base.initiator : base.responder;
    }

    /** The numbers of the end that is named first, and of the other. */
    private record Base(int initiator, int responder) {}

    /** Addresses and ports of one direction. */
    record Connection(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int sourcePort,
            int destinationPort) {

        /** Whether the other direction is the one under which the connection is kept. */
        boolean isReverse() {
            if (sourcePort != destinationPort) {
                return sourcePort > destinationPort;
            }
            int order = Long.compareUnsigned(sourceHigh, destinationHigh);
            return order != 0 ? order > 0 : Long.compareUnsigned(sourceLow, destinationLow) > 0;
        }

        Connection reverse() {
            return new Connection(destinationHigh, destinationLow, sourceHigh, sourceLow, destinationPort, sourcePort);
        }
    }
}
