package io.natlens.explain;

/**
 * Something about a flow that an operator should look at.
 *
 * @param code stable, for machines
 * @param text a sentence for people, without a full stop
 */
public record Diagnosis(Code code, String text) {
    /** What can be wrong with a flow; {@link #word()} is what reports carry. */
    public enum Code {
        /** Each of request and reply passed points that the other did not: NICs, or the interfaces of a container or bridge. */
        ASYMMETRIC("asymmetric"),
        /** Packets took another NIC from some time on. */
        ROUTE_CHANGED("route-changed"),
        /** A translated flow's beginning was not captured, so that original and reply, SNAT and DNAT may be the other way round. */
        INITIATOR_UNKNOWN("initiator-unknown"),
        /** More than one way to match the legs fitted equally well. */
        AMBIGUOUS("ambiguous"),
        /** No packet came back. */
        UNREPLIED("unreplied"),
        /** A container's packets did not get out of the host, nor did anybody answer. */
        VANISHED("vanished"),
        /** A connection refused, or cut off, by RST. */
        RESET("reset"),
        /** An ICMP error speaks of this flow. */
        ICMP_ERROR("icmp-error"),
        /** Packets did not arrive at the next capture point, nor at any behind it. */
        LOST("lost"),
        /** TCP sent segments again. */
        RETRANSMITTED("retransmitted"),
        /** A capture point lacks packets since its capture dropped or missed them. */
        CAPTURE_DROPS("capture-drops"),
        /** NAT could not keep the port, or the echo identifier. */
        PORT_REMAPPED("port-remapped");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
