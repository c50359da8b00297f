package io.natlens.report;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.leg.PointSeries;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/** Draws what was counted. A chart of nothing is left out. */
public final class Charts {
    private static final int MOST_SERIES = ChartStyle.SERIES.size();
    private static final int MOST_BARS = 10;
    private static final String FLOWS = "flows";
    private static final double NANOS = 1e9;
    private static final double BITS = 8;

    private Charts() {}

    /** Why no chart can be drawn here, as a sentence; null if nothing is in the way. */
    public static @Nullable String hindrance() {
        System.setProperty("java.awt.headless", "true");
        try {
            // Java lists families even where no font is behind them: only the size of a letter shows it
            Graphics2D probe = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            probe.getFontMetrics().charWidth('0');
            probe.dispose();
            return null;
        } catch (Error | RuntimeException e) {
            // Java's ways of saying that there is no fontconfig, no font or no library to read them
        }
        return "the page has no charts, since Java finds no fonts here; on Debian: apt-get install fontconfig"
                + " fonts-dejavu-core";
    }

    static List<Chart> of(
            ChartData data, PointSeries traffic, PointSeries retransmissions, PointSeries drops, CapturePoints points) {
        ChartNames names = new ChartNames(points);
        List<Chart> charts = new ArrayList<>();
        if (traffic.slots() > 1) {
            charts.add(throughput(traffic, points.all(), names));
        }
        if (!data.bytesOut().isEmpty()) {
            charts.add(bars("egress-bytes", "Bytes that left the host, by NIC", names.ofPoints(data.bytesOut()), true));
        }
        if (!data.delays().isEmpty()) {
            charts.add(delays(names.ofWays(data.delays())));
        }
        if (data.translations().values().stream().anyMatch(count -> count > 0)) {
            charts.add(bars("translations", "Flows by translation", data.translations(), false));
        }
        if (!data.troubles().isEmpty()) {
            charts.add(troubles(names.ofPoints(data.troubles())));
        }
        if (retransmissions.slots() + drops.slots() > 0) {
            charts.add(troubleOverTime(retransmissions, drops, points.all()));
        }
        return charts;
    }

    private static Chart throughput(PointSeries traffic, List<CapturePoint> points, ChartNames names) {
        List<CapturePoint> most = points.stream()
                .sorted(Comparator.comparingLong((CapturePoint point) -> -traffic.amount(point)))
                .limit(MOST_SERIES)
                .filter(point -> traffic.amount(point) > 0)
                .sorted(Comparator.comparingInt(CapturePoint::number))
                .toList();
        double seconds = traffic.slotNanos() / NANOS;
        long peak = most.stream().mapToLong(point -> peak(traffic, point)).max().orElse(0);
        Scale scale = Scale.of(peak * BITS / seconds, "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s");
        XYSeriesCollection series = new XYSeriesCollection();
        for (CapturePoint point : most) {
            series.addSeries(series(names.of(point), traffic, point, scale.unit() * seconds / BITS));
        }
        DateAxis time = new DateAxis(null, TimeZone.getTimeZone("UTC"), Locale.ROOT);
        time.setRange(millis(traffic, traffic.firstUsed()), millis(traffic, traffic.slots()));
        String of = most.size() == MOST_SERIES && points.size() > MOST_SERIES
                ? " of the " + most.size() + " capture points with most"
                : "";
        return new Chart(
                "throughput",
                "Throughput" + of + ", means of " + Units.duration(traffic.slotNanos()),
                ChartStyle.chart(plot(series, time, scale.name(), new XYStepRenderer()), true));
    }

    /** Of all points together: at which they were, the bars tell. */
    private static Chart troubleOverTime(PointSeries retransmissions, PointSeries drops, List<CapturePoint> points) {
        XYSeriesCollection series = new XYSeriesCollection();
        series.addSeries(sum("sent again", retransmissions, points));
        series.addSeries(sum("dropped by the capture", drops, points));
        DateAxis time = new DateAxis(null, TimeZone.getTimeZone("UTC"), Locale.ROOT);
        return new Chart(
                "trouble-over-time",
                "Retransmissions and drops over time, all capture points",
                ChartStyle.chart(plot(series, time, "packets", new XYStepRenderer()), true));
    }

    private static XYSeries sum(String name, PointSeries packets, List<CapturePoint> points) {
        XYSeries series = new XYSeries(name);
        for (int slot = packets.firstUsed(); slot < packets.slots(); slot++) {
            long sum = 0;
            for (CapturePoint point : points) {
                sum += packets.amount(point, slot);
            }
            series.add(millis(packets, slot), (double) sum);
        }
        if (packets.slots() > 0) {
            series.add(millis(packets, packets.slots()), 0.0);
        }
        return series;
    }

    private static double millis(PointSeries traffic, int slot) {
        return traffic.startNanos(slot) / 1e6;
    }

    private static long peak(PointSeries traffic, CapturePoint point) {
        long peak = 0;
        for (int slot = 0; slot < traffic.slots(); slot++) {
            peak = Math.max(peak, traffic.amount(point, slot));
        }
        return peak;
    }

    private static XYSeries series(String name, PointSeries traffic, CapturePoint point, double bytesOfOne) {
        XYSeries series = new XYSeries(name);
        for (int slot = traffic.firstUsed(); slot <= traffic.slots(); slot++) {
            double bytes = slot < PointSeries.MOST_SLOTS ? traffic.amount(point, slot) : 0;
            series.add(millis(traffic, slot), bytes / bytesOfOne);
        }
        return series;
    }

