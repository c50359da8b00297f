package io.natlens.frame;

import java.io.Closeable;
import java.io.IOException;

/** A place where frames are put, one after the other: a capture file. For use by one thread at a time. */
public interface FrameSink extends Closeable {
    /** Takes the frame's bytes and what goes with them before it returns. */
    void write(Frame frame) throws IOException;
}
