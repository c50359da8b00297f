package io.natlens.report;

import io.natlens.explain.Verdict;
import java.io.IOException;
import java.util.List;

/** Several reports of one run, each given everything in their order. */
public final class AllReports implements ReportWriter {
    private final List<ReportWriter> reports;

    /** @param reports closed with this one */
    public AllReports(List<ReportWriter> reports) {
        this.reports = List.copyOf(reports);
    }

    @Override
    public void add(Verdict verdict) throws IOException {
        for (ReportWriter report : reports) {
            report.add(verdict);
        }
    }

    @Override
    public void finish(Summary summary) throws IOException {
        for (ReportWriter report : reports) {
            report.finish(summary);
        }
    }

    @Override
    public void close() throws IOException {
        for (ReportWriter report : reports) {
            report.close();
        }
    }
}
