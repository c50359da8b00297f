package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.IcmpError;
import java.util.List;

/**
 * All legs of one connection.
 *
 * @param id from 1, in the order in which flows ended, and of those that ended together in the order in which they began;
 *     but one that was named by a related flow before it ended got its number then
 * @param first the form of the initiator's packets at the point nearest to it
 * @param last their form at the point nearest to the responder
 * @param initiatorKnown whether a SYN, an ICMP request or the first packet of a datagram flow showed who began; else it is
 *     concluded from the ports. A first packet shows it if its ports do as well, or if the capture had gone on for long
 * @param original the initiator's packets, point by point; empty if none was seen
 * @param reply the responder's packets, point by point; empty if none was seen
 * @param closed whether TCP said so
 * @param reset whether TCP did so by RST
 * @param errors ICMP errors about the flow, each with the point that saw it
 * @param related other connections that belong to this one
 * @param vanishedBefore the NICs, and other bridges, that captured all the while and would have shown the flow behind its
 *     last hop; empty where they did, or where something else may be the reason that they do not
 */
public record Flow(
        long id,
        FiveTuple first,
        FiveTuple last,
        boolean initiatorKnown,
        List<Hop> original,
        List<Hop> reply,
        boolean closed,
        boolean reset,
        List<PointError> errors,
        Evidence evidence,
        List<RelatedFlow> related,
        List<CapturePoint> vanishedBefore) {

    /** An ICMP error, and where it was seen. */
    public record PointError(CapturePoint capturePoint, IcmpError error) {}

    /** The same flow with these relations. */
    Flow with(List<RelatedFlow> relations) {
        return relations.equals(related) ? this : with(relations, vanishedBefore);
    }

    /** The same flow, not seen at these points. */
    Flow vanishing(List<CapturePoint> before) {
        return with(related, before);
    }

    private Flow with(List<RelatedFlow> relations, List<CapturePoint> before) {
        return new Flow(
                id, first, last, initiatorKnown, original, reply, closed, reset, errors, evidence, relations, before);
    }

    /** Nanoseconds since the epoch of the earliest packet. */
    public long firstSeen() {
        long first = Long.MAX_VALUE;
        for (Hop hop : original) {
            first = Math.min(first, hop.firstSeen());
        }
        for (Hop hop : reply) {
            first = Math.min(first, hop.firstSeen());
        }
        return first;
    }

    /** Nanoseconds since the epoch of the latest packet. */
    public long lastSeen() {
        long last = Long.MIN_VALUE;
        for (Hop hop : original) {
            last = Math.max(last, hop.lastSeen());
        }
        for (Hop hop : reply) {
            last = Math.max(last, hop.lastSeen());
        }
        return last;
    }
}
