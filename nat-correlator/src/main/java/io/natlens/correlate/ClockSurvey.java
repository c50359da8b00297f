package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Clock;
import io.natlens.frame.ClockOffsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Learns which capture points have clocks of their own, how far these are ahead, and how much they gain.
 *
 * <p>Points share a clock unless delays that are impossible on one clock show that they do not. A first survey learns that
 * from flows as they end, which costs the packets nothing. Once some clocks are known to differ, a second one compares
 * the packets between them one by one.
 */
final class ClockSurvey {
    /** How long before a packet the other direction's one may have passed to be compared with it, in nanoseconds. */
    private static final long LONGEST_GAP = 1_000_000_000L;

    /** The last packet of each direction between two legs. */
    private static final class Exchange {
        private final long[] times = {Long.MIN_VALUE / 2, Long.MIN_VALUE / 2};
        private final long[] differences = new long[2];
    }

    private final ClockOffsets known;
    /** By the numbers of both points, the lower one's in the upper half. */
    private final Long2ObjectHashMap<PointPair> pairs = new Long2ObjectHashMap<>();

    private final Handshakes handshakes = new Handshakes(this::add);
    private final Map<Edge, Exchange> exchanges = new HashMap<>();

    /** @param known by which all times have been corrected */
    ClockSurvey(ClockOffsets known) {
        this.known = known;
    }

    /** Whether packets are to be told one by one. */
    boolean comparesPackets() {
        return known.differ();
    }

    /** Takes a packet that two legs have seen. */
    void compare(Edge edge, int firstDirection, long secondLessFirst, long timeNanos) {
        CapturePoint first = edge.first.leg.point();
        CapturePoint second = edge.second.leg.point();
        if (isOneClock(first, second)) {
            return;
        }
        Exchange exchange = exchanges.computeIfAbsent(edge, unused -> new Exchange());
        exchange.times[firstDirection] = timeNanos;
        exchange.differences[firstDirection] = secondLessFirst;
        if (timeNanos - exchange.times[1 - firstDirection] <= LONGEST_GAP) {
            add(first, second, timeNanos, exchange.differences[0], exchange.differences[1]);
        }
    }

    private boolean isOneClock(CapturePoint first, CapturePoint second) {
        Clock one = known.of(first);
        Clock other = known.of(second);
        return one == null || one.equals(other);
    }

    /** Takes a flow whose legs have been found. */
    void learn(Group group) {
        List<Node> nodes = group.nodes();
        for (Node node : nodes) {
            if (comparesPackets()) {
                forget(node);
            } else {
                handshakes.add(node);
            }
        }
        boolean open = notePairs(nodes);
        if (open && !comparesPackets()) {
            compare(nodes, tied(nodes, 0), tied(nodes, 1));
        }
    }

    private void forget(Node node) {
        for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
            exchanges.remove(edge);
        }
    }

    /** Notes that packets tie these legs' points, and tells whether there is more to learn of any two of them. */
    private boolean notePairs(List<Node> nodes) {
        boolean open = false;
        for (int i = 1; i < nodes.size(); i++) {
            for (int j = 0; j < i; j++) {
                CapturePoint first = nodes.get(j).leg.point();
                CapturePoint second = nodes.get(i).leg.point();
                if (first.capture() != second.capture()) {
                    open |= !pair(first, second).isSettled();
                }
            }
        }
        return open;
    }

    /** Compares the legs that packets of both directions tie. */
    private void compare(List<Node> nodes, int[] there, int[] back) {
        for (int i = 1; i < nodes.size(); i++) {
            for (int j = 0; j < i; j++) {
                Node first = nodes.get(j);
                Node second = nodes.get(i);
                boolean several =
                        first.leg.point().capture() != second.leg.point().capture();
                if (several && there[i] == there[j] && back[i] == back[j]) {
                    long middle = first.firstSeen() + (first.lastSeen() - first.firstSeen()) / 2;
                    add(
                            first.leg.point(),
                            second.leg.point(),
                            middle,
                            lag(second, 0) - lag(first, 0),
                            lag(second, 1) - lag(first, 1));
                }
            }
        }
    }

    /** A number for each leg, the same for those that packets of one direction of the group tie, by whatever way. */
    private static int[] tied(List<Node> nodes, int direction) {
        int[] numbers = IntStream.range(0, nodes.size()).toArray();
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = 0; i < numbers.length; i++) {
                Node node = nodes.get(i);
                for (Edge edge = node.firstEdge(); edge != null; edge = edge.next(node)) {
                    int other = nodes.indexOf(edge.other(node));
                    boolean carries = edge.count(direction ^ edge.first.orientation) > 0;
                    if (other >= 0 && carries && numbers[other] < numbers[i]) {
                        numbers[i] = numbers[other];
                        changed = true;
                    }
                }
            }
        }
        return numbers;
    }

    /** How much later than the first point that saw them this leg saw the packets of a direction of the group, in ns. */
    private static long lag(Node node, int direction) {
        Tally tally = node.tally(direction ^ node.orientation);
        return tally.isFollowed() ? Math.round(tally.meanLag()) : 0;
    }

    private void add(Handshakes.Seen first, Handshakes.Seen second) {
        if (first.point().capture() != second.point().capture()) {
            add(
                    first.point(),
                    second.point(),
                    Math.min(first.low(), first.high()),
                    second.low() - first.low(),
                    second.high() - first.high());
        }
    }

    private void add(CapturePoint first, CapturePoint second, long timeNanos, long there, long back) {
        PointPair pair = pair(first, second);
        if (pair.first == first.capture()) {
            pair.add(ClockSample.of(timeNanos, there, back));
        } else {
            pair.add(ClockSample.of(timeNanos + there, -there, -back));
        }
    }

    private PointPair pair(CapturePoint a, CapturePoint b) {
        CapturePoint first = a.capture().number() < b.capture().number() ? a.capture() : b.capture();
        CapturePoint second = first == a.capture() ? b.capture() : a.capture();
        long numbers = (long) first.number() << 32 | second.number();
        PointPair known = pairs.get(numbers);
        if (known == null) {
            known = new PointPair(first, second);
            pairs.put(numbers, known);
        }
        return known;
    }

    /** The clocks of all points that packets tie to the first of those that packets tie to any. */
    ClockOffsets offsets(CapturePoints points) {
        return new ClockDomains(points, new ArrayList<>(pairs.values()), known).offsets();
    }
}
