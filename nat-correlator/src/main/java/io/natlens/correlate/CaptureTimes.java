package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.Leg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From when to when each capture point has captured, as far as its packets show, and what its capture dropped. */
final class CaptureTimes {
    private long[] first = new long[0];
    private long[] last = new long[0];
    private long[] dropped = new long[0];
    private boolean[] missed = new boolean[0];
    private final List<CapturePoint> points = new ArrayList<>();

    /** Takes a packet's leg and time, in nanoseconds since the epoch. */
    void see(Node node, long timeNanos) {
        int number = node.point;
        if (number >= first.length) {
            grow(number);
        }
        if (first[number] == Long.MAX_VALUE) {
            points.add(node.leg.point());
        }
        first[number] = Math.min(first[number], timeNanos);
        last[number] = Math.max(last[number], timeNanos);
    }

    private void grow(int number) {
        int known = first.length;
        first = Arrays.copyOf(first, 2 * number + 4);
        last = Arrays.copyOf(last, first.length);
        dropped = Arrays.copyOf(dropped, first.length);
        missed = Arrays.copyOf(missed, first.length);
        Arrays.fill(first, known, first.length, Long.MAX_VALUE);
        Arrays.fill(last, known, last.length, Long.MIN_VALUE);
    }

    /** The points that have seen a packet. */
    List<CapturePoint> points() {
        return points;
    }

    /** Takes how many frames the point's capture says it dropped so far. */
    void dropped(CapturePoint point, long frames) {
        if (point.number() >= first.length) {
            grow(point.number());
        }
        dropped[point.number()] = frames;
    }

    /** Takes a leg that has ended, which may show that its point's capture missed what TCP got through. */
    void end(Leg leg) {
        boolean lacks = leg.protocol() == FiveTuple.TCP
                && (leg.sent(0).missed() > 0 || leg.sent(1).missed() > 0);
        if (lacks) {
            missed[leg.point().number()] = true;
        }
    }

    /** Whether the point's capture is known to have missed frames, whatever it says itself. */
    boolean hasMissed(CapturePoint point) {
        return point.number() < missed.length && missed[point.number()];
    }

    long dropped(CapturePoint point) {
        return point.number() < dropped.length ? dropped[point.number()] : 0;
    }

    /** Whether the point captured all the time between, so that what it did not see was not there. */
    boolean cover(CapturePoint point, long firstNanos, long lastNanos) {
        int number = point.number();
        return number < first.length && first[number] <= firstNanos && lastNanos <= last[number];
    }
}
