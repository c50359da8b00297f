package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;
import java.util.OptionalLong;

/** A live source whose frames are written before they are passed on. */
final class TeeSource implements FrameSource {
    private final FrameSource source;
    private final CaptureSink sink;

    TeeSource(FrameSource source, CaptureSink sink) {
        this.source = source;
        this.sink = sink;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        boolean given = source.next(frame);
        if (given) {
            sink.write(frame);
        } else if (source.isPaused()) {
            sink.pause(source.clockNanos());
        }
        return given;
    }

    @Override
    public boolean isPaused() {
        return source.isPaused();
    }

    @Override
    public long clockNanos() {
        return source.clockNanos();
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
