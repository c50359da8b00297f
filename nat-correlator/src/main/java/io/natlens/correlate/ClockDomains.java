package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Clock;
import io.natlens.frame.ClockOffsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Capture points put together by the clocks that they share, and how those clocks stand to each other. */
final class ClockDomains {
    private final CapturePoints all;
    private final List<CapturePoint> points;
    private final List<PointPair> pairs;
    private final ClockOffsets known;
    /** Each point's way to the point that stands for all of its clock. */
    private final Map<CapturePoint, CapturePoint> parents = new HashMap<>();

    private final Map<CapturePoint, Clock> clocks = new HashMap<>();

    /** @param known by which the times of all samples have been corrected */
    ClockDomains(CapturePoints all, List<PointPair> pairs, ClockOffsets known) {
        this.all = all;
        points = all.all().stream().filter(point -> point.capture() == point).toList();
        this.pairs = pairs;
        this.known = known;
        points.forEach(point -> parents.put(point, point));
        for (PointPair pair : pairs) {
            if (isOneClock(pair)) {
                parents.put(domain(pair.first), domain(pair.second));
            }
        }
    }

    private boolean isOneClock(PointPair pair) {
        Clock first = known.of(pair.first);
        boolean wasOne = first == null ? known.of(pair.second) == null : first.equals(known.of(pair.second));
        return wasOne && !pair.differs();
    }

    private CapturePoint domain(CapturePoint point) {
        CapturePoint at = point;
        for (CapturePoint up = parents.get(at); up != null && up != at; up = parents.get(at)) {
            at = up;
        }
        return at;
    }

    ClockOffsets offsets() {
        if (points.isEmpty()) {
            return ClockOffsets.NONE;
        }
        CapturePoint reference = reference();
        spread(domain(reference));
        Map<CapturePoint, Clock> offsets = new HashMap<>();
        for (CapturePoint point : points) {
            Clock found = clockOf(point);
            if (found != null) {
                offsets.put(point, onTopOf(known.of(point), found));
            }
        }
        return new ClockOffsets(offsets);
    }

    /** A point that no packets tie to others has the clock of those that were captured together with it. */
    private @Nullable Clock clockOf(CapturePoint point) {
        Clock clock = clocks.get(domain(point));
        for (int i = 0; clock == null && i < points.size(); i++) {
            clock = all.areJoined(point, points.get(i)) ? clocks.get(domain(points.get(i))) : null;
        }
        return clock;
    }

    private CapturePoint reference() {
        for (CapturePoint point : points) {
            if (pairs.stream().anyMatch(pair -> pair.first == point || pair.second == point)) {
                return point;
            }
        }
        return points.get(0);
    }

    private static Clock onTopOf(@Nullable Clock before, Clock found) {
        if (before == null || before.equals(Clock.COMMON)) {
            return found;
        }
        if (found.equals(Clock.COMMON)) {
            return before;
        }
        long reference = found.referenceNanos();
        return new Clock(reference, before.offsetAt(reference) + found.offsetNanos(), before.drift() + found.drift());
    }

    /** Finds the clocks that packets tie to the reference, and those that packets tie to these. */
    private void spread(CapturePoint reference) {
        clocks.put(reference, Clock.COMMON);
        Deque<CapturePoint> reached = new ArrayDeque<>(List.of(reference));
        while (!reached.isEmpty()) {
            CapturePoint from = reached.remove();
            for (CapturePoint point : points) {
                CapturePoint to = domain(point);
                if (!clocks.containsKey(to) && areTied(from, to)) {
                    clocks.put(to, clock(from, to));
                    reached.add(to);
                }
            }
        }
    }

    private boolean areTied(CapturePoint from, CapturePoint to) {
        return pairs.stream().anyMatch(pair -> isBetween(pair, from, to) || isBetween(pair, to, from));
    }

    private boolean isBetween(PointPair pair, CapturePoint first, CapturePoint second) {
        return domain(pair.first) == first && domain(pair.second) == second;
    }

    private Clock clock(CapturePoint from, CapturePoint to) {
        Clock base = clocks.getOrDefault(from, Clock.COMMON);
        List<ClockSample> samples = new ArrayList<>();
        for (PointPair pair : pairs) {
            for (ClockSample sample : pair.samples()) {
                if (isBetween(pair, from, to)) {
                    samples.add(ofSecond(sample, base));
                } else if (isBetween(pair, to, from)) {
                    samples.add(ofFirst(sample, base));
                }
            }
        }
        return samples.isEmpty() ? base : new ClockLine(samples).clock();
    }

    /** What a sample says of the second clock, the first being known. */
    private static ClockSample ofSecond(ClockSample sample, Clock first) {
        long common = first.common(sample.timeNanos());
        long offset = sample.timeNanos() + sample.offsetNanos() - common;
        return new ClockSample(common, offset, sample.roundTripNanos());
    }

    private static ClockSample ofFirst(ClockSample sample, Clock second) {
        long common = second.common(sample.timeNanos() + sample.offsetNanos());
        return new ClockSample(common, sample.timeNanos() - common, sample.roundTripNanos());
    }
}
