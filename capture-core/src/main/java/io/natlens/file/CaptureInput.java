package io.natlens.file;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a capture, decompressed, seen through one buffer that is used again and again. For use by one thread at a
 * time.
 *
 * <p>The bytes at hand stand in {@link #buffer()} from {@link #start()}. {@link #fill} may move them and may put a
 * larger buffer in place, so both are to be asked for again after it. The buffer grows with the bytes that come, not
 * with the number that is asked for: a record that lies about its length costs no more memory than its file has bytes.
 */
final class CaptureInput implements Closeable {
    private final String name;
    private final BufferPool pool;
    private final @Nullable FileChannel file;
    private ReadableByteChannel channel;
    private @Nullable Compression compression;
    private ByteBuffer buffer;
    private int start;
    private int end;
    private long offset;
    private boolean ended;
    private long bytesRead;
    private @Nullable Exception failure;

    private CaptureInput(String name, ReadableByteChannel channel, BufferPool pool) {
        this.file = channel instanceof FileChannel opened ? opened : null;
        this.name = name;
        this.channel = channel;
        this.pool = pool;
        this.buffer = pool.take();
    }

    static CaptureInput open(Path file, String name, BufferPool pool) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new CaptureFormatException(name + ": " + FileErrors.reason(e), e);
        }
        return new CaptureInput(name, channel, pool).decompressed();
    }

    static CaptureInput of(InputStream stream, String name, BufferPool pool) throws IOException {
        return new CaptureInput(name, Channels.newChannel(stream), pool).decompressed();
    }

    private CaptureInput decompressed() throws IOException {
        try {
            compression = Compression.of(buffer, start, fill(Compression.MAGIC_LENGTH));
            if (compression != null) {
                channel = Channels.newChannel(compression.open(wholeStream()));
            }
            return this;
        } catch (IOException | RuntimeException e) {
            close();
            throw new CaptureFormatException(name + ": " + explain(e), e);
        }
    }

    /** What has been read already, and all that follows. */
    private InputStream wholeStream() {
        byte[] head = new byte[end - start];
        buffer.get(start, head);
        start = 0;
        end = 0;
        ended = false;
        return new SequenceInputStream(new ByteArrayInputStream(head), Channels.newInputStream(channel));
    }

    /** What messages call this input. */
    String name() {
        return name;
    }

    /** The buffer with the bytes at hand, big endian. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Where the next byte stands in {@link #buffer()}. */
    int start() {
        return start;
    }

    /** How many bytes of the (decompressed) input stand before {@link #start()}. */
    long offset() {
        return offset;
    }

    /**
     * Reads on until so many bytes are at hand.
     *
     * @return that number, or how many there are where the input ends before
     */
    int fill(int wanted) {
        return end - start >= wanted ? wanted : read(wanted);
    }

    private int read(int wanted) {
        if (wanted > buffer.capacity() - start) {
            moveToFront();
        }
        while (end - start < wanted && !ended) {
            if (end == buffer.capacity()) {
                grow();
            }
            readOnce();
        }
        return Math.min(wanted, end - start);
    }

    private void moveToFront() {
        buffer.limit(end).position(start).compact().clear();
        end -= start;
        start = 0;
    }

    private void grow() {
        ByteBuffer larger = ByteBuffer.allocateDirect(2 * buffer.capacity());
        larger.put(0, buffer, 0, end);
        pool.give(buffer);
        buffer = larger;
    }

    /** A failure ends the input like its end does, so that the bytes that came before it are used all the same. */
    private void readOnce() {
        buffer.limit(buffer.capacity()).position(end);
        try {
            ended = channel.read(buffer) < 0;
        } catch (IOException | RuntimeException e) {
            failure = e;
            ended = true;
        }
        end = buffer.position();
        buffer.clear();
    }

    /** Moves on by a number of bytes that are at hand. */
    void take(int length) {
        start += length;
        offset += length;
    }

    /**
     * Moves on by any number of bytes.
     *
     * @return how many bytes were there to be passed over, at most that number
     */
    long skip(long length) {
        long left = length;
        while (left > 0) {
            int here = fill((int) Math.min(left, BufferPool.BUFFER_SIZE));
            if (here == 0) {
                break;
            }
            take(here);
            left -= here;
        }
        return length - left;
    }

    /** Whether the input ended here as it should: there is nothing more, and nothing went wrong. */
    boolean endsCleanly() {
        return fill(1) == 0 && failure == null;
    }

    /** How many bytes of the file have been read, compressed as they are there; 0 for a stream. */
    long bytesRead() {
        try {
            return file == null || !file.isOpen() ? bytesRead : file.position();
        } catch (IOException e) {
            // a pipe has no position
            return 0;
        }
    }

    /** {@code byte 1234}, with the word that says that the file itself has another byte there. */
    String place(long at) {
        return compression == null ? "byte " + at : "byte " + at + " (decompressed)";
    }

    /** How a part that should be longer ends. */
    String cutOff(long have, long wanted) {
        String after = "ends after " + have + " of " + wanted + " bytes";
        return failure == null ? after : after + ": " + explain(failure);
    }

    /** Why no more can be read, or null where nothing went wrong. */
    @Nullable
    String failure() {
        return failure == null ? null : explain(failure);
    }

    private String explain(Exception e) {
        String reason = FileErrors.reason(e);
        return compression == null ? reason : compression.name().toLowerCase(Locale.ROOT) + ": " + reason;
    }

    @Override
    public void close() throws IOException {
        bytesRead = bytesRead();
        pool.give(buffer);
        buffer = BufferPool.NONE;
        start = 0;
        end = 0;
        ended = true;
        channel.close();
    }
}
