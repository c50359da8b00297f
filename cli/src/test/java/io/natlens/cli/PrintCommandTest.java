package io.natlens.cli;

import static io.natlens.cli.Captures.DOCKER0;
import static io.natlens.cli.Captures.ETH0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrintCommandTest {

    private final Path folder;

    PrintCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void oneCaptureIsPrintedAsTcpdumpDoes() {
        List<String> lines = Run.of("print", "-t", DOCKER0).out().lines().toList();

        assertTrue(
                lines.contains("IP 172.17.0.2 > 8.8.8.8: ICMP echo request, id 19, seq 0, length 64"),
                lines.toString());
    }

    @Test
    void ofSeveralTheCapturePointStandsInFront() {
        List<String> lines =
                Run.of("print", "-t", DOCKER0, "x=" + ETH0).out().lines().toList();

        int inside = lines.indexOf("docker0  IP 172.17.0.2 > 8.8.8.8: ICMP echo request, id 19, seq 0, length 64");
        int outside = lines.indexOf("x        IP 10.1.0.8 > 8.8.8.8: ICMP echo request, id 19, seq 0, length 64");
        assertTrue(inside >= 0 && outside > inside, lines.toString());
    }

    @Test
    void standardInputIsReadOnlyOnce() {
        assertEquals(
                new Run(2, "", "natlens: standard input can be read only once\nTry 'natlens print --help'.\n"),
                Run.of("print", "-", ETH0, "-"));
    }

    @Test
    void noMoreFramesThanAskedForArePrinted() {
        assertEquals(3, Run.of("print", "-c3", DOCKER0, ETH0).out().lines().count());
    }

    @Test
    void lettersMayStandTogetherAndBehindTheFile() {
        assertEquals(Run.of("print", "-n", "-e", "-t", "-t", DOCKER0), Run.of("print", DOCKER0, "-nett"));
    }

    @Test
    void theNumberIsTheFramesOwnInItsFile() {
        List<String> lines =
                Run.of("print", "--number", "-t", "-c", "2", ETH0).out().lines().toList();

        assertTrue(lines.get(0).startsWith("1  IP6 "), lines.toString());
        assertTrue(lines.get(1).startsWith("2  IP6 "), lines.toString());
    }

    @Test
    void withVTheFieldsAreShownWithTheirBytes() {
        String tree = Run.of("print", "-V", "-c", "1", ETH0).out();

        assertTrue(tree.startsWith("Frame 1: "), tree);
        assertTrue(tree.contains("Capture point: eth0\n"), tree);
        assertTrue(tree.contains("\nEthernet"), tree);
        assertTrue(tree.contains("\nInternet Protocol Version 6, "), tree);
    }

    @Test
    void sixTimesTIsOneTooMany() {
        Run run = Run.of("print", "-tttttt", DOCKER0);

        assertEquals(2, run.status());
        assertTrue(run.err().startsWith("natlens: option -t: there are -t, -tt, "), run.err());
    }

    @Test
    void theFramesBeforeTheDamageArePrinted() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(ETH0));
        Path cut = folder.resolve("eth0.pcap");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 7));

        Run run = Run.of("print", cut.toString());

        assertEquals(1, run.status());
        assertEquals(
                Run.of("print", ETH0).out().lines().count() - 1,
                run.out().lines().count());
        assertTrue(run.err().startsWith("natlens: " + cut + ": "), run.err());
    }

    @Test
    void fileNamesCannotMoveTheCursor() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a\nb"));
        Files.copy(Path.of(ETH0), odd.resolve("\033[31mred.pcap"));
        Files.copy(Path.of(DOCKER0), folder.resolve("\033[31mred.pcap"));
        Files.write(odd.resolve("bad\033.pcap"), new byte[4]);

        Run run = Run.of("print", "-t", "-c1", folder.toString(), "x\033=" + ETH0);
        Run analysis = Run.of("analyze", folder.toString(), "--role", "a\nb/\033[31mred=nic");

        assertTrue(run.out().matches("(a\ufffdb/\ufffd\\[31mred|x\ufffd) +IP.*\n"), run.out());
        assertTrue(run.err().contains("/a\ufffdb/bad\ufffd.pcap: "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(analysis.out().contains("SNAT to 10.1.0.8, out by a\ufffdb/\ufffd[31mred\n"), analysis.out());
        assertFalse(analysis.err().contains("--role"), analysis.err());
    }

    @Test
    void aLinkTypeThatIsNotDecodedIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(ETH0));
        int linkTypeIeee80211 = 105;
        bytes[20] = (byte) linkTypeIeee80211;
        Path wireless = folder.resolve("wlan0.pcap");
        Files.write(wireless, bytes);

        Run run = Run.of("print", wireless.toString());

        assertEquals(0, run.status());
        assertEquals("natlens: wlan0: frames of link type IEEE802_11 are shown as bytes only\n", run.err());
    }
}
