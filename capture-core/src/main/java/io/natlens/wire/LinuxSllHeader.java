package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Linux cooked capture, version 1 (LINKTYPE_LINUX_SLL).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |          Packet type          |          ARPHRD type          |
 * +-------------------------------+-------------------------------+
 * |        Address length         |                               |
 * +-------------------------------+       Address (64 bits)       +
 * |                                                               |
 * +                               +-------------------------------+
 * |                               |           Protocol            |
 * +-------------------------------+-------------------------------+
 * </pre>
 */
public final class LinuxSllHeader extends Header {
    /** In bytes. */
    public static final int LENGTH = 16;

    private static final int PACKET_TYPE = 0;
    private static final int ARPHRD_TYPE = 2;
    private static final int ADDRESS_LENGTH = 4;
    private static final int ADDRESS = 6;
    private static final int PROTOCOL = 14;

    @Override
    String layer() {
        return "Linux cooked header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** One of {@link PacketType}'s numbers. */
    public int packetType() {
        return u16(PACKET_TYPE);
    }

    /** The interface's hardware type, an ARPHRD_ number of the kernel's if_arp.h. */
    public int hardwareType() {
        return u16(ARPHRD_TYPE);
    }

    /** Of the sender's link-layer address, in bytes; more than 8 are cut to 8 in {@link #address}. */
    public int addressLength() {
        return u16(ADDRESS_LENGTH);
    }

    /** The sender's link-layer address, from the highest byte on. */
    public long address() {
        return i64(ADDRESS);
    }

    /** An EtherType; or below {@link EtherType#MINIMUM} an ETH_P_ number of the kernel's if_ether.h. */
    public int protocol() {
        return u16(PROTOCOL);
    }
}
