package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reports of the samples are those that lie beside them. {@code scripts/refresh-expected} writes them anew. */
final class SamplesTest {
    private static final Path SAMPLES =
            Path.of("..", "sample-pcaps").toAbsolutePath().normalize();

    @TestFactory
    Stream<DynamicTest> theReportIsTheExpectedOne() throws IOException {
        List<Path> samples = samples();
        assertFalse(samples.isEmpty());
        return samples.stream().flatMap(SamplesTest::reports);
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("expected.json")))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<DynamicTest> reports(Path sample) {
        return Stream.of("json", "csv", "table")
                .filter(format -> Files.exists(sample.resolve("expected." + format)))
                .map(format -> DynamicTest.dynamicTest(
                        sample.getFileName() + " as " + format, () -> assertExpected(sample, format)));
    }

    private static void assertExpected(Path sample, String format) throws IOException {
        Run run = Run.of("analyze", "-f", format, sample.toString());

        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertEquals(Files.readString(sample.resolve("expected." + format)), run.out());
    }
}
