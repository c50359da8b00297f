package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.util.OptionalLong;

/** A source that somebody looks at while it is read: all but {@link #next} is the source's own. */
abstract class WatchedSource implements FrameSource {
    private final FrameSource source;

    WatchedSource(FrameSource source) {
        this.source = source;
    }

    @Override
    public final String name() {
        return source.name();
    }

    @Override
    public final boolean isPaused() {
        return source.isPaused();
    }

    @Override
    public final long clockNanos() {
        return source.clockNanos();
    }

    @Override
    public final OptionalLong dropped(CapturePoint point) {
        return source.dropped(point);
    }

    @Override
    public final void close() throws IOException {
        source.close();
    }
}
