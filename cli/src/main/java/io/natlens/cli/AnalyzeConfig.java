package io.natlens.cli;

import io.natlens.report.IpfixDestination;
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
 * @param pcapng where the annotated capture goes; null if none is wanted
 * @param ipfix where flows go as IPFIX messages; null if nowhere
 * @param explained the number of the one flow whose match is to be shown in place of a report, or 0
 */
record AnalyzeConfig(
        CorrelateOptions captures,
        ReportFormat format,
        @Nullable Path output,
        ColorChoice color,
        @Nullable Path pcapng,
        @Nullable IpfixDestination ipfix,
        long explained) {
    private static final String EXPLAIN_MATCH = "explain-match";
    private static final String PCAPNG = "pcapng";

    static AnalyzeConfig parse(List<String> arguments) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        CorrelateOptions captures = CorrelateOptions.of(line);
        for (String option : List.of(EXPLAIN_MATCH, PCAPNG)) {
            if (line.hasOption(option)) {
                SecondReading.requireFiles(option, captures.inputs());
            }
        }
        return new AnalyzeConfig(
                captures,
                OptionParser.choice(line, "format", ReportFormat.TABLE),
                OptionParser.file(line, "output"),
                OptionParser.choice(line, "color", ColorChoice.AUTO),
                OptionParser.file(line, PCAPNG),
                IpfixOption.of(line),
                OptionParser.number(line, EXPLAIN_MATCH, 0, 1, Integer.MAX_VALUE));
    }

    static Options options() {
        Options options = new Options()
                .addOption(OptionParser.valued("f", "format", "FORMAT"))
                .addOption(OptionParser.valued("o", "output", "FILE"))
                .addOption(OptionParser.valued(null, "color", "WHEN"))
                .addOption(OptionParser.valued(null, PCAPNG, "FILE"))
                .addOption(OptionParser.valued(null, IpfixOption.NAME, "DEST"))
                .addOption(OptionParser.valued(null, EXPLAIN_MATCH, "ID"));
        return CorrelateOptions.addTo(options);
    }
}
