package io.natlens.wire;

import java.nio.ByteBuffer;

/**
 * Linux cooked capture, version 2 (LINKTYPE_LINUX_SLL2).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |           Protocol            |           Reserved            |
 * +-------------------------------+-------------------------------+
 * |                        Interface index                        |
 * +-------------------------------+---------------+---------------+
 * |          ARPHRD type          |  Packet type  | Address length|
 * +-------------------------------+---------------+---------------+
 * |                       Address (64 bits)                       |
 * +                                                               +
 * |                                                               |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class LinuxSll2Header extends Header {
    /** In bytes. */
    public static final int LENGTH = 20;

    private static final int PROTOCOL = 0;
    private static final int INTERFACE_INDEX = 4;
    private static final int ARPHRD_TYPE = 8;
    private static final int PACKET_TYPE = 10;
    private static final int ADDRESS_LENGTH = 11;
    private static final int ADDRESS = 12;

    @Override
    String layer() {
        return "Linux cooked header";
    }

    /** Moves the view; returns whether the header is there. */
    public boolean wrap(ByteBuffer bytes, int start, int end) {
        return place(bytes, start, end, LENGTH);
    }

    /** An EtherType; or below {@link EtherType#MINIMUM} an ETH_P_ number of the kernel's if_ether.h. */
    public int protocol() {
        return u16(PROTOCOL);
    }

    /** As the kernel of the capturing host numbered it, from 1. */
    public int interfaceIndex() {
        return i32(INTERFACE_INDEX);
    }

    /** The interface's hardware type, an ARPHRD_ number of the kernel's if_arp.h. */
    public int hardwareType() {
        return u16(ARPHRD_TYPE);
    }

    /** One of {@link PacketType}'s numbers. */
    public int packetType() {
        return u8(PACKET_TYPE);
    }

    /** Of the sender's link-layer address, in bytes; more than 8 are cut to 8 in {@link #address}. */
    public int addressLength() {
        return u8(ADDRESS_LENGTH);
    }

    /** The sender's link-layer address, from the highest byte on. */
    public long address() {
        return i64(ADDRESS);
    }
}
