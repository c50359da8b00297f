package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * The address family before a packet of a BSD loopback (LINKTYPE_NULL, LINKTYPE_LOOP).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------------------------------+
 * |      Address family, in the capturing host's byte order       |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class NullHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 4;

    private static final int FAMILY = 0;
    private static final int AF_INET = 2;

    @Override
    String layer() {
        return "loopback header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** The address family, whichever byte order it was written in: families are small numbers. */
    public int family() {
        int family = i32(FAMILY);
        return (family & 0xffff0000) != 0 ? Integer.reverseBytes(family) : family;
    }

    /** The EtherType of what follows, or 0 where it has none. AF_INET6 differs between systems. */
    public int etherType() {
        return switch (family()) {
            case AF_INET -> EtherType.IPV4;
            case 10, 24, 28, 30 -> EtherType.IPV6;
            default -> 0;
        };
    }
}
