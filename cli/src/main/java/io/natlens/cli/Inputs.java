package io.natlens.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;

/** The captures that a command line names: each {@code [NAME=]FILE}, where {@code -} is standard input. */
final class Inputs {
    private Inputs() {}

    /**
     * What is left of the line.
     *
     * @throws UsageException if there is none, or standard input stands there twice
     */
    static List<String> of(CommandLine line) throws UsageException {
        List<String> inputs = List.copyOf(line.getArgList());
        if (inputs.isEmpty()) {
            throw new UsageException("which captures?");
        }
        if (inputs.stream().filter(Inputs::isStandardInput).count() > 1) {
            throw new UsageException("standard input can be read only once");
        }
        return inputs;
    }

    static boolean isStandardInput(String input) {
        return input.substring(input.indexOf('=') + 1).equals("-");
    }
}
