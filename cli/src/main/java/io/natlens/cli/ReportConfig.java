package io.natlens.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What {@code natlens report} is asked to do.
 *
 * @param output where the page goes; null for standard output
 */
record ReportConfig(CaptureOptions captures, @Nullable Path output) {
    static ReportConfig parse(List<String> arguments) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        return new ReportConfig(CaptureOptions.of(line), OptionParser.file(line, "output"));
    }

    static Options options() {
        return CaptureOptions.addTo(new Options().addOption(OptionParser.valued("o", "output", "FILE")));
    }
}
