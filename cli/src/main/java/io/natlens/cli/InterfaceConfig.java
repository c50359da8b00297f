package io.natlens.cli;

import io.natlens.live.CaptureOptions;
import io.natlens.live.InterfaceSelector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * Which interfaces are captured and how: what {@code capture} and {@code live} have in common.
 *
 * @param capture the size of the kernel's buffer is 0 where the user named none
 * @param command the command and all its arguments, to be shown
 * @param user to become after the interfaces have been opened; null for the one who called sudo
 */
record InterfaceConfig(
        List<InterfaceSelector> selectors, CaptureOptions capture, String command, @Nullable String user) {
    private static final int MOST_BUFFER_KIB = 1 << 20;

    static void addTo(Options options) {
        options.addOption(Option.builder("i")
                        .longOpt("interface")
                        .hasArg()
                        .argName("INTERFACE")
                        .get())
                .addOption(Option.builder().longOpt("all-containers").get())
                .addOption(Option.builder("p").longOpt("no-promiscuous-mode").get())
                .addOption(OptionParser.valued("s", "snapshot-length", "BYTES"))
                .addOption(OptionParser.valued("B", "buffer-size", "KIB"))
                .addOption(OptionParser.valued("Z", "relinquish-privileges", "USER"));
    }

    /**
     * What the line says of interfaces.
     *
     * @param line what is left of it is the filter
     * @param command the command and all its arguments
     * @param nanoseconds whether times are wanted in nanoseconds, else in microseconds
     */
    static InterfaceConfig of(CommandLine line, String command, Console console, boolean nanoseconds)
            throws UsageException {
        List<InterfaceSelector> selectors = new ArrayList<>();
        String dockerHost = console.environment().getOrDefault("DOCKER_HOST", "");
        String[] words = line.getOptionValues("i");
        for (String word : words == null ? new String[0] : words) {
            try {
                selectors.add(InterfaceSelector.parse(word, dockerHost));
            } catch (IllegalArgumentException e) {
                throw new UsageException("option --interface: " + e.getMessage());
            }
        }
        if (line.hasOption("all-containers")) {
            selectors.add(InterfaceSelector.allContainers(dockerHost));
        }
        if (selectors.isEmpty()) {
            throw new UsageException("which interfaces? -i INTERFACE; 'natlens interfaces' lists them");
        }
        return new InterfaceConfig(
                List.copyOf(selectors), capture(line, nanoseconds), command, OptionParser.last(line, "Z"));
    }

    /** The same without a filter for the kernel. */
    InterfaceConfig withoutFilter() {
        CaptureOptions open = new CaptureOptions(
                capture.snapLength(), capture.promiscuous(), capture.bufferBytes(), capture.nanoseconds(), "");
        return new InterfaceConfig(selectors, open, command, user);
    }

    /** A command as it can be given to a shell. */
    static String command(String name, List<String> arguments) {
        StringBuilder out = new StringBuilder("natlens ").append(name);
        for (String argument : arguments) {
            boolean plain =
                    argument.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./:=,+@%".indexOf(c) >= 0);
            out.append(' ')
                    .append(plain && !argument.isEmpty() ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return out.toString();
    }

    private static CaptureOptions capture(CommandLine line, boolean nanoseconds) throws UsageException {
        int most = CaptureOptions.MOST_SNAP_LENGTH;
        long snapLength = OptionParser.number(line, "s", most, 0, most);
        long kib = OptionParser.number(line, "B", 0, 1, MOST_BUFFER_KIB);
        return new CaptureOptions(
                snapLength == 0 ? most : (int) snapLength,
                !line.hasOption("p"),
                (int) Math.min(Integer.MAX_VALUE, kib * 1024),
                nanoseconds,
                String.join(" ", line.getArgList()));
    }
}
