package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Internet Protocol, version 6 (RFC 8200 section 3).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+---------------+---------------------------------------+
 * |Version| Traffic class |              Flow label               |
 * +-------+---------------+-------+---------------+---------------+
 * |        Payload length         |  Next header  |   Hop limit   |
 * +-------------------------------+---------------+---------------+
 * |                       Source (128 bits)                       |
 * +---------------------------------------------------------------+
 * |                    Destination (128 bits)                     |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv6Header extends Header {
    /** In bytes. */
    public static final int LENGTH = 40;

    private static final int VERSION_CLASS_AND_LABEL = 0;
    private static final int PAYLOAD_LENGTH = 4;
    private static final int NEXT_HEADER = 6;
    private static final int HOP_LIMIT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    @Override
    String layer() {
        return "IPv6 header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** 6 in any packet that is IPv6. */
    public int version() {
        return i32(VERSION_CLASS_AND_LABEL) >>> 28;
    }

    /** DSCP in the high six bits, ECN in the low two (RFC 2474, RFC 3168). */
    public int trafficClass() {
        return i32(VERSION_CLASS_AND_LABEL) >>> 20 & 0xff;
    }

    /** 20 bits. */
    public int flowLabel() {
        return i32(VERSION_CLASS_AND_LABEL) & 0xfffff;
    }

    /** Of all that follows this header, in bytes; 0 in a jumbogram (RFC 2675). */
    public int payloadLength() {
        return u16(PAYLOAD_LENGTH);
    }

    /** An {@link IpProtocol}: that of the first extension header, or of the transport. */
    public int nextHeader() {
        return u8(NEXT_HEADER);
    }

    public int hopLimit() {
        return u8(HOP_LIMIT);
    }

    /** The first 64 bits. */
    public long sourceHigh() {
        return i64(SOURCE);
    }

    /** The last 64 bits. */
    public long sourceLow() {
        return i64(SOURCE + 8);
    }

    /** The first 64 bits. */
    public long destinationHigh() {
        return i64(DESTINATION);
    }

    /** The last 64 bits. */
    public long destinationLow() {
        return i64(DESTINATION + 8);
    }
}
