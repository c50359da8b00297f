package io.natlens.cli;

import io.natlens.report.AllReports;
import io.natlens.report.AnnotatedCapture;
import io.natlens.report.IpfixDestination;
import io.natlens.report.IpfixReport;
import io.natlens.report.MatchReport;
import io.natlens.report.PacketPass;
import io.natlens.report.ReportContext;
import io.natlens.report.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code analyze} writes: the report, and what is wanted besides. */
final class AnalyzeReporting implements Analysis.Reporting {
    private final AnalyzeConfig config;

    /** @throws UsageException if one of the files that are to be written is a capture that is to be read, or another one */
    AnalyzeReporting(AnalyzeConfig config) throws UsageException, IOException {
        this.config = config;
        List<String> inputs = config.captures().inputs();
        if (config.pcapng() != null) {
            Outputs.refuseInput("pcapng", config.pcapng(), inputs);
            Outputs.refuseInputFolder("pcapng", config.pcapng(), inputs);
        }
        Outputs.refuseTwice("output", config.output(), "pcapng", config.pcapng());
        if (config.ipfix() instanceof IpfixDestination.File file) {
            Outputs.refuseInput(IpfixOption.NAME, file.path(), inputs);
            Outputs.refuseTwice("output", config.output(), IpfixOption.NAME, file.path());
            Outputs.refuseTwice("pcapng", config.pcapng(), IpfixOption.NAME, file.path());
        }
    }

    @Override
    public ReportWriter open(OutputStream out, ReportContext context, PacketPass packets) throws IOException {
        if (config.explained() != 0) {
            return new MatchReport(out, context, packets, config.explained());
        }
        ReportWriter report = config.format().open(out, context);
        Path pcapng = config.pcapng();
        IpfixDestination ipfix = config.ipfix();
        if (pcapng == null && ipfix == null) {
            return report;
        }
        List<ReportWriter> reports = new ArrayList<>(List.of(report));
        if (pcapng != null) {
            reports.add(new AnnotatedCapture(pcapng, context, packets));
        }
        if (ipfix != null) {
            reports.add(new IpfixReport(ipfix, context.points()));
        }
        return new AllReports(reports);
    }
}
