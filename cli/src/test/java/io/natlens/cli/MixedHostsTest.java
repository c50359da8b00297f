package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natlens.cli.TrackedConnection.Tuple;
import io.natlens.file.CaptureFiles;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Captures that do not belong together, as if they did: the inside of one sample beside the NICs of another, moved to the
 * same time. Every translation that is reported must be one that a kernel made.
 */
final class MixedHostsTest {
    private static final String OUTSIDE = "(._)?(eth|enp).*";

    private final Path folder;

    MixedHostsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicTest> nothingIsInventedBetweenOneSamplesInsideAndAnothersNics() throws IOException {
        List<Scenario> scenarios = Scenario.all();
        return IntStream.range(0, scenarios.size()).mapToObj(i -> {
            Scenario inner = scenarios.get(i);
            // far enough on in the list to be of other addresses
            Scenario outer = scenarios.get((i + scenarios.size() / 2) % scenarios.size());
            return DynamicTest.dynamicTest(
                    inner.name() + " and " + outer.name(), () -> assertNothingInvented(inner, outer));
        });
    }

    private void assertNothingInvented(Scenario inner, Scenario outer) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("analyze", "-f", "json"));
        for (Path capture : inner.captures()) {
            if (!Scenario.point(capture).matches(OUTSIDE)) {
                arguments.add(Scenario.point(capture) + "=" + capture);
            }
        }
        long start = firstTime(inner);
        for (Path capture : outer.captures()) {
            if (Scenario.point(capture).matches(OUTSIDE)) {
                arguments.add("other/" + Scenario.point(capture) + "=" + moved(capture, start - firstTime(outer)));
            }
        }
        Run run = Run.of(arguments.toArray(String[]::new));
        assertEquals("", run.err());
        List<TrackedConnection> truth = new ArrayList<>(inner.truth());
        truth.addAll(outer.truth());
        assertEquals(
                List.of(),
                ReportedFlow.all(run.out()).stream()
                        .filter(flow -> !flow.translation().isEmpty())
                        .filter(flow -> truth.stream().noneMatch(connection -> isPartOf(flow, connection)))
                        .toList());
    }

    /** Whether the kernel made the one of the flow's forms from the other. */
    private static boolean isPartOf(ReportedFlow flow, TrackedConnection connection) {
        List<Tuple> forms = connection.formsOnTheWay();
        int first = forms.indexOf(flow.original());
        return flow.protocol().equals(connection.protocol())
                && first >= 0
                && forms.lastIndexOf(flow.reply().reverse()) > first;
    }

    private static long firstTime(Scenario scenario) throws IOException {
        long first = Long.MAX_VALUE;
        for (Path capture : scenario.captures()) {
            Frame frame = new Frame();
            try (FrameSource source = CaptureFiles.open(capture, new CapturePoints())) {
                first = source.next(frame) ? Math.min(first, frame.timeNanos()) : first;
            }
        }
        return first;
    }

    private Path moved(Path capture, long nanos) throws IOException {
        return ChangedCapture.of(capture, folder, frame -> {
            frame.set(
                    frame.capturePoint(),
                    frame.number(),
                    frame.timeNanos() + nanos,
                    frame.buffer(),
                    frame.offset(),
                    frame.capturedLength(),
                    frame.originalLength());
            return true;
        });
    }
}
