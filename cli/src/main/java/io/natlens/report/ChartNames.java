package io.natlens.report;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What charts call capture points: short, and each by a name of its own, since a chart tells its series apart by name. */
final class ChartNames {
    private final Map<CapturePoint, String> names = new LinkedHashMap<>();

    ChartNames(CapturePoints points) {
        Set<String> taken = new HashSet<>();
        for (CapturePoint point : points.all()) {
            String name = free(FlowBlock.name(point), taken);
            taken.add(name);
            names.put(point, name);
        }
    }

    /** The name, with a number behind it where it is taken. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    /** Of one of the points that this was made with. */
    String of(CapturePoint point) {
        return names.getOrDefault(point, point.name());
    }

    /** What is counted by capture point, by its name. */
    <V> Map<String, V> ofPoints(Map<CapturePoint, V> counts) {
        Map<String, V> named = new LinkedHashMap<>();
        counts.forEach((point, count) -> named.put(of(point), count));
        return named;
    }

    /** What is counted by the way from point to point, by the names of both. */
    <V> Map<String, V> ofWays(Map<ChartData.Way, V> counts) {
        Map<String, V> named = new LinkedHashMap<>();
        counts.forEach((way, count) -> named.put(free(of(way.from()) + " → " + of(way.to()), named.keySet()), count));
        return named;
    }
}
