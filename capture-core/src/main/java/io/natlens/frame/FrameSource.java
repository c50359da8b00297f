package io.natlens.frame;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Frames one after the other, from a file, a stream or an interface. For use by one thread at a time.
 */
public interface FrameSource extends Closeable {
    /** What a message about this source calls it: a file's name as the user wrote it, or an interface's. */
    String name();

    /**
     * Moves the view to the next frame. The frame's bytes are valid until the next call.
     *
     * @return false when there is none and, unless {@link #isPaused}, none will come
     * @throws IOException if the source is damaged at this place, with a message fit for the user; all frames before the
     *     damage have been given, and no further call is allowed but {@link #close}
     */
    boolean next(Frame frame) throws IOException;

    /** Whether the last {@link #next} gave none only because none has come yet: an interface pauses, a file never does. */
    default boolean isPaused() {
        return false;
    }

    /**
     * Up to which time all frames have been given while the source {@link #isPaused}, in nanoseconds since the epoch; long
     * ago where only the frames themselves tell.
     */
    default long clockNanos() {
        return Long.MIN_VALUE;
    }

    /** How many frames the capturing side says it lost at this point so far; empty where it does not say. */
    OptionalLong dropped(CapturePoint point);
}
