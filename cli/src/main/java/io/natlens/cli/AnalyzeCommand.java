package io.natlens.cli;

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
                .run(config.output(), wantsColor(config, console), new AnalyzeReporting(config));
    }

    private static boolean wantsColor(AnalyzeConfig config, Console console) {
        return switch (config.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> config.output() == null && console.wantsColor();
        };
    }
}
