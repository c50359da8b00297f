package io.natlens.cli;

import io.natlens.report.ReportFormat;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What {@code natlens analyze} is asked to do.
 *
 * @param output where the report goes; null for standard output
 */
record AnalyzeConfig(CaptureOptions captures, ReportFormat format, @Nullable Path output, ColorChoice color) {
    static AnalyzeConfig parse(List<String> arguments) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        return new AnalyzeConfig(
                CaptureOptions.of(line),
                OptionParser.choice(line, "format", ReportFormat.TABLE),
                OptionParser.file(line, "output"),
                OptionParser.choice(line, "color", ColorChoice.AUTO));
    }

    static Options options() {
        Options options = new Options()
                .addOption(OptionParser.valued("f", "format", "FORMAT"))
                .addOption(OptionParser.valued("o", "output", "FILE"))
                .addOption(OptionParser.valued(null, "color", "WHEN"));
        return CaptureOptions.addTo(options);
    }
}
