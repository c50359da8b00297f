package io.natlens.cli;

import io.natlens.report.ChartFormat;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What {@code natlens report} is asked to do.
 *
 * @param output where the page goes; null for standard output
 * @param payload whether the page shows what stands behind the packets' headers
 * @param charts the folder that charts go to as files; null if they are wanted in the page only
 */
record ReportConfig(
        CorrelateOptions captures,
        @Nullable Path output,
        boolean payload,
        @Nullable Path charts,
        ChartFormat chartFormat) {
    static ReportConfig parse(List<String> arguments) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        Path charts = OptionParser.file(line, "charts");
        Outputs.requireFolder("charts", charts);
        return new ReportConfig(
                CorrelateOptions.of(line),
                OptionParser.file(line, "output"),
                line.hasOption("payload"),
                charts,
                OptionParser.choice(line, "chart-format", ChartFormat.SVG));
    }

    static Options options() {
        Options options = new Options()
                .addOption(OptionParser.valued("o", "output", "FILE"))
                .addOption(Option.builder().longOpt("payload").get())
                .addOption(OptionParser.valued(null, "charts", "DIR"))
                .addOption(OptionParser.valued(null, "chart-format", "FORMAT"));
        return CorrelateOptions.addTo(options);
    }
}
