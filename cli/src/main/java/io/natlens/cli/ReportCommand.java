package io.natlens.cli;

import java.io.IOException;
import java.util.List;

/** {@code natlens report}: correlates captures and writes a page for a browser. */
final class ReportCommand implements Command {
    @Override
    public String name() {
        return "report";
    }

    @Override
    public ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException {
        ReportConfig config = ReportConfig.parse(arguments);
        if (config.output() == null && console.outIsTerminal()) {
            throw new UsageException(
                    "a page of HTML is nothing to read on a terminal; -o report.html writes it to a file");
        }
        return new Analysis(config.captures(), console).run(config.output(), false, new PageReporting(config, console));
    }
}
