package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * PPP over Ethernet, discovery and session (RFC 2516 section 4).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |Version| Type  |     Code      |           Session ID          |
 * +-------+-------+---------------+-------------------------------+
 * |            Length             |
 * +-------------------------------+
 * </pre>
 */
public final class PppoeHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 6;

    /** The code of a packet that a {@link PppHeader} follows; any other is discovery's. */
    public static final int SESSION_DATA = 0;

    private static final int VERSION_AND_TYPE = 0;
    private static final int CODE = 1;
    private static final int SESSION = 2;
    private static final int PAYLOAD_LENGTH = 4;

    @Override
    String layer() {
        return "PPPoE header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** 1 in any packet that is RFC 2516's. */
    public int version() {
        return u8(VERSION_AND_TYPE) >>> 4;
    }

    /** 1 in any packet that is RFC 2516's. */
    public int type() {
        return u8(VERSION_AND_TYPE) & 15;
    }

    public int code() {
        return u8(CODE);
    }

    /** 0 until discovery has come to one. */
    public int session() {
        return u16(SESSION);
    }

    /** Of what follows this header, Ethernet's padding left out, in bytes. */
    public int payloadLength() {
        return u16(PAYLOAD_LENGTH);
    }
}
