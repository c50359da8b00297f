package io.natlens.wire;

import java.nio.ByteBuffer;

/** Walks over options of the form that IPv4 and TCP share: kind, length, data; kinds 0 and 1 are a single byte. */
final class OptionCursor {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NO_BYTES;
    private int offset;
    private int limit;
    private int length;
    private boolean ended;
    private boolean damaged;

    void wrap(ByteBuffer bytes, int start, int end) {
        buffer = bytes;
        offset = start;
        limit = end;
        length = 0;
        ended = false;
        damaged = false;
    }

    boolean next() {
        offset += length;
        length = 0;
        if (ended || offset >= limit) {
            return false;
        }
        int kind = kind();
        ended = kind == END;
        if (kind == END || kind == NO_OPERATION) {
            length = 1;
            return true;
        }
        return readLength();
    }

    private boolean readLength() {
        int there = limit - offset;
        int stated = there >= 2 ? u8(1) : 0;
        damaged = stated < 2 || stated > there;
        ended = damaged;
        length = damaged ? 0 : stated;
        return !damaged;
    }

    boolean damaged() {
        return damaged;
    }

    int offset() {
        return offset;
    }

    int kind() {
        return u8(0);
    }

    int length() {
        return length;
    }

    int u8(int field) {
        return buffer.get(offset + field) & 0xff;
    }

    int u16(int field) {
        return buffer.getShort(offset + field) & 0xffff;
    }

    int i32(int field) {
        return buffer.getInt(offset + field);
    }
}
