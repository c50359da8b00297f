package io.natlens.cli;

import java.io.IOException;
import java.util.List;

/** {@code natlens capture}: writes what passes interfaces to a file. */
final class CaptureCommand implements Command {
    @Override
    public String name() {
        return "capture";
    }

    @Override
    public ExitStatus run(List<String> arguments, Console console) throws UsageException, IOException {
        return new CaptureRun(CaptureConfig.parse(arguments, console), console).run();
    }
}
