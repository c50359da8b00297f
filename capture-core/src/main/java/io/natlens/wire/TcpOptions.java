package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * The options of a TCP header, one after the other (RFC 9293 section 3.1, RFC 7323, RFC 2018).
 *
 * <pre>
 *  0                   1
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-----------
 * |     Kind      |    Length     |   Data
 * +---------------+---------------+-----------
 * </pre>
 *
 * <p>Kinds 0 and 1 are a single byte.
 */
public final class TcpOptions {
    public static final int END_OF_OPTIONS = 0;
    public static final int NO_OPERATION = 1;
    public static final int MAXIMUM_SEGMENT_SIZE = 2;
    public static final int WINDOW_SCALE = 3;
    public static final int SACK_PERMITTED = 4;
    public static final int SACK = 5;
    public static final int TIMESTAMPS = 8;

    private final OptionCursor cursor = new OptionCursor();

    /** Starts before the first option. */
    public void wrap(ByteBuffer bytes, int start, int end) {
        cursor.wrap(bytes, start, end);
    }

    /** Moves to the next option; false after the last, and where the next one is cut or states an impossible length. */
    public boolean next() {
        return cursor.next();
    }

    /** Whether {@link #next} returned false for a damaged option. */
    public boolean damaged() {
        return cursor.damaged();
    }

    /** Where the option starts in its buffer; after damage, where the damaged one does. */
    public int offset() {
        return cursor.offset();
    }

    public int kind() {
        return cursor.kind();
    }

    /** Kind and length included, in bytes. */
    public int length() {
        return cursor.length();
    }

    /** The 16 bits from this byte of the option on; it must be within {@link #length}. */
    public int u16(int field) {
        return cursor.u16(field);
    }

    /** The byte at this place of the option; it must be within {@link #length}. */
    public int u8(int field) {
        return cursor.u8(field);
    }

    /** The 32 bits from this byte of the option on; it must be within {@link #length}. */
    public int i32(int field) {
        return cursor.i32(field);
    }
}
