package io.natlens.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** What is written to an output before it is known whether it is wanted. */
public interface Draft extends Closeable {
    /**
     * Begins a draft.
     *
     * @param out is left open
     */
    static Draft of(OutputStream out) {
        return out instanceof ReportFile file ? new FileDraft(out, file) : new HeldOutput(out);
    }

    /** What takes the draft. */
    OutputStream out();

    /** Says that it is wanted, with what will follow. */
    void release() throws IOException;

    /** Forgets what has not been released. */
    @Override
    void close() throws IOException;
}
