package io.natlens.file;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Read buffers that files hand on to one another, since memory outside the heap comes back late. For use by one thread
 * at a time.
 */
final class BufferPool {
    static final int BUFFER_SIZE = 256 * 1024;

    /** What a closed input has in place of a buffer. */
    static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    ByteBuffer take() {
        ByteBuffer known = free.poll();
        return known != null ? known : ByteBuffer.allocateDirect(BUFFER_SIZE);
    }

    /** Takes a buffer back; one that grew is left to the garbage collector. */
    void give(ByteBuffer buffer) {
        if (buffer.capacity() == BUFFER_SIZE) {
            free.push(buffer);
        }
    }
}
