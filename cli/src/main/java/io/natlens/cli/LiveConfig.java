package io.natlens.cli;

import io.natlens.host.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What {@code natlens live} is asked to do.
 *
 * @param events how events are written; null for the screen where there is one
 * @param report where the report goes at the end; null for nowhere
 * @param frames where frames go; null for nowhere
 * @param seconds after which the run ends; 0 is never
 * @param followNat whether the filter chooses connections by any of their forms, and not frames
 */
record LiveConfig(
        InterfaceConfig interfaces,
        @Nullable Format events,
        @Nullable Path report,
        @Nullable OutputConfig frames,
        Map<String, Role> roles,
        int mostFlows,
        long seconds,
        boolean followNat) {
    /** How events are written. */
    enum Format {
        LINES,
        JSONL
    }

    static LiveConfig parse(List<String> arguments, Console console) throws UsageException, IOException {
        CommandLine line = OptionParser.parse(options(), arguments);
        String file = OptionParser.last(line, "w");
        OutputConfig frames = file == null ? null : OutputConfig.toFile(file);
        if (frames != null && frames.isStandardOutput()) {
            throw new UsageException(
                    "option -w: standard output is taken by the events; 'natlens capture' has it free");
        }
        Path report = OptionParser.file(line, "output");
        Outputs.refuseTwice("output", report, "write", OptionParser.file(line, "write"));
        boolean followNat = line.hasOption("follow-nat");
        if (followNat && line.getArgList().isEmpty()) {
            throw new UsageException("option --follow-nat needs a filter to follow");
        }
        return new LiveConfig(
                InterfaceConfig.of(line, InterfaceConfig.command("live", arguments), console, true),
                line.hasOption("f") ? OptionParser.choice(line, "format", Format.LINES) : null,
                report,
                frames,
                CorrelateOptions.roles(line),
                CorrelateOptions.mostFlows(line),
                OptionParser.number(line, "duration", 0, 1, Integer.MAX_VALUE),
                followNat);
    }

    static Options options() {
        Options options = new Options();
        InterfaceConfig.addTo(options);
        return CorrelateOptions.addTo(options)
                .addOption(OptionParser.valued("f", "format", "FORMAT"))
                .addOption(OptionParser.valued("o", "output", "FILE"))
                .addOption(OptionParser.valued("w", "write", "FILE"))
                .addOption(OptionParser.valued(null, "duration", "SECONDS"))
                .addOption(Option.builder().longOpt("follow-nat").get());
    }
}
