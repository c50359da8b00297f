package io.natlens.report;

import io.natlens.correlate.Delay;
import io.natlens.correlate.Evidence;
import io.natlens.correlate.Evidence.Invariant;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.correlate.PointSummary;
import io.natlens.explain.Explainer;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.LinkType;
import io.natlens.host.Roles;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.PointSeries;
import io.natlens.translate.Translator;
import io.natlens.wire.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flows as the correlator would tell them, for reports that no capture at hand would give. */
final class Flows {
    static final int TCP = 6;
    static final long START = 1795209908_647125810L;

    final CapturePoints points = new CapturePoints();
    private long flows;
    private final Explainer explainer = new Explainer(points, Roles.BY_NAME);

    CapturePoint point(String name) {
        return points.named(name, LinkType.EN10MB, 0, "");
    }

    static FiveTuple tuple(int protocol, String source, int sourcePort, String destination, int destinationPort) {
        return new FiveTuple(
                protocol, IpAddress.parse(source), sourcePort, IpAddress.parse(destination), destinationPort);
    }

    /** A flow that is seen first in one form at one point, then in another at the next, and answered. */
    Verdict translated(CapturePoint inner, FiveTuple first, CapturePoint outer, FiveTuple last) {
        Delay delay = new Delay(4, 40_000, 51_234, 60_000, 70_000);
        List<Hop> there = List.of(hop(inner, first, 64, 0, null), hop(outer, last, 63, 51_234, delay));
        List<Hop> back = List.of(
                hop(outer, last.reverse(), 57, 9_000_000, null), hop(inner, first.reverse(), 56, 9_051_234, delay));
        return verdict(first, last, there, back, true);
    }

    /** A flow with these paths. */
    Verdict verdict(FiveTuple first, FiveTuple last, List<Hop> there, List<Hop> back, boolean closed) {
        Evidence evidence = new Evidence(8, 0, Set.of(Invariant.TCP_ISN), 1, List.of(), 0);
        Flow flow = new Flow(
                ++flows, first, last, true, there, back, closed, false, List.of(), evidence, List.of(), List.of());
        return explainer.explain(new Translator(Roles.BY_NAME).translate(flow));
    }

    /** A flow that nobody translates and nobody answers. */
    Verdict along(List<CapturePoint> path, FiveTuple tuple) {
        List<Hop> hops =
                path.stream().map(point -> hop(point, tuple, 64, 0, null)).toList();
        Evidence evidence = new Evidence(4, 0, Set.of(Invariant.PAYLOAD), 1, List.of(), 0);
        Flow flow = new Flow(
                ++flows, tuple, tuple, true, hops, List.of(), false, false, List.of(), evidence, List.of(), List.of());
        return explainer.explain(new Translator(Roles.BY_NAME).translate(flow));
    }

    /** @param after how many nanoseconds after the flow's beginning */
    static Hop hop(CapturePoint point, FiveTuple tuple, int ttl, long after, @Nullable Delay delay) {
        return new Hop(point, tuple, 0, 4, 392, ttl, START + after, START + after + 3_000_000_000L, 0, null, delay);
    }

    /** The whole report of these flows. */
    String report(ReportFormat format, boolean color, List<Verdict> verdicts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReportWriter writer = format.open(out, new ReportContext(points, Roles.BY_NAME, color))) {
            for (Verdict verdict : verdicts) {
                writer.add(verdict);
            }
            writer.finish(new Summary(summaries(), 0, 0, new PointSeries()));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    List<PointSummary> summaries() {
        List<PointSummary> summaries = new ArrayList<>();
        for (CapturePoint point : points.all()) {
            summaries.add(new PointSummary(
                    point,
                    8,
                    784,
                    START,
                    START + 3_000_000_000L,
                    OptionalLong.empty(),
                    OptionalLong.of(0),
                    OptionalDouble.of(0),
                    0,
                    0));
        }
        return summaries;
    }
}
