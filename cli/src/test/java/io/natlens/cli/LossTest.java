package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of loss in captures of a real kernel, some of which was told to drop packets. */
final class LossTest {
    private static final Path SAMPLES = Path.of("..", "sample-pcaps", "correlation", "first");

    /** By sets of sequence numbers made from what tshark prints, without SYN-ACKs repeated within 2 ms. */
    @Test
    void segmentsSentAgainAreCountedAtEachPoint() throws IOException {
        assertEquals(Map.of("c1", 17L, "docker0", 66L, "eth0", 59L, "wan0", 59L), retransmissions(report("loss")));
    }

    /** Between docker0 and eth0 the host drops, between eth0 and wan0 the router. */
    @Test
    void packetsAreLostWhereTheKernelDropsThem() throws IOException {
        Map<String, Long> lost = lost(report("loss"));

        assertEquals(Set.of("docker0 eth0", "eth0 docker0", "eth0 wan0", "wan0 eth0"), lost.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duplicates",
                "reordered",
                "bulk-segments",
                "bulk-segments-gathered",
                "any-sll",
                "any-sll2",
                "snaplen-64",
                "mid-connection",
                "port-collision",
                "capture-drops",
                "fragments",
                "hairpin"
            })
    void whereTheNetworkLostNothingNoLossIsInvented(String sample) throws IOException {
        Json report = report(sample);

        assertEquals(Map.of(), lost(report));
        assertEquals(Map.of(), retransmissions(report));
    }

    private static Json report(String sample) throws IOException {
        Run run = Run.of("analyze", "-f", "json", SAMPLES.resolve(sample).toString());
        assertEquals(0, run.status());
        return Json.parse(run.out());
    }

    private static Map<String, Long> retransmissions(Json report) {
        Map<String, Long> found = new TreeMap<>();
        for (Json flow : report.get("flows").items()) {
            for (String direction : new String[] {"original", "reply"}) {
                for (Json hop : flow.get(direction).get("path").items()) {
                    add(found, hop.get("capturePoint").text(), hop.get("retransmissions"));
                }
            }
        }
        return found;
    }

    /** Packets by the two points between which they were lost. */
    private static Map<String, Long> lost(Json report) {
        Map<String, Long> found = new TreeMap<>();
        for (Json flow : report.get("flows").items()) {
            for (String direction : new String[] {"original", "reply"}) {
                String before = "";
                for (Json hop : flow.get(direction).get("path").items()) {
                    String point = hop.get("capturePoint").text();
                    add(found, before + " " + point, hop.get("lost").get("packets"));
                    before = point;
                }
            }
        }
        return found;
    }

    private static void add(Map<String, Long> sums, String name, Json count) {
        if (!count.isNull() && !count.text().equals("0")) {
            sums.merge(name, Long.parseLong(count.text()), Long::sum);
        }
    }
}
