package io.natlens.report;

import io.natlens.explain.Verdict;
import java.io.IOException;

/** Writes events one a line, each passed on at once. */
public interface EventWriter {
    /**
     * Writes one event.
     *
     * @param timeNanos when it was noticed, in nanoseconds since the epoch
     * @param verdict what is known of the flow by then
     */
    void write(FlowEvent event, long timeNanos, Verdict verdict) throws IOException;
}
