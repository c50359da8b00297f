package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The samples as natlens shows them and as tcpdump and tshark do. */
final class PeersIT {
    private static final Path SAMPLES =
            Path.of("..", "sample-pcaps").toAbsolutePath().normalize();

    private final Processes processes;

    PeersIT(@TempDir Path folder) {
        processes = new Processes(folder);
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES, 2)) {
            List<Path> captures = files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .toList();
            assertFalse(captures.isEmpty());
            return captures;
        }
    }

    @TestFactory
    Stream<DynamicTest> printsTheLinesOfTcpdump() throws IOException {
        Tool.require("tcpdump");
        return captures().stream()
                .map(capture -> test(capture, () -> {
                    List<String> ours = lines(Run.of("print", "-n", "-t", capture.toString()));
                    List<String> theirs = lines(processes.run("tcpdump", "-n", "-t", "-r", capture.toString()));

                    assertEquals(theirs.size(), ours.size());
                    for (int i = 0; i < theirs.size(); i++) {
                        if (theirs.get(i).contains("length ")) {
                            assertEquals(theirs.get(i), ours.get(i));
                        }
                    }
                }));
    }

    private static DynamicTest test(Path capture, Executable test) {
        return DynamicTest.dynamicTest(SAMPLES.relativize(capture).toString(), test);
    }

    /**
     * What tcpdump tells of the application behind the length is cut off, and so are the lines that go on with it. Where
     * it tells of nothing but the application, as of DNS, its line has no length.
     */
    private static List<String> lines(Run run) {
        assertEquals(0, run.status(), run.err());
        return run.out()
                .lines()
                .filter(line -> !line.startsWith("\t"))
                .map(line -> line.replaceFirst("(, length \\d+).*$", "$1"))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> countsThePacketsAndBytesOfTshark() throws IOException {
        Tool.require("tshark");
        return captures().stream()
                .map(capture -> test(capture, () -> {
                    Run run = processes.run("tshark", "-r", capture.toString(), "-T", "fields", "-e", "frame.len");
                    long[] lengths =
                            run.out().lines().mapToLong(Long::parseLong).toArray();

                    String report =
                            Run.of("analyze", "-f", "json", capture.toString()).out();

                    String counts = "\"packets\": " + lengths.length + ",\n    \"bytes\": "
                            + Arrays.stream(lengths).sum() + ",\n";
                    assertTrue(report.contains(counts), () -> "no " + counts + "in\n" + report.substring(0, 400));
                }));
    }
}
