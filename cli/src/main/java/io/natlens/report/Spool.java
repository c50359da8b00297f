package io.natlens.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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
    private static final int MEMORY = 4 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (memory.size() + length > MEMORY) {
            moveToFile();
        }
        memory.write(bytes, offset, length);
    }

    private void moveToFile() throws IOException {
        try {
            FileChannel channel = open();
            ByteBuffer bytes = ByteBuffer.wrap(memory.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException(
                    "temporary file in " + System.getProperty("java.io.tmpdir") + " (TMPDIR names another folder): "
                            + e.getMessage(),
                    e);
        }
        memory.reset();
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
        FileChannel spooled = file;
        if (spooled != null) {
            spooled.position(0);
            InputStream in = Channels.newInputStream(spooled);
            in.transferTo(out);
        }
        memory.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
