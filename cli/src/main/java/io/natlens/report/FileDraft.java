package io.natlens.report;

import java.io.IOException;
import java.io.OutputStream;

/** A draft that stands in its file at once, and is taken back where it is not wanted. */
final class FileDraft implements Draft {
    private final OutputStream out;
    private final ReportFile file;
    private boolean released;

    /** @param file the same as {@code out} */
    FileDraft(OutputStream out, ReportFile file) {
        this.out = out;
        this.file = file;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void release() {
        released = true;
    }

    @Override
    public void close() throws IOException {
        if (!released) {
            file.startOver();
        }
    }
}
