package io.natlens.report;

import io.natlens.correlate.Hop;
import io.natlens.explain.Ends;
import io.natlens.leg.FiveTuple;

/** Both ends of a tuple for the table, in which the identifier of an ICMP query stands once, behind the destination. */
final class TupleText {
    private TupleText() {}

    static String source(FiveTuple tuple) {
        return tuple.isIcmp() ? tuple.source().toString() : Ends.source(tuple);
    }

    static String destination(FiveTuple tuple) {
        return Ends.destination(tuple);
    }

    /** The destination, and behind it the VLAN if the packets are tagged: {@code vlan 7}, {@code vlan 100.7}. */
    static String destination(Hop hop) {
        String outer = hop.outerVlan() == 0 ? "" : hop.outerVlan() + ".";
        return destination(hop.tuple()) + (hop.vlan() == 0 ? "" : " vlan " + outer + hop.innerVlan());
    }
}
