package io.natlens.translate;

import io.natlens.correlate.Flow;
import io.natlens.leg.FiveTuple;

/**
 * A connection as conntrack names it.
 *
 * @param original the first form of the initiator's packets
 * @param reply the form in which the responder answers: the inverse of the last form of the initiator's packets
 */
public record ConntrackTuple(FiveTuple original, FiveTuple reply) {
    static ConntrackTuple of(Flow flow) {
        return new ConntrackTuple(flow.first(), flow.last().reverse());
    }
}
