package io.natlens.file;

import io.natlens.frame.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/**
 * Little-endian numbers and bytes on their way into a file, through one buffer. What the system says when it cannot
 * write them has the file's name in front.
 */
final class CaptureOutput implements Closeable {
    private static final int BUFFER_SIZE = 256 * 1024;

    private final String name;
    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);

    CaptureOutput(String name, WritableByteChannel channel) {
        this.name = name;
        this.channel = channel;
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

    /** Gives all bytes to the system. */
    void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new IOException(name + ": " + FileErrors.reason(e), e);
        } finally {
            buffer.clear();
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
