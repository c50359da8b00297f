package io.natlens.cli;

import io.natlens.correlate.Engine;
import io.natlens.correlate.PointSummary;
import io.natlens.decode.FrameDecoder;
import io.natlens.explain.Explainer;
import io.natlens.file.CaptureFiles;
import io.natlens.file.CaptureSet;
import io.natlens.file.MergedSource;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.ClockOffsets;
import io.natlens.frame.FrameSource;
import io.natlens.frame.LinkType;
import io.natlens.host.Roles;
import io.natlens.report.Draft;
import io.natlens.report.PacketPass;
import io.natlens.report.ReportContext;
import io.natlens.report.ReportWriter;
import io.natlens.report.Summary;
import io.natlens.translate.Translator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a command that correlates: from captures to a report. */
final class Analysis {
    /** What a command makes of a run. */
    interface Reporting {
        /**
         * Begins a report. It may be given up before its end, and another begun in its place.
         *
         * @param out is closed after the report
         * @param packets reads the captures once more, with the times that the report has
         */
        ReportWriter open(OutputStream out, ReportContext context, PacketPass packets) throws IOException;

        /** A source of the report that was begun last, with what the command wants to see of its frames. */
        default FrameSource watched(FrameSource source) {
            return source;
        }
    }

    private final CorrelateOptions options;
    private final Console console;
    private final CapturePoints points = new CapturePoints();
    private final Roles roles;
    private final Problems problems;
    /** Whether somebody sees the report grow. */
    private boolean reportIsSeen;

    Analysis(CorrelateOptions options, Console console) {
        this.options = options;
        this.console = console;
        roles = new Roles(options.roles());
        problems = new Problems(console);
    }

    /** @param output where the report goes; null for standard output */
    ExitStatus run(@Nullable Path output, boolean color, Reporting reporting) throws UsageException, IOException {
        if (output != null) {
            Outputs.refuseInput("output", output, options.inputs());
        }
        try (CaptureSet captures = open(ClockOffsets.NONE)) {
            problems.tell(captures.problems());
            if (points.all().isEmpty()) {
                return ExitStatus.FAILED;
            }
            reportIsSeen = output == null && console.outIsTerminal() && !canBeReadAgain(captures);
            ReportContext context = new ReportContext(points, roles, color);
            try (OutputStream file = output == null ? null : NamedOutput.toFile(output)) {
                OutputStream out = file == null ? console.out() : file;
                report(captures, out, context, reporting);
            }
        }
        return problems.count() == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private CaptureSet open(ClockOffsets clocks) {
        return CaptureFiles.openEach(options.inputs(), points, console.in(), clocks);
    }

    /** Whether it would help to read the captures once more, and is possible. */
    private boolean canBeReadAgain(CaptureSet captures) {
        return points.all().size() > 1 && captures.opensAgain();
    }

    /**
     * Reports what the captures show. If it turns out that their clocks differ, the report is given up: the captures are
     * read again to compare the clocks packet by packet, and then once more with their times corrected.
     */
    private void report(CaptureSet captures, OutputStream out, ReportContext context, Reporting reporting)
            throws IOException {
        boolean again = canBeReadAgain(captures);
        ClockOffsets rough;
        try (Draft draft = Draft.of(out);
                ReportWriter report = reporting.open(draft.out(), context, secondReading(ClockOffsets.NONE))) {
            if (!again) {
                draft.release();
            }
            Engine engine = correlate(watched(captures, reporting), ClockOffsets.NONE, reported(report));
            rough = engine.clockOffsets();
            if (!again || !rough.differ()) {
                draft.release();
                finish(captures, engine, report);
                return;
            }
        }
        ClockOffsets clocks = compareClocks(rough);
        try (CaptureSet corrected = open(clocks);
                ReportWriter report = reporting.open(out, context, secondReading(clocks))) {
            finish(corrected, correlate(watched(corrected, reporting), clocks, reported(report)), report);
        }
    }

    private ClockOffsets compareClocks(ClockOffsets rough) throws IOException {
        try (CaptureSet captures = open(rough)) {
            return correlate(shown(captures), rough, flow -> {}).clockOffsets();
        }
    }

    private PacketPass secondReading(ClockOffsets clocks) {
        return new SecondReading(options.inputs(), points, clocks);
    }

    private List<FrameSource> watched(CaptureSet captures, Reporting reporting) {
        List<FrameSource> watched = new ArrayList<>();
        shown(captures).forEach(source -> watched.add(reporting.watched(source)));
        return watched;
    }

    private FlowThread.Taker reported(ReportWriter report) {
        Translator translator = new Translator(roles);
        Explainer explainer = new Explainer(points, roles);
        return flow -> report.add(explainer.explain(translator.translate(flow)));
    }

    private void finish(CaptureSet captures, Engine engine, ReportWriter report) throws IOException {
        problems.tell(captures.problems());
        captures.remarks().forEach(console::complain);
        engine.damages().forEach(problems::tell);
        List<PointSummary> summaries = engine.capturePoints();
        tellOf(summaries);
        if (!captures.opensAgain() && engine.clockOffsets().differ()) {
            console.complain("the clocks of the capture points differ, but a stream cannot be read again: times and"
                    + " delays are not corrected");
        }
        report.finish(new Summary(summaries, problems.count(), engine.evicted(), engine.retransmissions()));
    }

    /** With its progress, where somebody is there to see it and does not see the report grow. */
    private List<? extends FrameSource> shown(CaptureSet captures) {
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

    /**
     * @param clocks by which the captures' times are corrected
     * @param taker is called by a thread of its own, and no more when this has returned
     */
    private Engine correlate(List<? extends FrameSource> sources, ClockOffsets clocks, FlowThread.Taker taker)
            throws IOException {
        Engine engine = new Engine(sources, points, roles, options.mostFlows(), clocks);
        try (FlowThread flows = new FlowThread(taker)) {
            engine.run(flows);
            flows.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return engine;
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
        for (String name : options.roles().keySet()) {
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