    private static Chart delays(Map<String, long[]> delays) {
        List<Map.Entry<String, long[]>> most = delays.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> hop) -> -sum(hop.getValue())))
                .limit(MOST_SERIES)
                .toList();
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (Map.Entry<String, long[]> hop : most) {
            for (int slot = 0; slot < hop.getValue().length; slot++) {
                if (hop.getValue()[slot] > 0) {
                    first = Math.min(first, slot);
                    last = Math.max(last, slot);
                }
            }
        }
        XYSeriesCollection series = new XYSeriesCollection();
        for (Map.Entry<String, long[]> hop : most) {
            series.addSeries(histogram(hop, Math.max(0, first - 1), last + 2));
        }
        LogAxis axis = new LogAxis("median delay of a flow, µs");
        axis.setRange(decade(first / ChartData.SLOTS_IN_DECADE), decade(last / ChartData.SLOTS_IN_DECADE + 1));
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        String of = delays.size() > most.size() ? ", the " + most.size() + " hops with most flows" : "";
        return new Chart(
                "delay", "Delay per hop" + of, ChartStyle.chart(plot(series, axis, FLOWS, new XYStepRenderer()), true));
    }

    /** Where a decade of delays begins, in microseconds. */
    private static double decade(int decade) {
        return ChartData.slotNanos(decade * ChartData.SLOTS_IN_DECADE) / 1000;
    }

    private static long sum(long[] slots) {
        long sum = 0;
        for (long count : slots) {
            sum += count;
        }
        return sum;
    }

    private static XYSeries histogram(Map.Entry<String, long[]> hop, int from, int to) {
        XYSeries series = new XYSeries(hop.getKey());
        for (int slot = from; slot <= to; slot++) {
            long count = slot < hop.getValue().length ? hop.getValue()[slot] : 0;
            series.add(ChartData.slotNanos(slot) / 1000, (double) count);
        }
        return series;
    }

    private static XYPlot plot(XYSeriesCollection series, ValueAxis domain, String unit, XYLineAndShapeRenderer lines) {
        NumberAxis values = new NumberAxis(unit);
        values.setAutoRangeIncludesZero(true);
        for (int i = 0; i < series.getSeriesCount(); i++) {
            lines.setSeriesPaint(i, ChartStyle.SERIES.get(i));
            lines.setSeriesStroke(i, ChartStyle.line());
        }
        if (unit.equals(FLOWS)) {
            values.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        }
        XYPlot plot = new XYPlot(series, domain, values, lines);
        ChartStyle.apply(plot);
        return plot;
    }

    private static Chart bars(String file, String title, Map<String, Long> counts, boolean bytes) {
        List<Map.Entry<String, Long>> most = counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> bar) -> bytes ? -bar.getValue() : 0))
                .limit(MOST_BARS)
                .toList();
        long peak = most.stream().mapToLong(Map.Entry::getValue).max().orElse(0);
        Scale scale = bytes ? Scale.of((double) peak, "B", "kB", "MB", "GB", "TB") : new Scale(1, FLOWS);
        DefaultCategoryDataset values = new DefaultCategoryDataset();
        most.forEach(bar -> values.addValue(bar.getValue() / scale.unit(), title, bar.getKey()));
        String of = counts.size() > most.size() ? ", the " + most.size() + " with most" : "";
        return new Chart(file, title + of, ChartStyle.chart(barPlot(values, scale.name(), !bytes), false));
    }

    private static Chart troubles(Map<String, ChartData.Trouble> troubles) {
        DefaultCategoryDataset values = new DefaultCategoryDataset();
        troubles.entrySet().stream().limit(MOST_BARS).forEach(point -> {
            values.addValue((double) point.getValue().retransmissions, "sent again", point.getKey());
            values.addValue((double) point.getValue().lost, "lost before it", point.getKey());
            values.addValue((double) point.getValue().dropped, "dropped by the capture", point.getKey());
        });
        String of = troubles.size() > MOST_BARS ? ", " + MOST_BARS + " of " + troubles.size() + " capture points" : "";
        return new Chart(
                "losses",
                "Retransmissions, losses and drops" + of,
                ChartStyle.chart(barPlot(values, "packets", true), true));
    }

    private static CategoryPlot barPlot(DefaultCategoryDataset values, String unit, boolean whole) {
        NumberAxis axis = new NumberAxis(unit);
        if (whole) {
            axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        }
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setMaximumBarWidth(0.12);
        for (int i = 0; i < values.getRowCount(); i++) {
            renderer.setSeriesPaint(i, ChartStyle.SERIES.get(i));
        }
        CategoryPlot plot = new CategoryPlot(values, new CategoryAxis(), axis, renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        ChartStyle.apply(plot);
        return plot;
    }

    /**
     * The unit in which an axis counts.
     *
     * @param unit how many it is of the smallest
     */
    private record Scale(double unit, String name) {
        static Scale of(double most, String... names) {
            double unit = 1;
            int name = 0;
            while (most / unit >= 1000 && name < names.length - 1) {
                unit *= 1000;
                name++;
            }
            return new Scale(unit, names[name]);
        }
    }
}
