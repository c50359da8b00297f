package io.natlens.correlate;

import io.natlens.frame.CapturePoint;
import io.natlens.leg.FiveTuple;

/**
 * A leg that may be one of a flow's, but does not fit it better than others do, or not well enough.
 *
 * @param tuple what the flow's original direction would be at that point
 * @param packets how many of the flow's packets were alike ones seen there
 */
public record Candidate(CapturePoint capturePoint, FiveTuple tuple, long packets) {}
