package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Address Resolution Protocol (RFC 826), with hardware and protocol addresses of any length.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |         Hardware type         |         Protocol type         |
 * +---------------+---------------+-------------------------------+
 * |Hardware length|Protocol length|           Operation           |
 * +---------------+---------------+-------------------------------+
 * |      Sender's hardware address, sender's protocol address     |
 * +---------------------------------------------------------------+
 * |      Target's hardware address, target's protocol address     |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class ArpHeader extends Header {
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    private static final int FIXED_LENGTH = 8;
    private static final int HARDWARE_TYPE = 0;
    private static final int PROTOCOL_TYPE = 2;
    private static final int HARDWARE_LENGTH = 4;
    private static final int PROTOCOL_LENGTH = 5;
    private static final int OPERATION = 6;

    @Override
    String layer() {
        return "ARP packet";
    }

    /** Moves the view; returns whether the packet is there, its addresses included. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, FIXED_LENGTH) && has(length());
    }

    /** Addresses included, in bytes. */
    public int length() {
        return FIXED_LENGTH + 2 * hardwareLength() + 2 * protocolLength();
    }

    /** 1 for Ethernet. */
    public int hardwareType() {
        return u16(HARDWARE_TYPE);
    }

    /** An EtherType. */
    public int protocolType() {
        return u16(PROTOCOL_TYPE);
    }

    /** Of a hardware address, in bytes. */
    public int hardwareLength() {
        return u8(HARDWARE_LENGTH);
    }

    /** Of a protocol address, in bytes. */
    public int protocolLength() {
        return u8(PROTOCOL_LENGTH);
    }

    public int operation() {
        return u16(OPERATION);
    }

    /** Where in the buffer the sender's hardware address starts. */
    public int senderHardwareOffset() {
        return offset + FIXED_LENGTH;
    }

    /** Where in the buffer the sender's protocol address starts. */
    public int senderProtocolOffset() {
        return senderHardwareOffset() + hardwareLength();
    }

    /** Where in the buffer the target's hardware address starts. */
    public int targetHardwareOffset() {
        return senderProtocolOffset() + protocolLength();
    }

    /** Where in the buffer the target's protocol address starts. */
    public int targetProtocolOffset() {
        return targetHardwareOffset() + hardwareLength();
    }
}
