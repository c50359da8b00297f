package io.natlens.cli;

import static io.natlens.cli.Captures.DOCKER0;
import static io.natlens.cli.Captures.ETH0;
import static io.natlens.cli.Captures.ETH1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnalyzeCommandTest {
    private static final String HELP = "Try 'natlens analyze --help'.\n";

    private final Path folder;

    AnalyzeCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void eachPingIsReportedWithTheNicThatItLeftBy() {
        Run run = Run.of("analyze", DOCKER0, ETH0, ETH1);

        assertEquals(0, run.status());
        assertEquals("", run.err());
        assertOutcome(run.out(), "172.17.0.2 → 8.8.8.8 ", "SNAT to 10.1.0.8, out by eth0");
        assertOutcome(run.out(), "172.17.0.2 → 10.1.1.5 ", "SNAT to 10.1.1.4, out by eth1");
        assertOutcome(run.out(), "172.17.0.2 → 10.1.0.8 ", "seen at docker0 only, crossed neither eth0 nor eth1");
        assertOutcome(run.out(), "172.17.0.2 → 10.1.1.4 ", "seen at docker0 only, crossed neither eth0 nor eth1");
    }

    private static void assertOutcome(String report, String tuple, String outcome) {
        String[] lines = report.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("#") && lines[i].contains(tuple)) {
                assertEquals("    " + outcome, lines[i + 1]);
                return;
            }
        }
        throw new AssertionError("no flow " + tuple + " in\n" + report);
    }

    @Test
    void withoutCapturesThereIsNothingToDo() {
        assertEquals(new Run(2, "", "natlens: which captures?\n" + HELP), Run.of("analyze"));
    }

    @Test
    void anUnknownFormatIsNamedWithTheNearestOne() {
        Run run = Run.of("analyze", "-f", "jsno", DOCKER0);

        assertEquals(
                new Run(
                        2,
                        "",
                        "natlens: option --format: 'jsno' is none of table, json, jsonl, csv; did you mean 'json'?\n"
                                + HELP),
                run);
    }

    @Test
    void anOptionWithoutItsValueIsNamedWithWhatItNeeds() {
        assertEquals(
                new Run(2, "", "natlens: option --output needs a value: FILE\n" + HELP),
                Run.of("analyze", DOCKER0, "-o"));
    }

    @Test
    void anUnknownRoleIsNamedWithTheRolesThatThereAre() {
        Run run = Run.of("analyze", "--role", "eth0=nick", DOCKER0);

        assertEquals(2, run.status());
        assertTrue(
                run.err()
                        .startsWith("natlens: option --role: 'nick' is none of nic, bridge, port, container, loopback,"
                                + " tunnel, unknown; did you mean 'nic'?\n"),
                run.err());
    }

    @Test
    void aNumberOutOfRangeIsNamedWithItsRange() {
        assertEquals(
                new Run(2, "", "natlens: option --max-flows: '0' is not a whole number from 1 to 16777216\n" + HELP),
                Run.of("analyze", "--max-flows", "0", DOCKER0));
    }

    @Test
    void aMissingFileIsNamedAndTheOthersAreReported() {
        Run run = Run.of("analyze", DOCKER0, "nowhere/eth9.pcap", ETH0, ETH1);

        assertEquals(1, run.status());
        assertEquals("natlens: nowhere/eth9.pcap: No such file or directory\n", run.err());
        assertOutcome(run.out(), "172.17.0.2 → 8.8.8.8 ", "SNAT to 10.1.0.8, out by eth0");
        assertTrue(
                run.out()
                        .endsWith(
                                "\n! 1 capture was damaged or could not be read: the report lacks what is missing there\n"),
                run.out());
    }

    @Test
    void whereNoCaptureCanBeReadThereIsNoReport() {
        Path report = folder.resolve("report.json");

        Run run = Run.of("analyze", "nowhere.pcap", "-f", "json", "-o", report.toString());

        assertEquals(new Run(1, "", "natlens: nowhere.pcap: No such file or directory\n"), run);
        assertFalse(Files.exists(report));
    }

    @Test
    void whatCameBeforeTheDamageIsReported() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(ETH0));
        Path cut = folder.resolve("eth0.pcap");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 7));

        Run run = Run.of("analyze", DOCKER0, cut.toString(), ETH1);

        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("natlens: " + cut + ": "), run.err());
        assertTrue(run.err().contains("byte "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertOutcome(run.out(), "172.17.0.2 → 8.8.8.8 ", "SNAT to 10.1.0.8, out by eth0");
    }

    @Test
    void aFileThatIsNoCaptureSaysWhatItIs() throws IOException {
        Path text = folder.resolve("notes.txt");
        Files.writeString(text, "not a capture at all\n");

        Run run = Run.of("analyze", text.toString());

        assertEquals(1, run.status());
        assertTrue(run.err().startsWith("natlens: " + text + ": this is text"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void theReportGoesToAFileWhenOneIsNamed() throws IOException {
        Path report = folder.resolve("report.csv");

        Run run = Run.of("analyze", "-f", "csv", "-o", report.toString(), DOCKER0, ETH0, ETH1);

        assertEquals(new Run(0, "", ""), run);
        assertEquals(Run.of("analyze", "-f", "csv", DOCKER0, ETH0, ETH1).out(), Files.readString(report));
    }

    /** Longer than what is kept in memory: its head is written last. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "csv"})
    void aLongReportInAFileIsThatOfStandardOutputButForBlanksAtTheHead(String format) throws IOException {
        ManyFlows.write(folder, 2000);
        String[] captures = {
            folder.resolve("docker0.pcap").toString(),
            folder.resolve("eth0.pcap").toString()
        };
        Path report = folder.resolve("report");

        Run run = Run.of("analyze", "-f", format, "-o", report.toString(), captures[0], captures[1]);

        assertEquals(new Run(0, "", ""), run);
        String written = Files.readString(report).replaceFirst(" {99,}(?=[ \n])", "");
        assertEquals(Run.of("analyze", "-f", format, captures[0], captures[1]).out(), written);
    }

    @Test
    void aReportIsNeverWrittenOverACapture() throws IOException {
        Path capture = folder.resolve("eth0.pcap");
        Files.copy(Path.of(ETH0), capture);
        byte[] before = Files.readAllBytes(capture);

        Run run = Run.of("analyze", "nic=" + capture, "-o", capture.toString());

        assertEquals(2, run.status());
        assertEquals("natlens: option --output: '" + capture + "' is one of the captures\n" + HELP, run.err());
        assertArrayEquals(before, Files.readAllBytes(capture));
    }

    @Test
    void aCaptureWithAnEqualsSignInItsNameIsNoOutputEither() throws IOException {
        Path capture = Files.copy(Path.of(ETH0), folder.resolve("host=eth0.pcap"));

        Run run = Run.of("analyze", capture.toString(), "-o", capture.toString());

        assertEquals(2, run.status());
        assertArrayEquals(Files.readAllBytes(Path.of(ETH0)), Files.readAllBytes(capture));
    }

    @Test
    void aCaptureInAFolderThatIsReadIsNoOutputEither() throws IOException {
        Path capture = folder.resolve("eth0.pcap");
        Files.copy(Path.of(ETH0), capture);

        Run refused = Run.of("analyze", folder.toString(), "-o", capture.toString());

        assertEquals(2, refused.status());
        assertEquals("natlens: option --output: '" + capture + "' is one of the captures\n" + HELP, refused.err());
        Path report = Files.writeString(folder.resolve("report.json"), "an older report");
        assertEquals(new Run(0, "", ""), Run.of("analyze", folder.toString(), "-o", report.toString()));
    }

    @Test
    void anAnyCaptureIsListedByTheInterfacesThatItsFramesName() {
        Run run = Run.of("analyze", "-f", "json", "../sample-pcaps/correlation/first/any-sll2");

        assertFalse(run.out().contains("\"name\": \"any\""), run.out());
        assertTrue(run.out().contains("\"name\": \"any@if"), run.out());
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed() {
        String report = folder.resolve("no-such-folder").resolve("report.json").toString();

        assertEquals(
                new Run(1, "", "natlens: " + report + ": No such file or directory\n"),
                Run.of("analyze", "-o", report, DOCKER0));
    }

    @Test
    void standardInputIsACaptureToo() throws IOException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(Path.of(ETH0)))) {
            Run run = Run.with(in, Map.of(), "analyze", DOCKER0, "eth0=-", ETH1);

            assertEquals(Run.of("analyze", DOCKER0, ETH0, ETH1), run);
        }
    }

    @Test
    void standardInputUnderTwoNamesIsStillOne() {
        assertEquals(
                new Run(2, "", "natlens: standard input can be read only once\n" + HELP),
                Run.of("analyze", "-", DOCKER0, "a=-"));
    }

    @Test
    void aGivenRoleOverrulesTheName() {
        Run run = Run.of("analyze", "inside=" + DOCKER0, "wan=" + ETH0, "--role", "wan=nic", "--role", "inside=bridge");

        assertOutcome(run.out(), "172.17.0.2 → 8.8.8.8 ", "SNAT to 10.1.0.8, out by wan");
        assertEquals(0, run.status());
    }

    @Test
    void aRoleForNoCapturePointIsNotPassedOver() {
        Run run = Run.of("analyze", "--role", "eht0=nic", ETH0);

        assertEquals("natlens: option --role: no capture point is called 'eht0'; did you mean 'eth0'?\n", run.err());
    }

    @Test
    void coloursComeOnlyWhenAskedForOrOnATerminal() {
        assertFalse(Run.of("analyze", DOCKER0).out().contains("\033"));
        assertTrue(Run.of("analyze", "--color", "always", DOCKER0).out().contains("\033[1m#1  icmp"));
    }

    @Test
    void framesThatAreNotDecodedAreCounted() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(ETH0));
        int linkTypeIeee80211 = 105;
        bytes[20] = (byte) linkTypeIeee80211;
        Path wireless = folder.resolve("wlan0.pcap");
        Files.write(wireless, bytes);

        Run run = Run.of("analyze", wireless.toString());

        assertEquals(0, run.status());
        assertEquals("natlens: wlan0: 15 of 15 frames were not decoded: their link type is IEEE802_11\n", run.err());
        assertTrue(run.out().contains("15 not decoded"), run.out());
    }
}
