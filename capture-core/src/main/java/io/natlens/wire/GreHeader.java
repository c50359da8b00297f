package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Generic Routing Encapsulation (RFC 2784 section 2, RFC 2890).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-----------------+-----+-------------------------------+
 * |C|R|K|S|    Reserved     | Ver |         Protocol type         |
 * +-+-+-+-+-----------------+-----+-------------------------------+
 * |       Checksum (where C)      |       Reserved (where C)      |
 * +-------------------------------+-------------------------------+
 * |                         Key (where K)                         |
 * +---------------------------------------------------------------+
 * |                   Sequence number (where S)                   |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class GreHeader extends Header {
    /** Without checksum, key and sequence number, in bytes. */
    public static final int MINIMUM_LENGTH = 4;

    private static final int FLAGS_AND_VERSION = 0;
    private static final int PROTOCOL = 2;
    private static final int CHECKSUM_FLAG = 0x8000;
    private static final int ROUTING_FLAG = 0x4000;
    private static final int KEY_FLAG = 0x2000;
    private static final int SEQUENCE_FLAG = 0x1000;

    @Override
    String layer() {
        return "GRE header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, MINIMUM_LENGTH) && has(length());
    }

    /** In bytes, 4 to 16; for version 0 without source routes (RFC 1701), see {@link #isPlain}. */
    public int length() {
        return MINIMUM_LENGTH + 4 * Integer.bitCount(flags() & (CHECKSUM_FLAG | KEY_FLAG | SEQUENCE_FLAG));
    }

    /** Whether this is version 0 without source routes, so that {@link #length} holds. */
    public boolean isPlain() {
        return version() == 0 && (flags() & ROUTING_FLAG) == 0;
    }

    /** The first 16 bits, version included. */
    public int flags() {
        return u16(FLAGS_AND_VERSION);
    }

    public int version() {
        return flags() & 7;
    }

    public boolean hasKey() {
        return (flags() & KEY_FLAG) != 0;
    }

    /** 0 where there is none. */
    public int key() {
        int field = (flags() & CHECKSUM_FLAG) != 0 ? MINIMUM_LENGTH + 4 : MINIMUM_LENGTH;
        return hasKey() ? i32(field) : 0;
    }

    public boolean hasSequence() {
        return (flags() & SEQUENCE_FLAG) != 0;
    }

    /** 0 where there is none. */
    public int sequence() {
        return hasSequence() ? i32(length() - 4) : 0;
    }

    /** An EtherType. */
    public int protocol() {
        return u16(PROTOCOL);
    }
}
