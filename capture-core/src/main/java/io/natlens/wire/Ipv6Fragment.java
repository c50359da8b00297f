package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * IPv6 fragment header (RFC 8200 section 4.5).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------+---+-+
 * |  Next header  |   Reserved    |     Fragment offset     |Res|M|
 * +---------------+---------------+-------------------------+---+-+
 * |                        Identification                         |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv6Fragment extends Header {
    /** In bytes. */
    public static final int LENGTH = 8;

    private static final int NEXT_HEADER = 0;
    private static final int OFFSET_AND_MORE = 2;
    private static final int IDENTIFICATION = 4;

    @Override
    String layer() {
        return "IPv6 fragment header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** An {@link IpProtocol}. */
    public int nextHeader() {
        return u8(NEXT_HEADER);
    }

    /** In bytes. */
    public int fragmentOffset() {
        return u16(OFFSET_AND_MORE) & 0xfff8;
    }

    public boolean moreFragments() {
        return (u16(OFFSET_AND_MORE) & 1) != 0;
    }

    public int identification() {
        return i32(IDENTIFICATION);
    }
}
