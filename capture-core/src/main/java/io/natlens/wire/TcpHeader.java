package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Transmission Control Protocol (RFC 9293 section 3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |          Source port          |       Destination port        |
 * +-------------------------------+-------------------------------+
 * |                        Sequence number                        |
 * +---------------------------------------------------------------+
 * |                    Acknowledgement number                     |
 * +-------+-------+---------------+-------------------------------+
 * |Offset | Rsrvd |     Flags     |            Window             |
 * +-------+-------+---------------+-------------------------------+
 * |           Checksum            |        Urgent pointer         |
 * +-------------------------------+-------------------------------+
 * |                    Options ({@link TcpOptions})               |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>A short snap length may cut the header behind the flags; the fields that are then missing read as 0.
 */
public final class TcpHeader extends Header {
    /** Without options, in bytes. */
    public static final int MINIMUM_LENGTH = 20;

    /** Up to and with the flags, in bytes: as little as is of use. */
    public static final int LENGTH_TO_FLAGS = 14;

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int SEQUENCE = 4;
    private static final int ACKNOWLEDGEMENT = 8;
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS = 13;
    private static final int WINDOW = 14;
    private static final int CHECKSUM = 16;
    private static final int URGENT_POINTER = 18;

    @Override
    String layer() {
        return "TCP header";
    }

    /** Moves the view; returns whether the header is there, at least {@link #LENGTH_TO_FLAGS} bytes of it. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH_TO_FLAGS);
    }

    /** Whether all of the header but its options is there. */
    public boolean isWhole() {
        return limit - offset >= MINIMUM_LENGTH;
    }

    public int sourcePort() {
        return u16(SOURCE_PORT);
    }

    public int destinationPort() {
        return u16(DESTINATION_PORT);
    }

    /** 32 bits. */
    public int sequence() {
        return i32(SEQUENCE);
    }

    /** 32 bits. */
    public int acknowledgement() {
        return i32(ACKNOWLEDGEMENT);
    }

    /** What the header states of its length, options included: 0 to 60 bytes, and below 20 a lie. */
    public int headerLength() {
        return u8(DATA_OFFSET) >>> 4 << 2;
    }

    /** The four bits before the flags; the lowest is accurate ECN's AE. */
    public int reserved() {
        return u8(DATA_OFFSET) & 0x0f;
    }

    /** CWR, ECE, URG, ACK, PSH, RST, SYN, FIN from the highest bit to the lowest. */
    public int flags() {
        return u8(FLAGS);
    }

    /** As sent, not scaled. */
    public int window() {
        return u16IfThere(WINDOW);
    }

    public int checksum() {
        return u16IfThere(CHECKSUM);
    }

    public int urgentPointer() {
        return u16IfThere(URGENT_POINTER);
    }

    private int u16IfThere(int field) {
        return limit - offset >= field + 2 ? u16(field) : 0;
    }
}
