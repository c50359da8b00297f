package io.natlens.report;

import io.natlens.explain.Verdict;
import io.natlens.file.FileErrors;
import io.natlens.frame.CapturePoints;
import io.natlens.leg.PointSeries;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what the charts show, and puts them into the page, and into files if these are wanted. */
public final class ChartBook {
    private final ChartData data = new ChartData();
    private final Supplier<PointSeries> bytes;
    private final Supplier<PointSeries> drops;
    private final @Nullable Path folder;
    private final ChartFormat format;

    /**
     * @param bytes that passed each capture point; asked at the end of the run
     * @param drops what each capture dropped; asked then, too
     * @param folder where the charts go as files; null if nowhere
     */
    public ChartBook(
            Supplier<PointSeries> bytes, Supplier<PointSeries> drops, @Nullable Path folder, ChartFormat format) {
        this.bytes = bytes;
        this.drops = drops;
        this.folder = folder;
        this.format = format;
    }

    void add(Verdict verdict) {
        data.add(verdict);
    }

    void finish(Summary summary, CapturePoints points, OutputStream page) throws IOException {
        data.add(summary.capturePoints());
        List<Chart> charts = Charts.of(data, bytes.get(), summary.retransmissions(), drops.get(), points);
        if (folder != null) {
            writeFiles(charts, folder);
        }
        if (!charts.isEmpty()) {
            write("<section aria-label=\"Charts\" class=\"charts\">\n", page);
            for (Chart chart : charts) {
                write("<figure>\n<figcaption>" + chart.title() + "</figcaption>\n", page);
                write(ChartSvg.of(chart) + "\n</figure>\n", page);
            }
            write("</section>\n", page);
        }
    }

    private static void write(String text, OutputStream page) throws IOException {
        page.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void writeFiles(List<Chart> charts, Path into) throws IOException {
        Path file = into;
        try {
            Files.createDirectories(into);
            for (Chart chart : charts) {
                file = into.resolve(chart.file() + "." + format.name().toLowerCase(Locale.ROOT));
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    format.write(chart, out);
                }
            }
        } catch (IOException e) {
            throw new IOException(file + ": " + FileErrors.reason(e), e);
        }
    }
}
