package io.natlens.leg;

import io.natlens.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Protocol, source, source port, destination, destination port.
 *
 * @param protocol IANA's number
 * @param sourcePort 0 to 65535; both ports are the identifier of an ICMP query, and 0 for a protocol without ports
 */
public record FiveTuple(int protocol, IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    /** What the other side's packets carry. */
    public FiveTuple reverse() {
        return new FiveTuple(protocol, destination, destinationPort, source, sourcePort);
    }

    /** Whether the ports are an ICMP identifier. */
    public boolean isIcmp() {
        return isIcmp(protocol);
    }

    /** Whether an IANA protocol number is that of ICMP or ICMPv6. */
    public static boolean isIcmp(int protocol) {
        return protocol == ICMP || protocol == ICMPV6;
    }

    /** Whether the protocol has ports: TCP, UDP, DCCP, SCTP, UDP-Lite. */
    public boolean hasPorts() {
        return hasPorts(protocol);
    }

    /** As {@link #hasPorts()}, of a protocol by its number. */
    public static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case TCP, UDP, 33, 132, 136 -> true;
            default -> false;
        };
    }

    // What a record has by itself goes through method handles, which take longer to start than all flows of a small
    // capture.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FiveTuple tuple
                && tuple.protocol == protocol
                && tuple.sourcePort == sourcePort
                && tuple.destinationPort == destinationPort
                && tuple.source.equals(source)
                && tuple.destination.equals(destination);
    }

    @Override
    public int hashCode() {
        int ends = 31 * source.hashCode() + destination.hashCode();
        return 31 * ends + (sourcePort << 16 | destinationPort) + protocol;
    }
}
