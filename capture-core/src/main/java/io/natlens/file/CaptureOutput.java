package io.natlens.file;

import io.natlens.frame.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Little-endian numbers and bytes on their way into a file, through one buffer. What the system says when it cannot
 * write them has the file's name in front, and a file is then cut off behind its last whole record.
 */
final class CaptureOutput implements Closeable {
    private static final int BUFFER_SIZE = 256 * 1024;
    private static final int SHORTEST_RECORD = 16;

    private final String name;
    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    /** Where in the buffer records begin. */
    private final int[] starts = new int[BUFFER_SIZE / SHORTEST_RECORD + 1];

    private int records;
    private long flushed;
    /** Counted from the first byte that was put: where the last record begins that began before this buffer. */
    private long recordBefore;

    private boolean failed;

    CaptureOutput(String name, WritableByteChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /**
     * Begins a record, a whole one if the buffer can hold it.
     *
     * @param length of the record in bytes
     */
    void begin(int length) throws IOException {
        reserve(Math.min(length, BUFFER_SIZE));
        starts[records++] = buffer.position();
    }

    /** How many bytes have been put so far. */
    long size() {
        return flushed + buffer.position();
    }

    /** Makes room, so that the puts that follow cannot fail. */
    void reserve(int length) throws IOException {
        if (buffer.remaining() < length) {
            flush();
        }
    }

    /** Within what has been reserved. */
    CaptureOutput putShort(int value) {
        buffer.putShort((short) value);
        return this;
    }

    /** Within what has been reserved. */
    CaptureOutput putInt(int value) {
        buffer.putInt(value);
        return this;
    }

    /** Within what has been reserved. */
    CaptureOutput putLong(long value) {
        buffer.putLong(value);
        return this;
    }

    /** The captured bytes of the frame, up to a length. */
    void put(Frame frame, int length) throws IOException {
        put(frame.buffer(), frame.offset(), length);
    }

    /** Bytes of any number, by absolute position. */
    void put(ByteBuffer bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            reserve(1);
            int part = Math.min(length - done, buffer.remaining());
            buffer.put(buffer.position(), bytes, offset + done, part).position(buffer.position() + part);
            done += part;
        }
    }

    /** Zero bytes up to the next multiple of 4. */
    void pad(int length) throws IOException {
        for (int i = length; i < Pcapng.padded(length); i++) {
            reserve(1);
            buffer.put((byte) 0);
        }
    }

    /** Gives all bytes to the system; none any more after it has once refused some. */
    void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining() && !failed) {
                channel.write(buffer);
            }
            recordBefore = records > 0 ? flushed + starts[records - 1] : recordBefore;
            flushed += buffer.limit();
        } catch (IOException e) {
            failed = true;
            cutOff(buffer.position());
            throw new IOException(name + ": " + FileErrors.reason(e), e);
        } finally {
            buffer.clear();
            records = 0;
        }
    }

    /** Leaves nothing in the file but whole records; what a stream has been given stays given. */
    private void cutOff(int written) throws IOException {
        if (channel instanceof SeekableByteChannel file) {
            long whole = recordBefore;
            for (int record = 0; record < records && starts[record] <= written; record++) {
                whole = flushed + starts[record];
            }
            file.truncate(file.position() - written - flushed + whole);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            channel.close();
        }
    }
}
