package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * The protocol field of the Point-to-Point Protocol (RFC 1661 section 2), which may be compressed to its second byte
 * (section 6.5).
 *
 * <pre>
 *  0                   1
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 * +-------------------------------+
 * |            Protocol           |
 * +-------------------------------+
 * </pre>
 */
public final class PppHeader extends Header {
    public static final int IPV4 = 0x0021;
    public static final int IPV6 = 0x0057;

    private static final int LENGTH = 2;
    private static final int COMPRESSED_LENGTH = 1;
    private static final int PROTOCOL = 0;

    @Override
    String layer() {
        return "PPP header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, COMPRESSED_LENGTH) && has(length());
    }

    /** In bytes, 1 or 2. */
    public int length() {
        return isCompressed() ? COMPRESSED_LENGTH : LENGTH;
    }

    /** A number of IANA's list of PPP protocols. */
    public int protocol() {
        return isCompressed() ? u8(PROTOCOL) : u16(PROTOCOL);
    }

    /** The last byte of every protocol is odd, and the first of two is even. */
    private boolean isCompressed() {
        return (u8(PROTOCOL) & 1) != 0;
    }

    /** The {@link EtherType} of what follows, or 0 where it has none. */
    public int etherType() {
        return switch (protocol()) {
            case IPV4 -> EtherType.IPV4;
            case IPV6 -> EtherType.IPV6;
            default -> 0;
        };
    }
}
