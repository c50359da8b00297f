package io.natlens.cli;

import io.natlens.correlate.Engine;
import io.natlens.correlate.Flow;
import io.natlens.correlate.PointSummary;
import io.natlens.decode.FrameDecoder;
import io.natlens.explain.Explainer;
import io.natlens.file.CaptureFiles;
import io.natlens.file.CaptureSet;
import io.natlens.file.MergedSource;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import io.natlens.host.Roles;
import io.natlens.report.ReportContext;
import io.natlens.report.ReportWriter;
import io.natlens.report.Summary;
import io.natlens.translate.Translator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code analyze}: from captures to a report. */
final class Analysis {
    private final AnalyzeConfig config;
    private final Console console;
    private final CapturePoints points = new CapturePoints();
    private final Roles roles;
    private final Problems problems;

    Analysis(AnalyzeConfig config, Console console) {
        this.config = config;
        this.console = console;
        roles = new Roles(config.roles());
        problems = new Problems(console);
    }

    ExitStatus run() throws UsageException, IOException {
        Path output = config.output();
        if (output != null) {
            refuseInput(output);
        }
        try (CaptureSet captures = CaptureFiles.openEach(config.inputs(), points, console.in())) {
            problems.tell(captures.problems());
            if (points.all().isEmpty()) {
                return ExitStatus.FAILED;
            }
            if (output == null) {
                report(captures, console.out());
            } else {
                try (OutputStream file = NamedOutput.toFile(output)) {
                    report(captures, file);
                }
            }
        }
        return problems.count() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    /** A report written over a capture would be a loss that no message makes good. */
    private void refuseInput(Path output) throws UsageException, IOException {
        for (String input : config.inputs()) {
            Path file = Path.of(input.substring(input.indexOf('=') + 1));
            if (Files.exists(output) && Files.exists(file) && isOneOf(file, output)) {
                throw new UsageException("option --output: '" + output + "' is one of the captures");
            }
        }
    }

    private static boolean isOneOf(Path input, Path output) throws IOException {
        return Files.isDirectory(input)
                ? output.toRealPath().startsWith(input.toRealPath()) && isCapture(output)
                : Files.isSameFile(output, input);
    }

    private static boolean isCapture(Path file) {
        try {
            CaptureFiles.open(file, new CapturePoints()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void report(CaptureSet captures, OutputStream out) throws IOException {
        try (ReportWriter report = config.format().open(out, new ReportContext(points, roles, wantsColor()))) {
            Engine engine = new Engine(shown(captures), points, roles, config.mostFlows());
            Translator translator = new Translator(roles);
            Explainer explainer = new Explainer(points, roles);
            run(engine, flow -> report.add(explainer.explain(translator.translate(flow))));
            problems.tell(captures.problems());
            engine.damages().forEach(problems::tell);
            tellOf(engine.capturePoints());
            report.finish(new Summary(engine.capturePoints(), problems.count(), engine.evicted()));
        }
    }

    /** With its progress, where somebody is there to see it and does not see the report grow. */
    private List<? extends FrameSource> shown(CaptureSet captures) {
        boolean reportIsSeen = config.output() == null && console.outIsTerminal();
        boolean worthIt = console.errIsTerminal() && !reportIsSeen && captures.size() >= Progress.WORTH_SHOWING;
        if (!worthIt) {
            return captures.sources();
        }
        List<FrameSource> shown = new ArrayList<>();
        Progress progress = new Progress(captures.size(), captures.sources().size(), console.err());
        for (MergedSource source : captures.sources()) {
            shown.add(new ProgressSource(source, progress, shown.size()));
        }
        return shown;
    }

    private boolean wantsColor() {
        return switch (config.color()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> config.output() == null && console.wantsColor();
        };
    }

    private interface FlowTaker {
        void take(Flow flow) throws IOException;
    }

    private static void run(Engine engine, FlowTaker taker) throws IOException {
        try {
            engine.run(flow -> {
                try {
                    taker.take(flow);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What a report of flows does not show: frames of no flow, and names that no capture point has. */
    private void tellOf(List<PointSummary> summaries) {
        List<String> names = new ArrayList<>();
        for (PointSummary summary : summaries) {
            CapturePoint point = summary.capturePoint();
            names.add(point.name());
            if (summary.undecodable() > 0) {
                console.complain(undecodable(summary));
            }
            if (summary.strayFragments() > 0) {
                console.complain(point.name() + ": " + summary.strayFragments()
                        + " fragments belong to no flow, since the first one of their packet is not in the capture");
            }
        }
        for (String name : config.roles().keySet()) {
            if (!names.contains(name)) {
                console.complain(
                        "option --role: no capture point is called '" + name + "'" + Suggestion.of(name, names));
            }
        }
    }

    private static String undecodable(PointSummary summary) {
        LinkType linkType = summary.capturePoint().linkType();
        String frames = summary.capturePoint() + ": " + summary.undecodable() + " of " + summary.packets() + " frames ";
        return FrameDecoder.decodes(linkType)
                ? frames + "could not be decoded: they end, or lie, before their addresses are known"
                : frames + "were not decoded: their link type is " + linkType;
    }
}
