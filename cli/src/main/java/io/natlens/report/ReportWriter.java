package io.natlens.report;

import io.natlens.explain.Verdict;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes one report. Flows come one at a time, as they end, and may be any number; what an implementation holds of them
 * in memory is bounded, or else it says so. For use by one thread at a time.
 */
public interface ReportWriter extends Closeable {
    /** Takes the next flow. */
    void add(Verdict verdict) throws IOException;

    /** Takes what is known only at the end, and completes the report. Called once, after the last flow. */
    void finish(Summary summary) throws IOException;

    /** Lets go of what the writer holds itself. The stream that it writes to stays open. */
    @Override
    void close() throws IOException;
}
