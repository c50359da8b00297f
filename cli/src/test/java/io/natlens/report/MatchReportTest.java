package io.natlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natlens.cli.UdpFrame;
import io.natlens.correlate.FlowIndex;
import io.natlens.decode.FrameDecoder;
import io.natlens.decode.Observation;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.host.Roles;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.PointSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the packets of a second reading are a flow's. */
final class MatchReportTest {
    private static final int UDP = 17;
    private static final FiveTuple TUPLE = Flows.tuple(UDP, "10.1.0.8", 5000, "10.1.0.9", 53);
    private static final FiveTuple OTHER = Flows.tuple(UDP, "10.1.0.8", 5001, "10.1.0.9", 53);
    private static final String UNTIED = "No packet of it was seen at more than one point.\n";

    private final Flows flows = new Flows();
    private final CapturePoint docker0 = flows.point("docker0");
    private final CapturePoint eth0 = flows.point("eth0");
    private final Frame frame = new Frame();
    private final Observation packet = new Observation();

    @Test
    void noFlowButTheOneThatIsShownIsIndexed() throws IOException {
        Verdict shown = flows.along(List.of(docker0, eth0), TUPLE);
        Verdict other = flows.along(List.of(docker0, eth0), OTHER);

        report(List.of(shown, other), (index, taker) -> {
            assertNotEquals(FlowIndex.NONE, place(index, docker0, 5000, Flows.START));
            assertEquals(FlowIndex.NONE, place(index, docker0, 5001, Flows.START));
        });
    }

    @Test
    void packetsOfAnotherConnectionOfTheTupleAreNotShown() throws IOException {
        Verdict shown = flows.along(List.of(docker0, eth0), TUPLE);

        String now = report(List.of(shown), seenAtBoth(Flows.START));
        String later = report(List.of(shown), seenAtBoth(Flows.START + 3_600_000_000_000L));

        assertTrue(now.contains("\n→ packet 1     docker0 "), now);
        assertTrue(later.endsWith("\n" + UNTIED), later);
    }

    @Test
    void aPathLongerThanTheIndexKnowsIsShownAsFarAsItDoes() throws IOException {
        List<CapturePoint> path = IntStream.rangeClosed(1, 1100)
                .mapToObj(number -> flows.point("eth" + number))
                .toList();
        Verdict shown = flows.along(path, TUPLE);

        String text = report(List.of(shown), (index, taker) -> {
            take(index, taker, path.get(0), Flows.START);
            take(index, taker, path.get(1022), Flows.START);
            take(index, taker, path.get(1023), Flows.START);
        });

        String block = text.substring(text.indexOf("\n→ packet 1"));
        assertTrue(block.contains(" eth1023"), block);
        assertTrue(!block.contains(" eth1024"), block);
    }

    private PacketPass seenAtBoth(long timeNanos) {
        return (index, taker) -> {
            take(index, taker, docker0, timeNanos);
            take(index, taker, eth0, timeNanos);
        };
    }

    private void take(FlowIndex index, PacketPass.Taker taker, CapturePoint point, long timeNanos) throws IOException {
        long place = place(index, point, 5000, timeNanos);
        taker.take(frame, packet, point, place);
    }

    /** The place of a packet of the flow, or of another one from this port. */
    private long place(FlowIndex index, CapturePoint point, int port, long timeNanos) {
        ByteBuffer bytes = UdpFrame.of(0x0a010008, port, 0x0a010009, 53, 7, 64, new byte[] {1, 2, 3});
        frame.set(point, 1, timeNanos, bytes, 0, bytes.limit(), bytes.limit());
        new FrameDecoder(48).decode(frame, packet);
        return index.find(packet, point, timeNanos);
    }

    private String report(List<Verdict> verdicts, PacketPass pass) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportContext context = new ReportContext(flows.points, Roles.BY_NAME, false);
        try (ReportWriter report = new MatchReport(out, context, pass, 1)) {
            for (Verdict verdict : verdicts) {
                report.add(verdict);
            }
            report.finish(new Summary(flows.summaries(), 0, 0, new PointSeries()));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
