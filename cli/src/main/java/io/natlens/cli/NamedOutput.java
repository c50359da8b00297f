package io.natlens.cli;

import io.natlens.file.FileErrors;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An output whose failures say which output it is. */
class NamedOutput extends FilterOutputStream {
    private static final int BUFFER = 64 * 1024;

    private final String name;

    NamedOutput(String name, OutputStream out) {
        super(out);
        this.name = name;
    }

    /** Creates the file, or empties it. */
    static OutputStream toFile(Path file) throws IOException {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            NamedOutput named = new NamedOutput(file.toString(), Channels.newOutputStream(channel));
            return Files.isRegularFile(file) ? new FileOutput(file, channel, named) : named.buffered();
        } catch (IOException e) {
            throw new IOException(file + ": " + FileErrors.reason(e), e);
        }
    }

    final OutputStream buffered() {
        return new BufferedOutputStream(this, BUFFER);
    }

    @Override
    public final void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    IOException failure(IOException e) {
        return new IOException(name + ": " + FileErrors.reason(e), e);
    }
}
