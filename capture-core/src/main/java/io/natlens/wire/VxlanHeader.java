package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Virtual eXtensible Local Area Network (RFC 7348 section 5); an Ethernet frame follows.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-----------------------------------------------+
 * |R|R|R|R|I|R|R|R|                   Reserved                    |
 * +-+-+-+-+-+-+-+-+-------------------------------+---------------+
 * |           VXLAN network identifier            |   Reserved    |
 * +-----------------------------------------------+---------------+
 * </pre>
 */
public final class VxlanHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 8;

    /** IANA's. */
    public static final int PORT = 4789;

    /** What Linux took before there was IANA's, and still takes by default. */
    public static final int LINUX_PORT = 8472;

    private static final int FLAGS = 0;
    private static final int NETWORK_IDENTIFIER = 4;

    /** Whether a datagram to this UDP port may carry VXLAN. */
    public static boolean isPort(int port) {
        return port == PORT || port == LINUX_PORT;
    }

    @Override
    String layer() {
        return "VXLAN header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    public int flags() {
        return u8(FLAGS);
    }

    /** The I flag: the network identifier is valid, as it must be. */
    public boolean hasNetworkIdentifier() {
        return (u8(FLAGS) & 0x08) != 0;
    }

    /** 24 bits. */
    public int networkIdentifier() {
        return i32(NETWORK_IDENTIFIER) >>> 8;
    }
}
