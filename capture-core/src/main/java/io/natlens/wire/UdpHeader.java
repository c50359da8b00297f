package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * User Datagram Protocol (RFC 768).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |          Source port          |       Destination port        |
 * +-------------------------------+-------------------------------+
 * |            Length             |           Checksum            |
 * +-------------------------------+-------------------------------+
 * </pre>
 */
public final class UdpHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 8;

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int CHECKSUM = 6;

    @Override
    String layer() {
        return "UDP header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    public int sourcePort() {
        return u16(SOURCE_PORT);
    }

    public int destinationPort() {
        return u16(DESTINATION_PORT);
    }

    public int checksum() {
        return u16(CHECKSUM);
    }
}
