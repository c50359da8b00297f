package io.natlens.cli;

import io.natlens.frame.FrameSource;
import io.natlens.leg.PointSeries;
import io.natlens.report.ChartBook;
import io.natlens.report.Charts;
import io.natlens.report.HtmlReport;
import io.natlens.report.PacketPass;
import io.natlens.report.PagePackets;
import io.natlens.report.ReportContext;
import io.natlens.report.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The page of a run, with charts where they can be drawn. */
final class PageReporting implements Analysis.Reporting {
    private final ReportConfig config;
    private final Console console;
    /** Of the report that was begun last; each source is read by a thread of its own, and counts for itself. */
    private List<PointSeries> bytes = List.of();

    private List<PointSeries> drops = List.of();

    PageReporting(ReportConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    @Override
    public ReportWriter open(OutputStream out, ReportContext context, PacketPass packets) throws IOException {
        List<PointSeries> partsOfBytes = new ArrayList<>();
        List<PointSeries> partsOfDrops = new ArrayList<>();
        bytes = partsOfBytes;
        drops = partsOfDrops;
        String hindrance = Charts.hindrance();
        if (hindrance != null) {
            console.complain(hindrance);
        }
        ChartBook charts = hindrance == null
                ? new ChartBook(
                        () -> PointSeries.sum(partsOfBytes),
                        () -> PointSeries.sum(partsOfDrops),
                        config.charts(),
                        config.chartFormat())
                : null;
        boolean again = SecondReading.areFiles(config.captures().inputs());
        return new HtmlReport(out, context, charts, again ? new PagePackets(packets, config.payload()) : null);
    }

    @Override
    public FrameSource watched(FrameSource source) {
        PointSeries ownBytes = new PointSeries();
        PointSeries ownDrops = new PointSeries();
        bytes.add(ownBytes);
        drops.add(ownDrops);
        return new TrafficSource(source, ownBytes, ownDrops);
    }
}
