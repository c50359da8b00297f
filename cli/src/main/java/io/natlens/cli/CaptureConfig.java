package io.natlens.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * What {@code natlens capture} is asked to do.
 *
 * @param most how many frames to capture at most
 * @param output where they go
 */
record CaptureConfig(InterfaceConfig interfaces, long most, OutputConfig output) {
    static CaptureConfig parse(List<String> arguments, Console console) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        OutputConfig output = OutputConfig.of(line);
        return new CaptureConfig(
                InterfaceConfig.of(line, InterfaceConfig.command("capture", arguments), console, !output.micros()),
                OptionParser.number(line, "c", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                output);
    }

    static Options options() {
        Options options = new Options();
        InterfaceConfig.addTo(options);
        OutputConfig.addTo(options);
        return options.addOption(OptionParser.valued("c", null, "COUNT"))
                .addOption(Option.builder("n").get());
    }
}
