package io.natlens.cli;

import io.natlens.wire.IpAddress;
import java.nio.ByteBuffer;

/** A TCP segment without payload in IPv4 or IPv6 in Ethernet, without checksums, as virtual interfaces show them. */
final class TcpFrame {
    static final int SYN = 2;
    static final int ACK = 16;

    private static final int IPV4 = 20;
    private static final int TCP = 20;
    private static final byte PROTOCOL = 6;
    private static final byte TTL = 64;

    private TcpFrame() {}

    /** The frame; both addresses are of one family. */
    static ByteBuffer of(
            IpAddress source,
            int sourcePort,
            IpAddress destination,
            int destinationPort,
            int flags,
            int sequence,
            int acknowledgement) {
        ByteBuffer bytes = ByteBuffer.allocate(128);
        bytes.putLong(0x0200_0000_0001_0200L).putInt(0x0000_0002);
        if (source.isIpv4()) {
            bytes.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (IPV4 + TCP));
            bytes.putInt(0).put(TTL).put(PROTOCOL).putShort((short) 0);
            bytes.putInt((int) source.low()).putInt((int) destination.low());
        } else {
            bytes.putShort((short) 0x86dd).putInt(0x60000000).putShort((short) TCP);
            bytes.put(PROTOCOL).put(TTL);
            bytes.putLong(source.high()).putLong(source.low());
            bytes.putLong(destination.high()).putLong(destination.low());
        }
        bytes.putShort((short) sourcePort).putShort((short) destinationPort);
        bytes.putInt(sequence).putInt(acknowledgement);
        bytes.put((byte) ((TCP / 4) << 4)).put((byte) flags).putShort((short) 0xffff);
        return bytes.putInt(0).flip();
    }
}
