package io.natlens.cli;

import java.nio.ByteBuffer;

/** A UDP datagram in IPv4 in Ethernet, without checksums, as virtual interfaces show them. */
public final class UdpFrame {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int UDP = 8;

    private UdpFrame() {}

    /** The frame; addresses are 32 bits in network order. */
    public static ByteBuffer of(
            int source, int sourcePort, int destination, int destinationPort, int id, int ttl, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(ETHERNET + IPV4 + UDP + payload.length);
        bytes.putLong(0x0200_0000_0001_0200L).putInt(0x0000_0002).putShort((short) 0x0800);
        bytes.putShort((short) 0x4500).putShort((short) (bytes.capacity() - ETHERNET));
        bytes.putShort((short) id).putShort((short) 0);
        bytes.put((byte) ttl).put((byte) 17).putShort((short) 0);
        bytes.putInt(source).putInt(destination);
        bytes.putShort((short) sourcePort).putShort((short) destinationPort);
        bytes.putShort((short) (UDP + payload.length)).putShort((short) 0);
        return bytes.put(payload).flip();
    }
}
