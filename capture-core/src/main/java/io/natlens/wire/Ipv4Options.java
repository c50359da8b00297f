package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * The options of an IPv4 header, one after the other (RFC 791 section 3.1).
 *
 * <pre>
 *  0                   1
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-----------
 * |     Type      |    Length     |   Data
 * +---------------+---------------+-----------
 * </pre>
 *
 * <p>Types 0 and 1 are a single byte.
 */
public final class Ipv4Options {
    public static final int END_OF_OPTIONS = 0;
    public static final int NO_OPERATION = 1;
    public static final int RECORD_ROUTE = 7;
    public static final int TIMESTAMP = 68;
    public static final int LOOSE_SOURCE_ROUTE = 131;
    public static final int STRICT_SOURCE_ROUTE = 137;
    public static final int ROUTER_ALERT = 148;

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

    public int type() {
        return cursor.kind();
    }

    /** Type and length included, in bytes. */
    public int length() {
        return cursor.length();
    }
}
