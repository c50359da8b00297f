package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * IEEE 802.2 logical link control, with its SNAP extension where it has one (RFC 1042).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+---------------+---------------+
 * |     DSAP      |     SSAP      |    Control    |  Organization |
 * +---------------+---------------+---------------+---------------+
 * |      Organization, low        |           Protocol            |
 * +-------------------------------+-------------------------------+
 * </pre>
 *
 * <p>Where the frame is numbered, the control field is two bytes.
 */
public final class LlcHeader extends Header {
    /** Of an unnumbered frame without SNAP, whose control field is one byte; in bytes. */
    public static final int LENGTH = 3;

    /** Of a frame that is numbered, whose control field is two bytes; in bytes. */
    public static final int NUMBERED_LENGTH = 4;

    /** With SNAP, in bytes. */
    public static final int SNAP_LENGTH = 8;

    private static final int DSAP = 0;
    private static final int SSAP = 1;
    private static final int CONTROL = 2;
    private static final int ORGANIZATION = 3;
    private static final int PROTOCOL = 6;
    private static final int SNAP_SAP = 0xaa;
    private static final int IP_SAP = 0x06;
    private static final int UNNUMBERED = 0x03;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int ENCAPSULATED_ETHERNET = 0x000000;
    private static final int BRIDGE_TUNNEL = 0x0000f8;

    @Override
    String layer() {
        return "LLC header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH) && has(length());
    }

    /** In bytes: {@link #SNAP_LENGTH}, {@link #LENGTH} or {@link #NUMBERED_LENGTH}. */
    public int length() {
        if (!isUnnumbered()) {
            return NUMBERED_LENGTH;
        }
        return isSnap() ? SNAP_LENGTH : LENGTH;
    }

    /** Whether the frame has no sequence numbers. */
    public boolean isUnnumbered() {
        return (u8(CONTROL) & UNNUMBERED) == UNNUMBERED;
    }

    /** The destination service access point. */
    public int destinationSap() {
        return u8(DSAP);
    }

    /** The source service access point. */
    public int sourceSap() {
        return u8(SSAP);
    }

    /** Of a numbered frame both bytes, the first one the low one. */
    public int control() {
        return isUnnumbered() ? u8(CONTROL) : u8(CONTROL) | u8(CONTROL + 1) << 8;
    }

    public boolean isSnap() {
        return destinationSap() == SNAP_SAP && sourceSap() == SNAP_SAP && control() == UNNUMBERED_INFORMATION;
    }

    /** SNAP's 24 bits of organization code; 0 without SNAP. */
    public int organization() {
        return isSnap() ? i32(ORGANIZATION) >>> 8 : 0;
    }

    /** SNAP's protocol; 0 without SNAP. */
    public int protocol() {
        return isSnap() ? u16(PROTOCOL) : 0;
    }

    /** The EtherType of what follows, or 0 where it has none. */
    public int etherType() {
        if (isSnap()) {
            int organization = organization();
            return organization == ENCAPSULATED_ETHERNET || organization == BRIDGE_TUNNEL ? protocol() : 0;
        }
        boolean ip = destinationSap() == IP_SAP && sourceSap() == IP_SAP && control() == UNNUMBERED_INFORMATION;
        return ip ? EtherType.IPV4 : 0;
    }
}
