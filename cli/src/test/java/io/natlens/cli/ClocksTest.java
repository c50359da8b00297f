package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures of a real host and of the router behind it, whose frames are given the times of a clock of its own. */
final class ClocksTest {
    private static final Path SAMPLE = Path.of("..", "sample-pcaps", "correlation", "first", "loss");
    private static final long SECOND = 1_000_000_000L;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private final Path folder;

    ClocksTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"3.25, 40", "-7200, -50", "0.005, 0", "86400, 30"})
    void anOffsetIsFoundAndTakenOutOfTheReport(double offset, double drift) throws IOException {
        String router = rewritten(offset, drift);
        Json report = Json.parse(analyze("json", router).out());
        Json truth = Json.parse(
                analyze("json", SAMPLE.resolve("wan0.pcap.gz").toString()).out());

        Json clock = report.get("capturePoints").items().get(2);
        assertEquals(offset * SECOND, clock.get("clockOffsetNanos").decimal(), 50_000);
        assertEquals(drift, clock.get("clockDriftPpm").decimal(), 5);
        assertEquals(
                "0",
                report.get("capturePoints")
                        .items()
                        .get(1)
                        .get("clockOffsetNanos")
                        .text());
        assertEquals(paths(truth), paths(report));
    }

    /** What each flow is, and by which points it went. */
    private static List<String> paths(Json report) {
        List<String> paths = new ArrayList<>();
        for (Json flow : report.get("flows").items()) {
            StringBuilder path = new StringBuilder(flow.get("protocol").text());
            for (String direction : List.of("original", "reply")) {
                for (Json hop : flow.get(direction).get("path").items()) {
                    path.append(' ').append(hop.get("capturePoint").text());
                    path.append(' ')
                            .append(hop.get("source").text())
                            .append(' ')
                            .append(hop.get("packets").text());
                }
            }
            paths.add(path.toString());
        }
        paths.sort(null);
        return paths;
    }

    @Test
    void theTableSaysHowFarAClockIsAheadAndEachFlowOnce() throws IOException {
        String report = analyze("table", rewritten(3.25, 40)).out();

        assertTrue(report.matches("(?s).*wan0 .* clock 3\\.25 s ahead and gaining (3|4)\\d\\.\\d ppm\n.*"), report);
        assertEquals(report.indexOf("#1 "), report.lastIndexOf("#1 "));
    }

    @Test
    void theSampleOfTwoHostsOnOnePathShowsTheSecondOnesClock() throws IOException {
        Json report = sample("two-clocks-one-path");

        for (Json point : report.get("capturePoints").items()) {
            boolean second = point.get("name").text().startsWith("enp");
            assertEquals(
                    second ? 3.25 * SECOND : 0, point.get("clockOffsetNanos").decimal(), 1_000_000);
            assertEquals(second ? 40 : 0, point.get("clockDriftPpm").decimal(), 3);
        }
        assertEquals(paths(sample("nat-behind-nat")), paths(report));
    }

    private static Json sample(String name) throws IOException {
        Run run = Run.of("analyze", "-f", "json", SAMPLE.resolveSibling(name).toString());
        assertEquals("", run.err());
        return Json.parse(run.out());
    }

    @Test
    void csvHasEachFlowOnce() throws IOException {
        String report = analyze("csv", rewritten(-7200, 0)).out();

        assertEquals(
                analyze("csv", SAMPLE.resolve("wan0.pcap.gz").toString())
                        .out()
                        .lines()
                        .count(),
                report.lines().count());
    }

    @Test
    void aStreamIsNotReadTwiceAndTheReportSaysSo() throws IOException {
        InputStream router = new ByteArrayInputStream(Files.readAllBytes(Path.of(rewritten(3.25, 0))));
        Run run = Run.with(
                router,
                Map.of(),
                "analyze",
                "-f",
                "json",
                SAMPLE.resolve("docker0.pcap.gz").toString(),
                "wan0=-");

        assertEquals(0, run.status());
        assertEquals(
                "natlens: the clocks of the capture points differ, but a stream cannot be read again: times and delays"
                        + " are not corrected\n",
                run.err());
        Json clock = Json.parse(run.out()).get("capturePoints").items().get(1);
        assertEquals(3.25 * SECOND, clock.get("clockOffsetNanos").decimal(), 500_000);
    }

    private static Run analyze(String format, String router) {
        Run run = Run.of(
                "analyze",
                "-f",
                format,
                SAMPLE.resolve("docker0.pcap.gz").toString(),
                SAMPLE.resolve("eth0.pcap.gz").toString(),
                router);
        assertEquals(0, run.status());
        assertEquals("", run.err());
        return run;
    }

    /** The router's capture, a pcap of nanoseconds, with the times of a clock that is so far ahead and gains so much. */
    private String rewritten(double offset, double drift) throws IOException {
        byte[] pcap;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SAMPLE.resolve("wan0.pcap.gz")))) {
            pcap = in.readAllBytes();
        }
        ByteBuffer frames = ByteBuffer.wrap(pcap).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0xa1b23c4d, frames.getInt(0));
        long first = time(frames, FILE_HEADER);
        for (int at = FILE_HEADER; at < pcap.length; at += RECORD_HEADER + frames.getInt(at + 8)) {
            long time = time(frames, at);
            long shown = time + Math.round(offset * SECOND + (time - first) * drift / 1e6);
            frames.putInt(at, (int) (shown / SECOND)).putInt(at + 4, (int) (shown % SECOND));
        }
        Path file = folder.resolve("wan0.pcap");
        Files.write(file, pcap);
        return file.toString();
    }

    private static long time(ByteBuffer frames, int at) {
        return frames.getInt(at) * SECOND + frames.getInt(at + 4);
    }
}
