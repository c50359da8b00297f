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
        return new Analysis(AnalyzeConfig.parse(arguments), console).run();
    }
}
