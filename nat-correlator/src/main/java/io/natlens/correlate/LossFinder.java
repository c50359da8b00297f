package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.SentBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds between which hops of one direction packets were lost.
 *
 * <p>TCP tells by itself: what a point sees sent again, while no point behind it has seen it before, was lost in between.
 * Bytes are compared and not packets, so that segmentation offload is no loss. Of all else each packet is looked for.
 */
final class LossFinder {
    private final List<Station> path;
    private final int direction;
    private final CaptureTimes times;

    /**
     * @param path the legs that have seen the direction, in the order of the way
     * @param direction the group's
     */
    LossFinder(List<Station> path, int direction, CaptureTimes times) {
        this.path = path;
        this.direction = direction;
        this.times = times;
    }

    /**
     * What was lost on the way to a hop.
     *
     * @param hop from 1
     * @param delay between the hop before and this
     * @return null where that cannot be known: no packet was seen at both, the captures did not both last from the flow's
     *     first packet to its last, or the time order of the two points is not that of the path
     */
    @Nullable
    Loss before(int hop, @Nullable Delay delay) {
        Station sender = path.get(hop - 1);
        Station receiver = path.get(hop);
        if (delay == null || delay.median() < 0) {
            return null;
        }
        Tally tally = sender.tally(direction);
        boolean covered = times.cover(receiver.point(), tally.firstSeen() + delay.max(), tally.lastSeen());
        if (!covered || (sender.leg().protocol() == FiveTuple.TCP && isLegShared())) {
            return null;
        }
        return sender.leg().protocol() == FiveTuple.TCP ? ofTcp(hop) : loss(hop, unarrived(hop), 0, 0);
    }

    /** Whether a leg has seen another connection, too: what it knows of TCP's segments is then of both. */
    private boolean isLegShared() {
        for (Station station : path) {
            if (station.node.sharesLeg()) {
                return true;
            }
        }
        return false;
    }

    private Loss loss(int hop, long packets, long bytes, long retransmitted) {
        CapturePoint point = path.get(hop).point();
        return new Loss(packets, bytes, retransmitted, times.dropped(point), times.hasMissed(point));
    }

    /** The packets that were seen before the hop last of all, without those that had been behind it first. */
    private long unarrived(int hop) {
        Station sender = path.get(hop - 1);
        long turned = 0;
        for (int before = 0; before < hop; before++) {
            for (int behind = hop; behind < path.size(); behind++) {
                turned += turned(path.get(before), path.get(behind));
            }
        }
        return Math.max(0, sender.tally(direction).ended() - turned);
    }

    /** How many packets were seen behind first, against the order of the way. */
    private long turned(Station before, Station behind) {
        Edge edge = before.edgeTo(behind);
        return edge == null ? 0 : edge.seenBefore(behind.node, direction ^ edge.first.orientation);
    }

    private Loss ofTcp(int hop) {
        SentBytes sent = sent(hop - 1);
        long repeated = 0;
        long segments = 0;
        long once = 0;
        long bare = 0;
        for (int behind = hop; behind < path.size(); behind++) {
            SentBytes arrived = sent(behind);
            repeated = Math.max(repeated, arrived.repeatedBytes());
            segments = Math.max(segments, arrived.repeatedSegments());
            once = Math.max(once, arrived.bytes() - arrived.repeatedBytes());
            bare = Math.max(bare, arrived.bareSegments());
        }
        long again = Math.max(0, sent.repeatedBytes() - repeated);
        long retransmitted = again == 0 ? 0 : Math.max(1, sent.repeatedSegments() - segments);
        long never = isAcknowledged(hop) ? 0 : Math.max(0, sent.bytes() - sent.repeatedBytes() - once);
        long packets = retransmitted + Math.min(1, never) + Math.max(0, sent.bareSegments() - bare);
        return loss(hop, packets, again + never, retransmitted);
    }

    /** Whether any point before the hop has seen that all arrived in the end. */
    private boolean isAcknowledged(int hop) {
        for (int before = 0; before < hop; before++) {
            if (sent(before).isAcknowledged()) {
                return true;
            }
        }
        return false;
    }

    private SentBytes sent(int hop) {
        return path.get(hop).sent(direction);
    }
}
