package io.natlens.wire;

/** Whose a packet was, as the kernel's if_packet.h numbers it for Linux cooked captures. */
public final class PacketType {
    public static final int HOST = 0;
    public static final int BROADCAST = 1;
    public static final int MULTICAST = 2;
    public static final int OTHER_HOST = 3;
    public static final int OUTGOING = 4;

    private PacketType() {}
}
