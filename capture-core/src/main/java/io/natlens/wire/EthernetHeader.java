package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Ethernet II (RFC 894) and IEEE 802.3.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |                     Destination (48 bits)                     |
 * +                               +-------------------------------+
 * |                               |                               |
 * +-------------------------------+                               +
 * |                       Source (48 bits)                        |
 * +-------------------------------+-------------------------------+
 * |       EtherType / Length      |
 * +-------------------------------+
 * </pre>
 */
public final class EthernetHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 14;

    private static final int DESTINATION = 0;
    private static final int SOURCE = 6;
    private static final int ETHER_TYPE = 12;

    @Override
    String layer() {
        return "Ethernet header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** The address in the low 48 bits. */
    public long destination() {
        return u48(DESTINATION);
    }

    /** The address in the low 48 bits. */
    public long source() {
        return u48(SOURCE);
    }

    /** An EtherType, or below {@link EtherType#MINIMUM} the length of what follows, in bytes. */
    public int etherType() {
        return u16(ETHER_TYPE);
    }
}
