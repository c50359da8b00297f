package io.natlens.cli;

import static io.natlens.cli.Captures.DOCKER0;
import static io.natlens.cli.Captures.ETH0;
import static io.natlens.cli.Captures.ETH1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExplainMatchTest {
    private static final String SCENARIOS = "../sample-pcaps/correlation/first/";

    @Test
    void thePacketsThatTieAFlowStandSideBySide() {
        Run run = Run.of("analyze", "--explain-match", "3", DOCKER0, ETH0, ETH1);

        assertEquals(0, run.status());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("#3  icmp  172.17.0.2 → 8.8.8.8 id 19 "), run.out());
        // tcpdump -n -v prints these times, addresses, times to live, IP ids and lengths of the two captures
        String first =
                """

                Tied by icmp-sequence, payload, ip-id: 8 times a packet was seen again at a next point and nothing
                else fitted, 0 times more than one fitted; confidence 1.0.

                → packet 1     docker0          eth0
                  time         21:34:32.150826  +171 µs
                  source       172.17.0.2       10.1.0.8       changed
                  destination  8.8.8.8 id 19    8.8.8.8 id 19
                  ttl          64               63             changed
                  equal: ip id 64956, type 8/0, icmp seq 0, length 56, payload digest 69df7cfafd7b90ec

                ← packet 2     eth0             docker0
                """;
        assertTrue(run.out().contains(first), run.out());
        assertEquals(8, run.out().split(" packet \\d", -1).length - 1, run.out());
    }

    @Test
    void aSegmentThatBecameSeveralShowsWhatBecameOther() {
        Run run = Run.of("analyze", "--explain-match", "2", SCENARIOS + "bulk-segments");

        assertEquals(0, run.status());
        assertTrue(
                run.out()
                        .contains(
                                """
                                  flags        [P.]              [P.]              [.]             changed
                                  length       7240              7240              1448            changed
                                """
                                        .indent(0)),
                run.out());
        // a dozen packets say it all
        assertFalse(run.out().contains(" packet 13 "), run.out());
    }

    @Test
    void moreHopsThanFitStandUnderEachOther() {
        Run run = Run.of("analyze", "--explain-match", "1", "../sample-pcaps/nested-bridges");

        assertEquals(0, run.status());
        run.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
        assertTrue(run.out().contains("→ packet 1     enp1s0\n"), run.out());
    }

    @Test
    void aFlowSeenAtOnePointSaysSo() {
        Run run = Run.of("analyze", "--explain-match", "1", DOCKER0);

        assertEquals(0, run.status());
        assertTrue(run.out().contains("\nNothing ties it to another point: "), run.out());
        assertTrue(run.out().endsWith("\nNo packet of it was seen at more than one point.\n"), run.out());
    }

    @Test
    void aNumberThatNoFlowHasIsNamed() {
        assertEquals(
                new Run(1, "", "natlens: no flow has the number 99: they go up to 4\n"),
                Run.of("analyze", "--explain-match", "99", DOCKER0, ETH0, ETH1));
    }

    @Test
    void standardInputCannotBeReadTwice() {
        Run run = Run.of("analyze", "--explain-match", "1", "any=-");

        assertEquals(2, run.status());
        assertTrue(
                run.err()
                        .startsWith("natlens: option --explain-match reads the captures twice, which standard input"
                                + " cannot be"),
                run.err());
    }

    @Test
    void theFlowsOfAFolderAreThoseOfItsReport() {
        Run run = Run.of(
                "analyze",
                "--explain-match",
                "1",
                Path.of(SCENARIOS, "fragments").toString());

        assertEquals(0, run.status());
        assertTrue(run.out().startsWith("#1  "), run.out());
        assertTrue(run.out().contains("→ packet 1 "), run.out());
    }
}
