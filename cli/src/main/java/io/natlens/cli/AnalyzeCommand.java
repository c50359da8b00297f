package io.natlens.cli;

import io.natlens.report.MatchReport;
import java.io.IOException;
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
                .run(config.output(), wantsColor(config, console), opener(config));
    }

    private static Analysis.ReportOpener opener(AnalyzeConfig config) {
        if (config.explained() == 0) {
            return config.format()::open;
        }
        return (out, context) -> new MatchReport(
                out, context, new SecondReading(config.captures().inputs(), context.points()), config.explained());
    }

    private static boolean wantsColor(AnalyzeConfig config, Console console) {
        return switch (config.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> config.output() == null && console.wantsColor();
        };
    }
}
