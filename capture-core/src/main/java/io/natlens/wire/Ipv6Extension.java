package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * The extension headers of IPv6 that state their length: hop-by-hop options, destination options and routing (RFC 8200
 * section 4), and the authentication header (RFC 4302 section 2).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |  Next header  |    Length     |  Routing type | Segments left |
 * +---------------+---------------+-------------------------------+
 * |                          and the rest                         |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv6Extension extends Header {
    /** How many extension headers are followed in one packet; a longer chain is no packet of good faith. */
    public static final int CHAIN_LIMIT = 16;

    private static final int MINIMUM_LENGTH = 8;
    private static final int NEXT_HEADER = 0;
    private static final int LENGTH = 1;

    private int length;

    @Override
    String layer() {
        return "IPv6 extension header";
    }

    /** Whether this protocol number is that of a header of this form. */
    public static boolean is(int nextHeader) {
        return switch (nextHeader) {
            case IpProtocol.HOP_BY_HOP, IpProtocol.ROUTING, IpProtocol.AUTHENTICATION, IpProtocol.DESTINATION_OPTIONS ->
                true;
            default -> false;
        };
    }

    /**
     * Moves the view; returns whether the header is there.
     *
     * @param protocol which of the headers it is: the authentication header counts its length in another unit
     */
    public boolean wrap(ByteBuffer bytes, int start, int end, int protocol) {
        if (!place(bytes, start, end, MINIMUM_LENGTH)) {
            return false;
        }
        length = protocol == IpProtocol.AUTHENTICATION ? (u8(LENGTH) + 2) << 2 : (u8(LENGTH) + 1) << 3;
        return hasStated(length, MINIMUM_LENGTH);
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** An {@link IpProtocol}. */
    public int nextHeader() {
        return u8(NEXT_HEADER);
    }
}
