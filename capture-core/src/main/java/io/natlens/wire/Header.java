package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * A view over the bytes of one header, moved from packet to packet by its {@code wrap}.
 *
 * <p>{@code wrap} checks the length once and returns whether the header is there; after it has returned true no accessor
 * fails. After false only {@link #damage} and the positions mean anything. Bytes are read with absolute gets from a
 * buffer in big endian order; its position and limit mean nothing.
 */
public abstract class Header {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    ByteBuffer buffer = NO_BYTES;
    int offset;
    int limit;
    private int needed;
    private int available;
    private boolean misstated;

    Header() {}

    /** What the header is called in messages. */
    abstract String layer();

    /** Where the header starts in its buffer. */
    public final int offset() {
        return offset;
    }

    /** Where the bytes end that the header was given, itself and what follows it. */
    public final int limit() {
        return limit;
    }

    /** What was wrong, after {@code wrap} returned false. */
    public final Damage damage(LengthSource limitSource) {
        LengthSource source = misstated ? LengthSource.OWN_LENGTH_FIELD : limitSource;
        return new Damage(layer(), offset, needed, available, source);
    }

    final boolean place(ByteBuffer bytes, int start, int end, int length) {
        buffer = bytes;
        offset = start;
        limit = end;
        return has(length);
    }

    final boolean has(int length) {
        if (limit - offset >= length) {
            return true;
        }
        return lacks(length, Math.max(0, limit - offset), false);
    }

    /** Whether the length that the header states of itself is possible, and within what is there. */
    final boolean hasStated(int stated, int minimum) {
        return stated >= minimum ? has(stated) : lacks(minimum, stated, true);
    }

    private boolean lacks(int length, int there, boolean byOwnField) {
        needed = length;
        available = there;
        misstated = byOwnField;
        return false;
    }

    final int u8(int field) {
        return buffer.get(offset + field) & 0xff;
    }

    final int u16(int field) {
        return buffer.getShort(offset + field) & 0xffff;
    }

    final int i32(int field) {
        return buffer.getInt(offset + field);
    }

    final long u32(int field) {
        return buffer.getInt(offset + field) & 0xffffffffL;
    }

    final long i64(int field) {
        return buffer.getLong(offset + field);
    }

    /** Six bytes, as a MAC address has them. */
    final long u48(int field) {
        return (long) u16(field) << 32 | u32(field + 2);
    }
}
