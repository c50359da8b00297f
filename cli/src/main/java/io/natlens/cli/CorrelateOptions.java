package io.natlens.cli;

import io.natlens.frame.PrintableText;
import io.natlens.host.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/**
 * What every command that correlates is told of its captures.
 *
 * @param inputs each {@code [NAME=]FILE}, at least one
 * @param roles of the capture points of these names
 * @param mostFlows how many connections are followed at once at each capture point
 */
record CorrelateOptions(List<String> inputs, Map<String, Role> roles, int mostFlows) {
    private static final int MOST_FLOWS = 1_000_000;

    static Options addTo(Options options) {
        return options.addOption(OptionParser.valued(null, "role", "NAME=ROLE"))
                .addOption(OptionParser.valued(null, "max-flows", "NUMBER"));
    }

    static CorrelateOptions of(CommandLine line) throws UsageException {
        return new CorrelateOptions(Inputs.of(line), roles(line), mostFlows(line));
    }

    static int mostFlows(CommandLine line) throws UsageException {
        return (int) OptionParser.number(line, "max-flows", MOST_FLOWS, 1, 1 << 24);
    }

    static Map<String, Role> roles(CommandLine line) throws UsageException {
        Map<String, Role> roles = new LinkedHashMap<>();
        String[] given = line.getOptionValues("role");
        for (String role : given == null ? new String[0] : given) {
            int equals = role.lastIndexOf('=');
            if (equals <= 0) {
                throw new UsageException("option --role: '" + role + "' is not NAME=ROLE, such as ens5=nic");
            }
            roles.put(PrintableText.of(role.substring(0, equals)), role(role.substring(equals + 1)));
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
