package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {
    private static final int WIDTH = 100;
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?([a-zA-Z][a-z-]*)");

    @ParameterizedTest
    @ValueSource(strings = {"analyze", "report", "print", "capture", "interfaces", "live"})
    void everyCommandHasHelpWithUsageExamplesAndExitStatus(String command) {
        Run run = Run.of(command, "--help");

        assertEquals(0, run.status());
        assertTrue(run.out().startsWith("natlens " + command + " - "), run.out());
        for (String section : new String[] {"\nUsage: natlens " + command, "\nExamples:\n", "\nExit status:\n"}) {
            assertTrue(run.out().contains(section), section);
        }
        assertEquals(run, Run.of("help", command));
        assertEquals(run, Run.of(command, "-h", "--no-such-option"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"natlens", "analyze", "report", "print", "capture", "interfaces", "live"})
    void helpFitsTheTable(String topic) {
        String text = topic.equals("natlens")
                ? Run.of("--help").out()
                : Run.of(topic, "--help").out();

        // the example of the table is indented
        text.lines().forEach(line -> assertTrue(line.length() <= WIDTH + 2, line));
    }

    @Test
    void theHelpOfAnalyzeNamesItsOptionsAndNoOthers() {
        assertEquals(
                names(AnalyzeConfig.options()),
                optionsIn(Run.of("analyze", "--help").out()));
    }

    @Test
    void theHelpOfReportNamesItsOptionsAndNoOthers() {
        assertEquals(
                names(ReportConfig.options()),
                optionsIn(Run.of("report", "--help").out()));
    }

    @Test
    void theHelpOfPrintNamesItsOptionsAndNoOthers() {
        Set<String> named = optionsIn(Run.of("print", "--help").out());
        named.removeIf(option -> option.matches("(.)\\1+"));

        assertEquals(names(PrintConfig.options()), named);
    }

    @Test
    void theHelpOfCaptureNamesItsOptionsAndNoOthers() {
        assertEquals(
                names(CaptureConfig.options()),
                optionsIn(Run.of("capture", "--help").out()));
    }

    @Test
    void theHelpOfInterfacesNamesItsOptionsAndNoOthers() {
        assertEquals(
                names(InterfacesCommand.options()),
                optionsIn(Run.of("interfaces", "--help").out()));
    }

    @Test
    void theHelpOfLiveNamesItsOptionsAndNoOthers() {
        Set<String> named = optionsIn(Run.of("live", "--help").out());

        assertEquals(names(LiveConfig.options()), named);
    }

    @Test
    void theHelpOfTheProgramNamesEveryCommand() {
        String help = Run.of("--help").out();

        assertTrue(help.contains("\n  analyze     "), help);
        assertTrue(help.contains("\n  report      "), help);
        assertTrue(help.contains("\n  print       "), help);
        assertTrue(help.contains("\n  capture     "), help);
        assertTrue(help.contains("\n  interfaces  "), help);
        assertTrue(help.contains("\n  live        "), help);
    }

    private static Set<String> names(Options options) {
        Set<String> names = new TreeSet<>(Set.of("h", "help"));
        for (Option option : options.getOptions()) {
            names.add(option.getKey());
            names.add(option.hasLongOpt() ? option.getLongOpt() : option.getOpt());
        }
        return names;
    }

    private static Set<String> optionsIn(String help) {
        int start = help.indexOf("\nOptions");
        String section = help.substring(start, help.indexOf("\n\n", start));
        Set<String> names = new TreeSet<>();
        Matcher option = OPTION.matcher(section);
        while (option.find()) {
            names.add(option.group(1));
        }
        return names;
    }
}
