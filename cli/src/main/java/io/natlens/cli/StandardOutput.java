package io.natlens.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's standard output, which tells when its reader has gone away. {@link System#out} would swallow that.
 */
final class StandardOutput extends FilterOutputStream {
    private static final int BUFFER = 64 * 1024;

    private StandardOutput(OutputStream out) {
        super(out);
    }

    static OutputStream open() {
        return new BufferedOutputStream(new StandardOutput(new FileOutputStream(FileDescriptor.out)), BUFFER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw isPipe() ? new BrokenPipeException(e) : new IOException("standard output: " + e.getMessage(), e);
        }
    }

    /** The system's message would tell as well, but in the user's language. */
    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whoever read the output has seen enough: no failure. */
    static final class BrokenPipeException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenPipeException(IOException cause) {
            super(cause);
        }
    }
}
