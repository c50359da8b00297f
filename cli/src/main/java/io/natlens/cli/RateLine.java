package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.live.PointStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/** Packets a second and drops of each capture point, in one line. */
final class RateLine {
    private static final long BETWEEN_RATES = TimeUnit.SECONDS.toNanos(1);

    private final Map<CapturePoint, Long> before = new HashMap<>();
    private long at = System.nanoTime();
    private String text = "";

    /** {@code docker0 120/s  eth0 118/s 3 dropped}; anew every second. */
    String text(List<PointStatistics> statistics) {
        long now = System.nanoTime();
        if (text.isEmpty() || now - at >= BETWEEN_RATES) {
            text = text(statistics, Math.max(1, now - at) / 1e9);
            at = now;
        }
        return text;
    }

    private String text(List<PointStatistics> statistics, double seconds) {
        StringJoiner line = new StringJoiner("  ");
        for (PointStatistics counts : statistics) {
            Long last = before.put(counts.point(), counts.captured());
            long rate = Math.round((counts.captured() - (last == null ? 0 : last)) / seconds);
            String dropped = counts.dropped() == 0 ? "" : " " + counts.dropped() + " dropped";
            line.add(counts.point() + " " + rate + "/s" + dropped);
        }
        return line.toString();
    }
}
