package io.natlens.leg;

import io.natlens.decode.Observation;

/**
 * What a packet keeps on its way through a NAT, in one word: two frames with one fingerprint are likely one packet.
 *
 * <p>Addresses, ports, the echo identifier, TTL, checksums and lengths stay out. Of TCP go in the sequence and
 * acknowledgement numbers, SYN, RST, ACK and whether there is data, so that a segment of 64 KB and the first of the
 * segments that it becomes have the same; PSH and, on data, FIN move to the last of them. The IP id goes in where it is
 * not 0, which tells a retransmission from what it repeats. Fragments have the fingerprint of their first.
 */
public final class Fingerprint {
    /** The fingerprint of a packet that cannot be compared with others. */
    public static final long NONE = 0;

    private Fingerprint() {}

    /** The fingerprint of a packet whose kind is {@code FLOW}. */
    public static long of(Observation o) {
        long content =
                switch (o.protocol()) {
                    case FiveTuple.TCP -> tcp(o);
                    case FiveTuple.ICMP, FiveTuple.ICMPV6 -> icmp(o);
                    default -> o.payloadDigest();
                };
        // a router that joins IPv6 fragments for NAT gives them another identification, but keeps the flow label
        long id = o.ipVersion() == 6 ? o.flowLabel() : o.ipId();
        long fingerprint = Mix.of(content, id << 16 | (long) o.protocol() << 8 | o.ipVersion());
        return fingerprint == NONE ? 1 : fingerprint;
    }

    private static long tcp(Observation o) {
        boolean data = o.payloadLength() > 0;
        int kept = Observation.SYN | Observation.RST | Observation.ACK | (data ? 0 : Observation.FIN);
        long numbers = (long) o.tcpSequence() << 32 | (o.tcpAcknowledgement() & 0xffffffffL);
        return Mix.of(numbers, (o.tcpFlags() & kept) | (data ? 0x100 : 0));
    }

    private static long icmp(Observation o) {
        return Mix.of(o.payloadDigest(), (long) o.icmpType() << 24 | o.icmpCode() << 16 | o.icmpSequence());
    }
}
