package io.natlens.cli;

import io.natlens.report.AllReports;
import io.natlens.report.AnnotatedCapture;
import io.natlens.report.MatchReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code natlens analyze}: correlates captures and reports what became of each flow. */
final class AnalyzeCommand implements Command {
    @Override
    public String name() {
        return "analyze";
    }

    @Override
    public ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException {
        AnalyzeConfig config = AnalyzeConfig.parse(arguments);
        return new Analysis(config.captures(), console)
                .run(config.output(), wantsColor(config, console), reporting(config));
    }

    private static Analysis.Reporting reporting(AnalyzeConfig config) throws UsageException, IOException {
        Path pcapng = config.pcapng();
        if (config.explained() != 0) {
            return (out, context, packets) -> new MatchReport(out, context, packets, config.explained());
        }
        if (pcapng == null) {
            return (out, context, packets) -> config.format().open(out, context);
        }
        Outputs.refuseInput("pcapng", pcapng, config.captures().inputs());
        Outputs.refuseInputFolder("pcapng", pcapng, config.captures().inputs());
        return (out, context, packets) -> new AllReports(
                List.of(config.format().open(out, context), new AnnotatedCapture(pcapng, context, packets)));
    }

    private static boolean wantsColor(AnalyzeConfig config, Console console) {
        return switch (config.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> config.output() == null && console.wantsColor();
        };
    }
}
