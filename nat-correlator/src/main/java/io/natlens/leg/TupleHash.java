package io.natlens.leg;

import io.natlens.decode.Observation;
import io.natlens.frame.CapturePoint;

/** Hashes of a five-tuple at a capture point: one that is the same for both directions, and one that is not. */
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

    /** What {@link #of(Observation, CapturePoint)} gives for the leg's packets. */
    static long atPoint(Leg leg) {
        long source = endpoint(leg.sourceHigh(), leg.sourceLow(), leg.sourcePort());
        long destination = endpoint(leg.destinationHigh(), leg.destinationLow(), leg.destinationPort());
        return both(source, destination, leg.protocol(), leg.vlan(), leg.point());
    }

    /** The hash of a leg's tuple alone, whatever its point. */
    static long of(Leg leg) {
        long source = endpoint(leg.sourceHigh(), leg.sourceLow(), leg.sourcePort());
        long destination = endpoint(leg.destinationHigh(), leg.destinationLow(), leg.destinationPort());
        return Mix.of(source + destination, leg.protocol());
    }

    /** The hash of one direction: another than that of the packets that go back. */
    static long directed(FiveTuple tuple, int vlan, CapturePoint point) {
        long source = endpoint(tuple.source().high(), tuple.source().low(), tuple.sourcePort());
        long destination =
                endpoint(tuple.destination().high(), tuple.destination().low(), tuple.destinationPort());
        return both(source, Long.rotateLeft(destination, 1), tuple.protocol(), vlan, point);
    }

    static long directed(Observation o, CapturePoint point) {
        long source = endpoint(o.sourceHigh(), o.sourceLow(), o.sourcePort());
        long destination = endpoint(o.destinationHigh(), o.destinationLow(), o.destinationPort());
        return both(source, Long.rotateLeft(destination, 1), o.protocol(), o.vlan(), point);
    }

    static long directedEmbedded(Observation o, CapturePoint point) {
        long source = endpoint(o.embeddedSourceHigh(), o.embeddedSourceLow(), o.embeddedSourcePort());
        long destination =
                endpoint(o.embeddedDestinationHigh(), o.embeddedDestinationLow(), o.embeddedDestinationPort());
        return both(source, Long.rotateLeft(destination, 1), o.embeddedProtocol(), o.vlan(), point);
    }

    private static long endpoint(long high, long low, int port) {
        return Mix.of(high ^ 0x9e3779b97f4a7c15L, low + ((long) port << 48) ^ port);
    }

    private static long both(long source, long destination, int protocol, int vlan, CapturePoint point) {
        return Mix.of(source + destination, (long) protocol << 48 | (long) vlan << 20 | point.number());
    }
}
