package io.natlens.live;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Packets on their way from the thread that reads an interface to the one that takes them further: one buffer, made once,
 * written around. For one writing and one reading thread, which never wait for each other.
 *
 * <p>A record is its time (8 bytes), captured and original length (4 each) and the packet's bytes, from a multiple of 8
 * on. One that does not fit before the buffer's end is put at its beginning.
 */
final class PacketRing {
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED = 8;
    private static final int ORIGINAL = 12;
    private static final int ALIGNMENT = 8;

    /** In place of a captured length: the rest of the buffer is empty. */
    private static final int REST_IS_EMPTY = -1;

    private final ByteBuffer bytes;
    private final int capacity;
    /** How many bytes have ever been written, and read, skipped ones included. */
    private final AtomicLong written = new AtomicLong();

    private final AtomicLong read = new AtomicLong();

    // the writer's own
    private long writeAt;
    private long readSeen;

    // the reader's own
    private long readAt;
    private long writtenSeen;

    /**
     * Takes memory that is not cleared, as a direct buffer of Java's own would be: pages that no packet needs are then not
     * taken from the system, and a host may have hundreds of interfaces that are mostly idle.
     *
     * @param capacity in bytes, a multiple of 8; the largest packet may take half of it
     */
    PacketRing(int capacity) {
        this.capacity = capacity;
        bytes = new Memory(capacity).getByteBuffer(0, capacity).order(ByteOrder.BIG_ENDIAN);
    }

    /** Copies a packet into the ring; returns false, and leaves all as it was, where there is no room. */
    boolean offer(long timeNanos, ByteBuffer packet, int captured, int original) {
        int length = recordLength(captured);
        int at = (int) (writeAt % capacity);
        int skipped = at + length > capacity ? capacity - at : 0;
        if (!hasRoom(skipped + length)) {
            return false;
        }
        if (skipped >= RECORD_HEADER) {
            bytes.putInt(at + CAPTURED, REST_IS_EMPTY);
        }
        at = skipped > 0 ? 0 : at;
        bytes.putLong(at, timeNanos).putInt(at + CAPTURED, captured).putInt(at + ORIGINAL, original);
        bytes.put(at + RECORD_HEADER, packet, 0, captured);
        writeAt += skipped + length;
        written.setRelease(writeAt);
        return true;
    }

    private boolean hasRoom(int length) {
        if (writeAt + length - readSeen > capacity) {
            readSeen = read.getAcquire();
        }
        return writeAt + length - readSeen <= capacity;
    }

    private static int recordLength(int captured) {
        return (RECORD_HEADER + captured + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Whether the reader has a packet before it. */
    boolean hasPacket() {
        if (readAt == writtenSeen) {
            writtenSeen = written.getAcquire();
            if (readAt == writtenSeen) {
                return false;
            }
        }
        skipEmptyRest();
        return true;
    }

    private void skipEmptyRest() {
        int at = at();
        int rest = capacity - at;
        if (rest < RECORD_HEADER || bytes.getInt(at + CAPTURED) == REST_IS_EMPTY) {
            readAt += rest;
        }
    }

    private int at() {
        return (int) (readAt % capacity);
    }

    /** When the packet before the reader was seen, in nanoseconds since the epoch. */
    long timeNanos() {
        return bytes.getLong(at());
    }

    int captured() {
        return bytes.getInt(at() + CAPTURED);
    }

    int original() {
        return bytes.getInt(at() + ORIGINAL);
    }

    /** Where the packet's first byte stands in {@link #bytes}. */
    int offset() {
        return at() + RECORD_HEADER;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Moves the reader on; the packet that it leaves may be overwritten from now on. */
    void advance() {
        readAt += recordLength(captured());
        read.setRelease(readAt);
    }

    /** Whether more than half of the room is taken: the reader should not wait for anything. */
    boolean isPressed() {
        return written.getAcquire() - readAt > capacity / 2;
    }
}
