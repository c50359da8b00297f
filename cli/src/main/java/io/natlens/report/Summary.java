package io.natlens.report;

import io.natlens.correlate.PointSummary;
import io.natlens.leg.PointSeries;
import java.util.List;

/**
 * What is known of a run at its end.
 *
 * @param damages how many captures were damaged or could not be read
 * @param evicted legs that were given up because more than the limit lived at once
 * @param retransmissions TCP segments that were sent again
 */
public record Summary(List<PointSummary> capturePoints, int damages, long evicted, PointSeries retransmissions) {}
