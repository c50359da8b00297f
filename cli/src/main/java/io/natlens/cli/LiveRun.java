package io.natlens.cli;

import io.natlens.correlate.Engine;
import io.natlens.correlate.Flow;
import io.natlens.correlate.Hop;
import io.natlens.explain.Explainer;
import io.natlens.explain.Verdict;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.FrameSource;
import io.natlens.host.Roles;
import io.natlens.live.HeaderFilter;
import io.natlens.live.LiveCapture;
import io.natlens.report.EventJson;
import io.natlens.report.EventLines;
import io.natlens.report.EventWriter;
import io.natlens.report.FlowEvent;
import io.natlens.report.ReportContext;
import io.natlens.report.ReportFormat;
import io.natlens.report.ReportWriter;
import io.natlens.report.Summary;
import io.natlens.translate.Translator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of {@code live}. */
final class LiveRun {
    private final LiveConfig config;
    private final Console console;
    private final Messages messages;
    private final CapturePoints points = new CapturePoints();
    private final Roles roles;
    private final Problems problems;

    LiveRun(LiveConfig config, Console console) {
        this.config = config;
        messages = new Messages(console.err());
        this.console = console.withErr(new PrintStream(messages, true, Console.charset()));
        roles = new Roles(config.roles());
        problems = new Problems(this.console);
    }

    ExitStatus run() throws IOException {
        InterfaceConfig chosen = config.followNat() ? config.interfaces().withoutFilter() : config.interfaces();
        try (HeaderFilter filter = config.followNat() ? new HeaderFilter(filter()) : null;
                LiveInterfaces interfaces = new LiveInterfaces(chosen, points, console)) {
            interfaces.obeySignals();
            interfaces.open();
            endInTime(interfaces.capture());
            try {
                correlate(interfaces, wanted(filter));
                return problems.count() == 0 ? interfaces.status() : ExitStatus.FAILED;
            } finally {
                interfaces.tellStatistics();
            }
        }
    }

    private String filter() {
        return config.interfaces().capture().filter();
    }

    /** Which flows are told of: with a filter to follow, those that have a form that passes it, at any point. */
    private static Predicate<Flow> wanted(@Nullable HeaderFilter filter) {
        if (filter == null) {
            return flow -> true;
        }
        return flow -> hasMatch(flow.original(), filter) || hasMatch(flow.reply(), filter);
    }

    private static boolean hasMatch(List<Hop> path, HeaderFilter filter) {
        return path.stream()
                .map(Hop::tuple)
                .anyMatch(tuple -> filter.matches(
                        tuple.protocol(),
                        tuple.source(),
                        tuple.sourcePort(),
                        tuple.destination(),
                        tuple.destinationPort()));
    }

    private void endInTime(LiveCapture capture) {
        if (config.seconds() > 0) {
            Thread timer = new Thread(
                    () -> {
                        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(config.seconds());
                        while (System.nanoTime() < end) {
                            LockSupport.parkNanos(end - System.nanoTime());
                        }
                        capture.stop();
                    },
                    "natlens-duration");
            timer.setDaemon(true);
            timer.start();
        }
    }

    private void correlate(LiveInterfaces interfaces, Predicate<Flow> wanted) throws IOException {
        OutputConfig output = config.frames();
        if (output == null) {
            report(interfaces.capture(), interfaces.capture(), wanted);
            return;
        }
        String filter = config.followNat() ? "" : filter();
        try (CaptureSink sink = CaptureRun.sink(output, filter, console)) {
            for (CapturePoint point : points.all()) {
                sink.describe(point);
            }
            report(interfaces.capture(), new TeeSource(interfaces.capture(), sink), wanted);
            sink.finish(interfaces.capture().statistics());
        }
    }

    private void report(LiveCapture capture, FrameSource source, Predicate<Flow> wanted) throws IOException {
        ReportContext context = new ReportContext(points, roles, false);
        Path file = config.report();
        if (file == null) {
            follow(capture, source, wanted, context, null);
            return;
        }
        try (OutputStream out = NamedOutput.toFile(file);
                ReportWriter report = format(file).open(out, context)) {
            Engine engine = follow(capture, source, wanted, context, report);
            report.finish(
                    new Summary(engine.capturePoints(), problems.count(), engine.evicted(), engine.retransmissions()));
        }
    }

    /** As the end of the file's name says; a table where it says nothing. */
    private static ReportFormat format(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (ReportFormat format : ReportFormat.values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        return ReportFormat.TABLE;
    }

    private Engine follow(
            LiveCapture capture,
            FrameSource source,
            Predicate<Flow> wanted,
            ReportContext context,
            @Nullable ReportWriter report)
            throws IOException {
        Engine engine = new Engine(List.of(source), points, roles, config.mostFlows());
        FlowTable table = new FlowTable();
        LiveScreen screen = wantsScreen() ? LiveScreen.open(table, capture, context, messages) : null;
        EventWriter events = screen == null ? events(context) : null;
        LiveFlows.Listener shown = events == null ? table : events::write;
        try {
            Listening listener = new Listening(shown, report);
            engine.watch(new LiveFlows(new Translator(roles), new Explainer(points, roles), wanted, listener));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            if (screen != null) {
                screen.close();
            }
        }
        engine.damages().forEach(problems::tell);
        return engine;
    }

    private boolean wantsScreen() {
        return config.events() == null && console.outIsTerminal();
    }

    /** Shows flows, and puts those that have ended into the report. */
    private record Listening(LiveFlows.Listener shown, @Nullable ReportWriter report) implements LiveFlows.Listener {
        @Override
        public void happened(FlowEvent event, long timeNanos, Verdict verdict) throws IOException {
            shown.happened(event, timeNanos, verdict);
            if (event == FlowEvent.ENDED && report != null) {
                report.add(verdict);
            }
        }

        @Override
        public boolean followsAll() {
            return shown.followsAll();
        }

        @Override
        public void known(Verdict verdict) {
            shown.known(verdict);
        }

        @Override
        public void gone(long id) {
            shown.gone(id);
        }

        @Override
        public void looked(long nowNanos) throws IOException {
            shown.looked(nowNanos);
        }
    }

    private EventWriter events(ReportContext context) throws IOException {
        return config.events() == LiveConfig.Format.JSONL
                ? new EventJson(console.out())
                : new EventLines(console.out(), context);
    }
}
