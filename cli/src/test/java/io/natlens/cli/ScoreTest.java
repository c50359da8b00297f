package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.file.CaptureFiles;
import io.natlens.file.PcapngWriter;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of every sample is what the kernel's connection tracking recorded: nothing is missing or invented. */
final class ScoreTest {
    private final Path temporary;

    ScoreTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @TestFactory
    Stream<DynamicTest> everySampleIsReportedAsTheKernelTrackedIt() throws IOException {
        List<Scenario> scenarios = Scenario.all();
        assertFalse(scenarios.isEmpty());
        return scenarios.stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(), () -> assertPerfect(scenario, texts(scenario.captures()))));
    }

    @TestFactory
    Stream<DynamicTest> compressedCapturesGiveTheSame() throws IOException {
        return uncompressed()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(), () -> assertPerfect(scenario, texts(compressed(scenario)))));
    }

    @TestFactory
    Stream<DynamicTest> oneFileOfManyInterfacesGivesTheSame() throws IOException {
        return uncompressed()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(),
                        () -> assertPerfect(scenario, List.of(oneFile(scenario).toString()))));
    }

    /** The experiments; the other samples are compressed as they are. */
    private static Stream<Scenario> uncompressed() throws IOException {
        return Scenario.all().stream().filter(scenario -> scenario.folder().getNameCount() == 3);
    }

    private static List<String> texts(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    private static void assertPerfect(Scenario scenario, List<String> captures) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("analyze", "-f", "json"));
        arguments.addAll(scenario.options());
        arguments.addAll(captures);
        Run run = Run.of(arguments.toArray(String[]::new));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        Score score = new Score(ReportedFlow.all(run.out()), scenario.truth(), scenario.nics());
        assertTrue(score.isPerfect(), score::toString);
    }

    private List<Path> compressed(Scenario scenario) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "compressed");
        List<Path> files = new ArrayList<>();
        for (Path capture : scenario.captures()) {
            Path file = folder.resolve(capture.getFileName() + ".gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                Files.copy(capture, out);
            }
            files.add(file);
        }
        return files;
    }

    private Path oneFile(Scenario scenario) throws IOException {
        Path file = Files.createTempFile(temporary, "all", ".pcapng");
        CapturePoints points = new CapturePoints();
        Frame frame = new Frame();
        try (FrameSource source =
                        CaptureFiles.open(texts(scenario.captures()), points, new ByteArrayInputStream(new byte[0]));
                PcapngWriter writer = new PcapngWriter(
                        file.toString(),
                        FileChannel.open(file, StandardOpenOption.WRITE),
                        PcapngWriter.Origin.UNKNOWN)) {
            while (source.next(frame)) {
                writer.write(frame);
            }
        }
        return file;
    }
}
