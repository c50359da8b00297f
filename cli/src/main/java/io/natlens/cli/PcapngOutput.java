package io.natlens.cli;

import io.natlens.file.FileErrors;
import io.natlens.file.PcapngWriter;
import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.live.PointStatistics;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes a pcapng file, or one after the other. */
final class PcapngOutput implements CaptureSink {
    private final OutputConfig config;
    private final PcapngWriter.Origin origin;
    private final Console console;
    private final FileSequence names;
    private final List<CapturePoint> points = new ArrayList<>();
    private @Nullable PcapngWriter writer;
    /** When the time of the file's name began, in nanoseconds since the epoch. */
    private long began;

    private long sameTime;
    private int files;

    PcapngOutput(OutputConfig config, PcapngWriter.Origin origin, Console console) throws IOException {
        this.config = config;
        this.origin = origin;
        this.console = console;
        names = new FileSequence(config.file(), config.fileBytes() > 0, config.files());
        began = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        writer = open();
    }

    private PcapngWriter open() throws IOException {
        files++;
        PcapngWriter opened;
        if (config.isStandardOutput()) {
            opened = new PcapngWriter("standard output", Channels.newChannel(console.out()), origin);
        } else {
            String name = names.name(sameTime, TimeUnit.NANOSECONDS.toSeconds(began));
            opened = new PcapngWriter(name, channel(name), origin);
        }
        for (CapturePoint point : points) {
            opened.describe(point);
        }
        return opened;
    }

    static WritableByteChannel channel(String name) throws IOException {
        try {
            return FileChannel.open(
                    Path.of(name),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new IOException(name + ": " + FileErrors.reason(e), e);
        } catch (InvalidPathException e) {
            throw new IOException("'" + name + "' cannot be a file's name: " + e.getReason(), e);
        }
    }

    @Override
    public void describe(CapturePoint point) throws IOException {
        points.add(point);
        if (writer != null) {
            writer.describe(point);
        }
    }

    @Override
    public boolean isOpen() {
        return writer != null;
    }

    @Override
    public void write(Frame frame) throws IOException {
        rotate(frame.timeNanos());
        PcapngWriter to = writer;
        if (to == null) {
            return;
        }
        to.write(frame);
        if (config.atOnce()) {
            flush();
        }
    }

    private void rotate(long nowNanos) throws IOException {
        PcapngWriter from = writer;
        if (from == null) {
            return;
        }
        long age = TimeUnit.NANOSECONDS.toSeconds(nowNanos - began);
        if (config.fileSeconds() > 0 && age >= config.fileSeconds()) {
            began = nowNanos;
            sameTime = 0;
            follow(from);
        } else if (config.fileBytes() > 0 && from.size() > config.fileBytes()) {
            sameTime++;
            follow(from);
        }
    }

    /** Closes the file and opens the next; by time alone, a number of files is the end, and not a ring. */
    private void follow(PcapngWriter from) throws IOException {
        from.close();
        boolean enough = config.files() > 0 && config.fileBytes() == 0 && files >= config.files();
        writer = enough ? null : open();
    }

    @Override
    public void pause(long nowNanos) throws IOException {
        rotate(nowNanos);
        flush();
    }

    private void flush() throws IOException {
        if (writer == null) {
            return;
        }
        writer.flush();
        if (config.isStandardOutput()) {
            console.out().flush();
        }
    }

    @Override
    public void finish(List<PointStatistics> statistics) {
        if (writer != null) {
            for (PointStatistics counts : statistics) {
                writer.dropped(counts.point(), counts.dropped());
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
