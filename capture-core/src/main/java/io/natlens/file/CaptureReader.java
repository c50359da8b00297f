package io.natlens.file;

import io.natlens.frame.FrameSource;
import java.io.IOException;

/** Reads frames from an input of one format. */
abstract sealed class CaptureReader implements FrameSource permits PcapReader, PcapngReader {
    final CaptureInput input;

    CaptureReader(CaptureInput input) {
        this.input = input;
    }

    @Override
    public final String name() {
        return input.name();
    }

    /** How many bytes of the file have been read, compressed as they are there; 0 for a stream. */
    final long bytesRead() {
        return input.bytesRead();
    }

    @Override
    public final void close() throws IOException {
        input.close();
    }
}
