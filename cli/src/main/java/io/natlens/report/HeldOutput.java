package io.natlens.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/** A stream that holds back what is written to it until it is known whether it is wanted. */
public final class HeldOutput extends OutputStream implements FileTarget {
    private final OutputStream out;
    private final Spool spool = new Spool();
    private boolean released;

    /** @param out is left open */
    public HeldOutput(OutputStream out) {
        this.out = out;
    }

    /** Passes on what was written, and from now on what will be. */
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
    public void append(FileChannel file) throws IOException {
        Spool.copy(file, released ? out : spool);
    }

    @Override
    public void flush() throws IOException {
        if (released) {
            out.flush();
        }
    }

    /** Lets go of what is still held. */
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
