package io.natlens.cli;

import io.natlens.host.Role;
import io.natlens.report.ReportFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What {@code natlens analyze} is asked to do.
 *
 * @param inputs each {@code [NAME=]FILE}, at least one
 * @param output where the report goes; null for standard output
 * @param roles of the capture points of these names
 * @param mostFlows how many connections are followed at once at each capture point
 */
record AnalyzeConfig(
        List<String> inputs,
        ReportFormat format,
        @Nullable Path output,
        Map<String, Role> roles,
        ColorChoice color,
        int mostFlows) {
    private static final int MOST_FLOWS = 1_000_000;

    static AnalyzeConfig parse(List<String> arguments) throws UsageException {
        CommandLine line = OptionParser.parse(options(), arguments);
        if (line.getArgList().isEmpty()) {
            throw new UsageException("which captures?");
        }
        return new AnalyzeConfig(
                List.copyOf(line.getArgList()),
                OptionParser.choice(line, "format", ReportFormat.TABLE),
                path(OptionParser.last(line, "output")),
                roles(line),
                OptionParser.choice(line, "color", ColorChoice.AUTO),
                (int) OptionParser.number(line, "max-flows", MOST_FLOWS, 1, 1 << 24));
    }

    static Options options() {
        return new Options()
                .addOption(valued("f", "format", "FORMAT"))
                .addOption(valued("o", "output", "FILE"))
                .addOption(valued(null, "role", "NAME=ROLE"))
                .addOption(valued(null, "color", "WHEN"))
                .addOption(valued(null, "max-flows", "NUMBER"));
    }

    private static Option valued(@Nullable String letter, String word, String value) {
        return Option.builder(letter).longOpt(word).hasArg().argName(value).get();
    }

    private static @Nullable Path path(@Nullable String file) throws UsageException {
        try {
            return file == null || file.equals("-") ? null : Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("option --output: '" + file + "' cannot be a file's name: " + e.getReason());
        }
    }

    private static Map<String, Role> roles(CommandLine line) throws UsageException {
        Map<String, Role> roles = new LinkedHashMap<>();
        String[] given = line.getOptionValues("role");
        for (String role : given == null ? new String[0] : given) {
            int equals = role.lastIndexOf('=');
            if (equals <= 0) {
                throw new UsageException("option --role: '" + role + "' is not NAME=ROLE, such as ens5=nic");
            }
            roles.put(role.substring(0, equals), role(role.substring(equals + 1)));
        }
        return roles;
    }

    private static Role role(String word) throws UsageException {
        List<String> words = new ArrayList<>();
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
            words.add(role.word());
        }
        throw new UsageException(
                "option --role: '" + word + "' is none of " + String.join(", ", words) + Suggestion.of(word, words));
    }
}
