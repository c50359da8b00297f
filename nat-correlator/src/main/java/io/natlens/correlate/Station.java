package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.Leg;
import io.natlens.leg.SentBytes;
import org.jspecify.annotations.Nullable;

/** A leg on the path of its flow, turned so that all directions are the group's. */
final class Station {
    final Node node;
    /** As the initiator's packets are here; made once, since three objects are. */
    final FiveTuple form;

    private final Tally tally0;
    private final Tally tally1;

    /** How far behind the first point the leg lies; {@link PathOrder} says how that is measured. */
    double place;

    /** @param original the group's direction in which the initiator's packets go */
    Station(Node node, int original) {
        this.node = node;
        form = node.leg.tuple(original ^ node.orientation);
        tally0 = node.tally(node.orientation);
        tally1 = node.tally(1 - node.orientation);
    }

    Leg leg() {
        return node.leg;
    }

    CapturePoint point() {
        return node.leg.point();
    }

    Tally tally(int direction) {
        return direction == 0 ? tally0 : tally1;
    }

    /** Whether any packet of the direction was seen here. */
    boolean sees(int direction) {
        return !tally(direction).isEmpty();
    }

    SentBytes sent(int direction) {
        return node.leg.sent(direction ^ node.orientation);
    }

    /** The tie between two legs by which their directions agree; null if there is none. */
    @Nullable
    Edge edgeTo(Station other) {
        return node.edgeTo(other.node, node.orientation ^ other.node.orientation);
    }

    /** The delays of the direction's packets from here to another leg; null where none is known. */
    @Nullable
    Delay delayTo(Station other, int direction) {
        Edge edge = edgeTo(other);
        return edge == null ? null : edge.delayFrom(node, direction ^ edge.first.orientation);
    }
}
