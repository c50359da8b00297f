package io.natlens.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's standard output, which tells when its reader has gone away. {@link System#out} would swallow that.
 */
final class StandardOutput extends NamedOutput {
    private StandardOutput() {
        super("standard output", new FileOutputStream(FileDescriptor.out));
    }

    static OutputStream open() {
        return new StandardOutput().buffered();
    }

    @Override
    IOException failure(IOException e) {
        return isPipe() ? new BrokenPipeException(e) : super.failure(e);
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
