package io.natlens.live;

import io.natlens.frame.CapturePoint;

/**
 * What was captured at one point so far, and what was not.
 *
 * @param captured frames passed on
 * @param received frames that passed the filter, as the kernel counts them: those that it dropped are among them
 * @param droppedByKernel frames for which the kernel's buffer had no room
 * @param droppedByUs frames that natlens took from the kernel and had no room for
 */
public record PointStatistics(
        CapturePoint point, long captured, long received, long droppedByKernel, long droppedByUs) {
    /** All that was lost on the way from the interface to the report. */
    public long dropped() {
        return droppedByKernel + droppedByUs;
    }
}
