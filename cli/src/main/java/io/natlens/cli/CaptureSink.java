package io.natlens.cli;

import io.natlens.frame.CapturePoint;
import io.natlens.frame.FrameSink;
import io.natlens.live.PointStatistics;
import java.io.IOException;
import java.util.List;

/** Where a live capture is written. */
interface CaptureSink extends FrameSink {
    /** Takes note of a point, which may never see a frame. */
    void describe(CapturePoint point) throws IOException;

    /** Whether another frame is welcome: not when all files that were asked for are full. */
    boolean isOpen();

    /**
     * Takes note that no frame has come until now: gives everything written so far to the system, and goes on to the next
     * file if it is time.
     */
    void pause(long nowNanos) throws IOException;

    /** Completes the output with what is known of each point. */
    void finish(List<PointStatistics> statistics) throws IOException;
}
