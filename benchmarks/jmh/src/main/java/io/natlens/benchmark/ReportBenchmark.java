package io.natlens.benchmark;

import io.natlens.correlate.Engine;
import io.natlens.explain.Explainer;
import io.natlens.explain.Verdict;
import io.natlens.file.CaptureFiles;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.FrameSource;
import io.natlens.host.Roles;
import io.natlens.leg.PointSeries;
import io.natlens.report.ReportContext;
import io.natlens.report.ReportFormat;
import io.natlens.report.ReportWriter;
import io.natlens.report.Summary;
import io.natlens.translate.Translator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a flow to its place in a report, which goes nowhere. The figure is flows per second in one thread, the report's
 * header and end included, which 1,024 flows share.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReportBenchmark {
    private static final int FLOWS = 1024;
    private static final int MOST_FLOWS = 1000;

    /** A folder with pcap files, whose flows are written over and over. */
    @Param("sample-pcaps/published-port")
    public String captures = "";

    @Param("JSONL")
    public ReportFormat format = ReportFormat.JSONL;

    private final CapturePoints points = new CapturePoints();
    private final ReportContext context = new ReportContext(points, Roles.BY_NAME, false);
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<FrameSource> sources = new ArrayList<>();
    private Summary summary = new Summary(List.of(), 0, 0, new PointSeries());

    @Setup
    public void correlate() throws IOException, InterruptedException {
        for (Path file : SampleCapture.files(Path.of(captures))) {
            sources.add(CaptureFiles.open(file, points));
        }
        Engine engine = new Engine(sources, points, Roles.BY_NAME, MOST_FLOWS);
        Translator translator = new Translator(Roles.BY_NAME);
        Explainer explainer = new Explainer(points, Roles.BY_NAME);
        engine.run(flow -> verdicts.add(explainer.explain(translator.translate(flow))));
        summary = new Summary(engine.capturePoints(), 0, engine.evicted(), engine.retransmissions());
    }

    @TearDown
    public void close() throws IOException {
        for (FrameSource source : sources) {
            source.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(FLOWS)
    public void write() throws IOException {
        try (ReportWriter report = format.open(OutputStream.nullOutputStream(), context)) {
            int next = 0;
            for (int i = 0; i < FLOWS; i++) {
                report.add(verdicts.get(next));
                next = next + 1 < verdicts.size() ? next + 1 : 0;
            }
            report.finish(summary);
        }
    }
}
