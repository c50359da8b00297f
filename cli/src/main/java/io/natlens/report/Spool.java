package io.natlens.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is written until it can be passed on: a little of it in memory, more in a temporary file that is gone when
 * the process is, however that ends.
 */
final class Spool extends OutputStream {
    private static final int MEMORY = 1 << 20;
    private static final int BLOCK = 64 << 10;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private @Nullable OutputStream fileOut;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (fileOut == null && !holdsInMemory(length)) {
                fileOut = new BufferedOutputStream(Channels.newOutputStream(open()), BLOCK);
            }
            (fileOut == null ? memory : fileOut).write(bytes, offset, length);
        } catch (IOException e) {
            throw new IOException(
                    "temporary file in " + System.getProperty("java.io.tmpdir") + " (TMPDIR names another folder): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether all that was written, and so many bytes more, take no temporary file. */
    boolean holdsInMemory(int more) {
        return fileOut == null && memory.size() + more <= MEMORY;
    }

    private FileChannel open() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path path = Files.createTempFile("natlens-", ".spool");
            open = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    /** Passes on all that was written. */
    void transferTo(OutputStream out) throws IOException {
        memory.writeTo(out);
        if (file == null || fileOut == null) {
            return;
        }
        fileOut.flush();
        file.position(0);
        InputStream in = Channels.newInputStream(file);
        byte[] block = new byte[BLOCK];
        for (int length = in.read(block); length >= 0; length = in.read(block)) {
            out.write(block, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
