package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import io.natlens.report.Traffic;
import java.io.IOException;
import java.util.OptionalLong;

/** A source whose frames are counted by point and time as they are read. */
final class TrafficSource implements FrameSource {
    private final FrameSource source;
    private final Traffic traffic;

    TrafficSource(FrameSource source, Traffic traffic) {
        this.source = source;
        this.traffic = traffic;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        boolean more = source.next(frame);
        if (more) {
            traffic.count(frame);
        }
        return more;
    }

    @Override
    public OptionalLong dropped(CapturePoint point) {
        return source.dropped(point);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
