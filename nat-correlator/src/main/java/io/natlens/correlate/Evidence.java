package io.natlens.correlate;

import java.util.List;
import java.util.Set;

/**
 * Why the legs of a flow are held to be one connection.
 *
 * @param packets how many times a packet was seen again at a next point, nothing else fitting
 * @param ambiguousPackets how many times more than one packet fitted
 * @param invariants what was equal, in the order of the enum; empty for a flow of a single leg
 * @param confidence 0 to 1; 1 for a flow of a single leg
 * @param candidates legs that may be the flow's but fit no better than others, so that it was left apart from all of
 *     them; the most alike first, no more than {@link #MOST_CANDIDATES}
 * @param moreCandidates how many more were counted; there may be others
 */
public record Evidence(
        long packets,
        long ambiguousPackets,
        Set<Invariant> invariants,
        double confidence,
        List<Candidate> candidates,
        int moreCandidates) {
    /** So many candidates are named. */
    public static final int MOST_CANDIDATES = 4;

    /** Whether there were other legs that fitted as well, so that the flow was left apart from all of them. */
    public boolean ambiguous() {
        return !candidates.isEmpty();
    }

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
        /** IPv4's identification, where it is not 0. */
        IP_ID,
        /** The transaction id of a DNS question and its answer. */
        DNS_ID,
        /** The five-tuple itself: request and reply of one connection at different points. */
        FIVE_TUPLE
    }
}
