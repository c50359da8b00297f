package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.CapturePoints;
import io.natlens.frame.Frame;
import io.natlens.live.PointStatistics;
import java.io.IOException;
import java.util.List;

/** Prints a live capture, as {@code print} would print what it writes. */
final class PrintedFrames implements CaptureSink {
    private final FrameLines lines;

    /** @param points those that are captured from the beginning */
    PrintedFrames(LineConfig config, CapturePoints points, Console console) {
        lines = new FrameLines(config, points, console);
    }

    @Override
    public void describe(CapturePoint point) {
        // each line names its point
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void write(Frame frame) throws IOException {
        lines.print(frame);
    }

    @Override
    public void pause(long nowNanos) throws IOException {
        lines.flush();
    }

    @Override
    public void finish(List<PointStatistics> statistics) throws IOException {
        lines.flush();
    }

    @Override
    public void close() {
        // standard output stays open
    }
}
