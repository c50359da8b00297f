package io.natlens.cli;

import java.io.IOException;
import java.util.List;

/** {@code natlens live}: correlates what passes interfaces as it passes. */
final class LiveCommand implements Command {
    @Override
    public String name() {
        return "live";
    }

    @Override
    public ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException {
        return new LiveRun(LiveConfig.parse(arguments, console), console).run();
    }
}
