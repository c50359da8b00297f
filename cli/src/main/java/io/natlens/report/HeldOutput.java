package io.natlens.report;

import java.io.IOException;
import java.io.OutputStream;

/** A draft for an output from which nothing can be taken back: it is held back until it is released. */
final class HeldOutput extends OutputStream implements Draft {
    private final OutputStream out;
    private final Spool spool = new Spool();
    private boolean released;

    HeldOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public OutputStream out() {
        return this;
    }

    @Override
    public void release() throws IOException {
        if (!released) {
            released = true;
            spool.transferTo(out);
        }
    }

    @Override
    public void write(int b) throws IOException {
        (released ? out : spool).write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        (released ? out : spool).write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (released) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
