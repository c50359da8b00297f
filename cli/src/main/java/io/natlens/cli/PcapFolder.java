package io.natlens.cli;

import io.natlens.file.FileErrors;
import io.natlens.file.PcapWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.live.PointStatistics;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a pcap file for each capture point into a folder: {@code docker0.pcap}, {@code web:eth0.pcap}. */
final class PcapFolder implements CaptureSink {
    private final OutputConfig config;
    private final Console console;
    private final Map<CapturePoint, PcapWriter> writers = new HashMap<>();

    PcapFolder(OutputConfig config, Console console) throws IOException {
        this.config = config;
        this.console = console;
        if (!config.isStandardOutput()) {
            try {
                Files.createDirectories(Path.of(config.file()));
            } catch (IOException e) {
                throw new IOException(config.file() + ": " + FileErrors.reason(e), e);
            }
        }
    }

    @Override
    public void describe(CapturePoint point) throws IOException {
        writer(point);
    }

    private PcapWriter writer(CapturePoint point) throws IOException {
        PcapWriter writer = writers.get(point);
        if (writer == null) {
            writer = open(point);
            writers.put(point, writer);
        }
        return writer;
    }

    private PcapWriter open(CapturePoint point) throws IOException {
        String name = config.isStandardOutput()
                ? "standard output"
                : Path.of(config.file(), point.name().replace('/', '_') + ".pcap")
                        .toString();
        if (config.isStandardOutput() && !writers.isEmpty()) {
            throw new IOException("a pcap stream holds one capture point; pcapng holds several");
        }
        WritableByteChannel channel =
                config.isStandardOutput() ? Channels.newChannel(console.out()) : PcapngOutput.channel(name);
        return new PcapWriter(name, channel, point.linkType(), point.snapLength(), !config.micros());
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void write(Frame frame) throws IOException {
        PcapWriter writer = writer(frame.capturePoint());
        writer.write(frame);
        if (config.atOnce()) {
            flush(writer);
        }
    }

    private void flush(PcapWriter writer) throws IOException {
        writer.flush();
        if (config.isStandardOutput()) {
            console.out().flush();
        }
    }

    @Override
    public void pause(long nowNanos) throws IOException {
        for (PcapWriter writer : writers.values()) {
            flush(writer);
        }
    }

    @Override
    public void finish(List<PointStatistics> statistics) {
        // a pcap file has no place for them
    }

    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (PcapWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
