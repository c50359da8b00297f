package io.natlens.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * What {@code natlens print} is asked to do.
 *
 * @param inputs each {@code [NAME=]FILE}, at least one
 * @param most how many frames to print at most
 */
record PrintConfig(List<String> inputs, LineConfig lines, long most) {
    static PrintConfig parse(List<String> arguments) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        return new PrintConfig(
                Inputs.of(line),
                LineConfig.of(line),
                OptionParser.number(line, "c", Long.MAX_VALUE, 1, Long.MAX_VALUE));
    }

    static Options options() {
        Options options = new Options();
        LineConfig.addTo(options);
        return options.addOption(OptionParser.valued("c", null, "COUNT"));
    }
}
