package io.natlens.cli;

import io.natlens.frame.Frame;
import io.natlens.frame.FrameSource;
import java.io.IOException;

/** A live source whose frames are written before they are passed on. */
final class TeeSource extends WatchedSource {
    private final FrameSource source;
    private final CaptureSink sink;

    TeeSource(FrameSource source, CaptureSink sink) {
        super(source);
        this.source = source;
        this.sink = sink;
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
}
