package io.natlens.cli;

import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What {@code natlens capture} is asked to do.
 *
 * @param most how many frames to capture at most
 * @param output where they go; null if they are printed
 */
record CaptureConfig(InterfaceConfig interfaces, long most, @Nullable OutputConfig output, LineConfig lines) {
    static CaptureConfig parse(List<String> arguments, Console console) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        OutputConfig output = line.hasOption("w") ? OutputConfig.of(line) : null;
        if (output == null) {
            OutputConfig.refuse(line);
        }
        return new CaptureConfig(
                InterfaceConfig.of(
                        line,
                        InterfaceConfig.command("capture", arguments),
                        console,
                        output == null || !output.micros()),
                OptionParser.number(line, "c", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                output,
                LineConfig.of(line));
    }

    static Options options() {
        Options options = new Options();
        InterfaceConfig.addTo(options);
        OutputConfig.addTo(options);
        LineConfig.addTo(options);
        return options.addOption(OptionParser.valued("c", null, "COUNT"));
    }
}
