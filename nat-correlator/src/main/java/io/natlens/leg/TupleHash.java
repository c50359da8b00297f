package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;

/** A hash of a five-tuple at a capture point that is the same for both directions. */
final class TupleHash {
    private TupleHash() {}

    static long of(Observation o, CapturePoint point) {
        long source = endpoint(o.sourceHigh(), o.sourceLow(), o.sourcePort());
        long destination = endpoint(o.destinationHigh(), o.destinationLow(), o.destinationPort());
        return both(source, destination, o.protocol(), o.vlan(), point);
    }

    static long ofEmbedded(Observation o, CapturePoint point) {
        long source = endpoint(o.embeddedSourceHigh(), o.embeddedSourceLow(), o.embeddedSourcePort());
        long destination =
                endpoint(o.embeddedDestinationHigh(), o.embeddedDestinationLow(), o.embeddedDestinationPort());
        return both(source, destination, o.embeddedProtocol(), o.vlan(), point);
    }

    /** The hash of a leg's tuple alone, whatever its point. */
    static long of(Leg leg) {
        long source = endpoint(leg.sourceHigh(), leg.sourceLow(), leg.sourcePort());
        long destination = endpoint(leg.destinationHigh(), leg.destinationLow(), leg.destinationPort());
        return Mix.of(source + destination, leg.protocol());
    }

    private static long endpoint(long high, long low, int port) {
        return Mix.of(high ^ 0x9e3779b97f4a7c15L, low + ((long) port << 48) ^ port);
    }

    private static long both(long source, long destination, int protocol, int vlan, CapturePoint point) {
        return Mix.of(source + destination, (long) protocol << 48 | (long) vlan << 20 | point.number());
    }
}
