package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Internet Protocol, version 4 (RFC 791 section 3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |Version|  IHL  |Type of service|         Total length          |
 * +-------+-------+---------------+-----+-------------------------+
 * |        Identification         |Flags|     Fragment offset     |
 * +---------------+---------------+-----+-------------------------+
 * | Time to live  |   Protocol    |        Header checksum        |
 * +---------------+---------------+-------------------------------+
 * |                            Source                             |
 * +---------------------------------------------------------------+
 * |                          Destination                          |
 * +---------------------------------------------------------------+
 * |                    Options ({@link Ipv4Options})              |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv4Header extends Header {
    /** Without options, in bytes. */
    public static final int MINIMUM_LENGTH = 20;

    private static final int VERSION_AND_LENGTH = 0;
    private static final int TYPE_OF_SERVICE = 1;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FLAGS_AND_FRAGMENT_OFFSET = 6;
    private static final int TIME_TO_LIVE = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    @Override
    String layer() {
        return "IPv4 header";
    }

    /** Moves the view; returns whether the header is there, its options included. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, MINIMUM_LENGTH) && hasStated(headerLength(), MINIMUM_LENGTH);
    }

    /** 4 in any packet that is IPv4. */
    public int version() {
        return u8(VERSION_AND_LENGTH) >>> 4;
    }

    /** Options included, in bytes, 20 to 60. */
    public int headerLength() {
        return (u8(VERSION_AND_LENGTH) & 0x0f) << 2;
    }

    /** DSCP in the high six bits, ECN in the low two (RFC 2474, RFC 3168). */
    public int typeOfService() {
        return u8(TYPE_OF_SERVICE);
    }

    /** Of the packet, header included, in bytes; 0 in segments that offload has joined to more than 65,535 bytes. */
    public int totalLength() {
        return u16(TOTAL_LENGTH);
    }

    public int identification() {
        return u16(IDENTIFICATION);
    }

    /** The bit that must be zero. */
    public boolean reservedFlag() {
        return (u16(FLAGS_AND_FRAGMENT_OFFSET) & 0x8000) != 0;
    }

    public boolean dontFragment() {
        return (u16(FLAGS_AND_FRAGMENT_OFFSET) & 0x4000) != 0;
    }

    public boolean moreFragments() {
        return (u16(FLAGS_AND_FRAGMENT_OFFSET) & 0x2000) != 0;
    }

    /** In bytes. */
    public int fragmentOffset() {
        return (u16(FLAGS_AND_FRAGMENT_OFFSET) & 0x1fff) << 3;
    }

    public int timeToLive() {
        return u8(TIME_TO_LIVE);
    }

    /** An {@link IpProtocol}. */
    public int protocol() {
        return u8(PROTOCOL);
    }

    public int checksum() {
        return u16(CHECKSUM);
    }

    public int source() {
        return i32(SOURCE);
    }

    public int destination() {
        return i32(DESTINATION);
    }
}
