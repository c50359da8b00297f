package io.natlens.correlate;

import java.util.Set;

/**
 * Why the legs of a flow are held to be one connection.
 *
 * @param packets how many times a packet was seen again at a next point, nothing else fitting
 * @param ambiguousPackets how many times more than one packet fitted
 * @param invariants what was equal, in the order of the enum; empty for a flow of a single leg
 * @param confidence 0 to 1; 1 for a flow of a single leg
 * @param ambiguous whether there were other legs that fitted as well, so that the flow was left apart from all of them
 */
public record Evidence(
        long packets, long ambiguousPackets, Set<Invariant> invariants, double confidence, boolean ambiguous) {
    /** What NAT does not change. */
    public enum Invariant {
        /** The pair of initial sequence numbers. */
        TCP_ISN,
        /** Sequence and acknowledgement numbers of segments. */
        TCP_SEQUENCE,
        /** Type and sequence number of ICMP queries. */
        ICMP_SEQUENCE,
        /** The payload's first bytes. */
        PAYLOAD,
        /** IPv4's identification. */
        IP_ID,
        /** The transaction id of a DNS question and its answer. */
        DNS_ID,
        /** The five-tuple itself: request and reply of one connection at different points. */
        FIVE_TUPLE
    }
}
