package io.natlens.cli;

import io.natlens.file.PcapngWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.live.LiveCapture;
import java.io.IOException;

/** One run of {@code capture}. */
final class CaptureRun {
    private final CaptureConfig config;
    private final Console console;
    private final CapturePoints points = new CapturePoints();

    CaptureRun(CaptureConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    ExitStatus run() throws IOException {
        try (LiveInterfaces interfaces = new LiveInterfaces(config.interfaces(), points, console)) {
            interfaces.obeySignals();
            interfaces.open();
            try (CaptureSink sink = sink()) {
                boolean enough = write(interfaces.capture(), sink);
                sink.finish(interfaces.capture().statistics());
                return enough ? ExitStatus.DONE : interfaces.status();
            } finally {
                interfaces.tellStatistics();
            }
        }
    }

    private CaptureSink sink() throws IOException {
        OutputConfig output = config.output();
        return output == null
                ? new PrintedFrames(config.lines(), points, console)
                : sink(output, config.interfaces().capture().filter(), console);
    }

    /** Opens what {@code -w} names. */
    static CaptureSink sink(OutputConfig output, String filter, Console console) throws IOException {
        return switch (output.format()) {
            case PCAPNG -> new PcapngOutput(output, origin(filter), console);
            case PCAP -> new PcapFolder(output, console);
        };
    }

    private static PcapngWriter.Origin origin(String filter) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return new PcapngWriter.Origin(null, system, Version.name(), filter.isEmpty() ? null : filter);
    }

    /** Whether there is as much as was asked for; else no more frames come. */
    private boolean write(LiveCapture capture, CaptureSink sink) throws IOException {
        for (CapturePoint point : points.all()) {
            sink.describe(point);
        }
        Frame frame = new Frame();
        long written = 0;
        while (written < config.most() && sink.isOpen()) {
            if (capture.next(frame)) {
                sink.write(frame);
                written++;
            } else if (capture.isPaused()) {
                sink.pause(capture.clockNanos());
            } else {
                return false;
            }
        }
        return true;
    }
}
