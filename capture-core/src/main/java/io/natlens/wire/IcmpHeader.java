package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Internet Control Message Protocol, for IPv4 (RFC 792) and for IPv6 (RFC 4443 section 2.1): one form, two lists of types.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |     Type      |     Code      |           Checksum            |
 * +---------------+---------------+-------------------------------+
 * |          Identifier           |        Sequence number        |
 * +-------------------------------+-------------------------------+
 * </pre>
 *
 * <p>The second word is that of queries; errors have a gateway, an MTU or nothing there, and behind it the packet that
 * they speak of.
 */
public final class IcmpHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 8;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;

    @Override
    String layer() {
        return "ICMP header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** An {@link IcmpType}, or an {@link Icmpv6Type}. */
    public int type() {
        return u8(TYPE);
    }

    public int code() {
        return u8(CODE);
    }

    public int checksum() {
        return u16(CHECKSUM);
    }

    /** Of a query. */
    public int identifier() {
        return u16(IDENTIFIER);
    }

    /** Of a query. */
    public int sequence() {
        return u16(SEQUENCE);
    }

    /** All of the second word: a redirect's gateway, the MTU of an ICMPv6 packet too big. */
    public int word() {
        return i32(IDENTIFIER);
    }
}
