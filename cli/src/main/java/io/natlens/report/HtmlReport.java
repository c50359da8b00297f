package io.natlens.report;

import io.natlens.explain.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One page for a browser, which needs no network: the answer, a map, a table of flows, each of which can be opened. All that
 * came from the wire is data for its script, and never a part of its markup.
 */
public final class HtmlReport implements ReportWriter {
    /** How many flows a page has; of more, the page says how many there were. */
    static final int MOST_FLOWS = 200_000;

    private static final int ROWS_IN_BLOCK = 25_000;
    private static final int DETAILS_IN_BLOCK = 250;

    private final OutputStream out;
    private final PageTemplate template = new PageTemplate();
    private final PackedRows rows = new PackedRows("rows", ROWS_IN_BLOCK);
    private final PackedRows details = new PackedRows("details", DETAILS_IN_BLOCK);
    private final ReportContext context;
    private final @Nullable ChartBook charts;
    private final @Nullable PagePackets packets;
    private final PageSummary summary;
    private long epochNanos;

    /**
     * Begins a page; the caller closes the stream, after the report.
     *
     * @param charts null for a page without
     * @param packets null for a page without; closed with the report
     */
    public HtmlReport(
            OutputStream out, ReportContext context, @Nullable ChartBook charts, @Nullable PagePackets packets)
            throws IOException {
        this.out = out;
        this.context = context;
        this.charts = charts;
        this.packets = packets;
        summary = new PageSummary(context.roles());
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        if (summary.flows() == 0) {
            epochNanos = verdict.translated().flow().firstSeen();
        }
        summary.add(verdict);
        if (charts != null) {
            charts.add(verdict);
        }
        if (summary.flows() <= MOST_FLOWS) {
            new PageRow(rows.next(), epochNanos).write(verdict);
            new PageDetail(details.next(), epochNanos).write(verdict);
            if (packets != null) {
                packets.add(verdict);
            }
        }
    }

    @Override
    public void finish(Summary known) throws IOException {
        template.writeStart(out);
        if (charts != null) {
            charts.finish(known, context.points(), out);
        }
        template.writeMiddle(out);
        try (PackedRows header = new PackedRows("summary", 1)) {
            summary.write(header.next(), known, epochNanos, packets);
            header.transferTo(out);
        }
        rows.transferTo(out);
        details.transferTo(out);
        if (packets != null) {
            packets.finish(epochNanos, out);
        }
        template.writeEnd(out);
    }

    @Override
    public void close() throws IOException {
        rows.close();
        details.close();
        if (packets != null) {
            packets.close();
        }
    }
}
