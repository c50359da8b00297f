package io.natlens.report;

import io.natlens.explain.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Blocks of lines for people to read, and to paste into a ticket; at the end the capture points and the sums. */
final class TableReport implements ReportWriter {
    private final OutputStream out;
    private final ReportContext context;
    private final FlowCounts counts = new FlowCounts();

    TableReport(OutputStream out, ReportContext context) {
        this.out = out;
        this.context = context;
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        counts.add(verdict.translated());
        write(new FlowBlock(verdict, context).text() + "\n");
    }

    @Override
    public void finish(Summary summary) throws IOException {
        write(new PointTable(summary.capturePoints(), counts, context).text());
        String flows = counts.flows() == 1 ? "1 flow" : counts.flows() + " flows";
        String kinds = counts.flows() == 0 ? "" : ": " + counts.translations();
        Line line = new Line(context.color()).add(Style.HEADING, flows + kinds);
        write("\n" + line.text());
        if (summary.damages() > 0) {
            String captures = summary.damages() == 1 ? "1 capture was" : summary.damages() + " captures were";
            warn(captures + " damaged or could not be read: the report lacks what is missing there");
        }
        if (summary.evicted() > 0) {
            warn(summary.evicted() + " flows were given up before their end, since more lived at once than --max-flows"
                    + " allows: they may be reported in parts");
        }
        if (context.nics().all().isEmpty() && !summary.capturePoints().isEmpty()) {
            warn("no capture point is known to be a NIC, so no egress is told; --role NAME=nic names one");
        }
    }

    private void warn(String sentence) throws IOException {
        write(new Paragraph(0, context.color())
                .add(Style.WARNING, "! " + sentence)
                .text());
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // the stream is the caller's
    }
}
