package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.cli.TrackedConnection.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples as captures that lost frames, each point others, handshakes among them: every TCP connection is still told as
 * the kernel tracked it. Of a datagram that is lost nothing else may be left to tell.
 */
final class LostFramesTest {
    /** One frame of so many is lost. */
    private static final int EVERY = 50;

    /** Which one it is. None of these is the last trace of a form. */
    private static final int[] SHARES = {5, 20, 40};

    /** The bridge shows each direction in a form of its own, and nothing but the handshake ties the two. */
    private static final String HALVES = "redirect";

    private final Path folder;

    LostFramesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicTest> connectionsAreToldThoughFramesAreMissing() throws IOException {
        return Scenario.all().stream()
                .filter(scenario -> !scenario.name().contains(HALVES))
                .flatMap(scenario -> IntStream.of(SHARES)
                        .mapToObj(share -> DynamicTest.dynamicTest(
                                scenario.name() + " " + share, () -> assertTold(scenario, share))));
    }

    private void assertTold(Scenario scenario, int share) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("analyze", "-f", "json"));
        arguments.addAll(scenario.options());
        int first = share;
        for (Path capture : scenario.captures()) {
            arguments.add(Scenario.point(capture) + "=" + thinned(capture, first));
            first += 7;
        }
        Run run = Run.of(arguments.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        List<TrackedConnection> answered = new ArrayList<>();
        Set<Tuple> unanswered = new HashSet<>();
        for (TrackedConnection connection : scenario.truth()) {
            boolean isTcp = connection.protocol().equals("tcp");
            if (isTcp && isAnswered(connection)) {
                answered.add(connection);
            } else if (isTcp) {
                unanswered.add(connection.first());
            }
        }
        List<ReportedFlow> flows = ReportedFlow.all(run.out()).stream()
                .filter(flow -> flow.protocol().equals("tcp") && !unanswered.contains(flow.original()))
                .toList();
        Score score = new Score(flows, answered, scenario.nics());
        assertTrue(score.isToldRight(), score::toString);
    }

    /** Where nobody answered, the one SYN may be lost. */
    private static boolean isAnswered(TrackedConnection connection) {
        return !connection.seenReply().stream().allMatch(Set::isEmpty);
    }

    private Path thinned(Path capture, int first) throws IOException {
        return ChangedCapture.of(capture, folder, frame -> (frame.number() + first) % EVERY != 0);
    }
}
