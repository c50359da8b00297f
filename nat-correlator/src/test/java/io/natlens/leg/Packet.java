package io.natlens.leg;

import io.natlens.wire.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes of Ethernet frames for tests: {@code Packet.tcp("172.17.0.2:40000 > 8.8.8.8:443").syn(7)}. */
public final class Packet {
    private final int protocol;
    private final IpAddress source;
    private final int sourcePort;
    private final IpAddress destination;
    private final int destinationPort;
    private int ttl = 64;
    private int id;
    private int icmpType = 8;
    private int sequence;
    private int acknowledgement;
    private int flags = 0x10;
    private byte[] payload = new byte[0];

    private Packet(int protocol, String tuple) {
        this.protocol = protocol;
        String[] ends = tuple.split(" > ", -1);
        source = address(ends[0]);
        sourcePort = port(ends[0]);
        destination = address(ends[1]);
        destinationPort = port(ends[1]);
    }

    public static Packet tcp(String tuple) {
        return new Packet(6, tuple);
    }

    public static Packet udp(String tuple) {
        return new Packet(17, tuple);
    }

    /** An echo request; the identifier stands behind either address. */
    public static Packet ping(String tuple) {
        return new Packet(1, tuple);
    }

    /** An echo reply. */
    public static Packet pong(String tuple) {
        Packet reply = new Packet(1, tuple);
        reply.icmpType = 0;
        return reply;
    }

    public Packet syn(int isn) {
        return flags(0x02).sequence(isn, 0);
    }

    public Packet synAck(int isn, int acknowledged) {
        return flags(0x12).sequence(isn, acknowledged);
    }

    public Packet flags(int value) {
        flags = value;
        return this;
    }

    public Packet sequence(int value, int acknowledged) {
        sequence = value;
        acknowledgement = acknowledged;
        return this;
    }

    public Packet ttl(int value) {
        ttl = value;
        return this;
    }

    public Packet id(int value) {
        id = value;
        return this;
    }

    public Packet payload(String text) {
        payload = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    private static IpAddress address(String end) {
        return IpAddress.parse(end.substring(0, end.lastIndexOf(':')));
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1));
    }

    /** The whole frame; checksums are left unfinished, as offload leaves them. */
    public ByteBuffer frame() {
        byte[] transport = transport();
        ByteBuffer frame = ByteBuffer.allocate(14 + (source.isIpv4() ? 20 : 40) + transport.length);
        frame.putInt(0x02000000).putShort((short) 1).putInt(0x02000000).putShort((short) 2);
        if (source.isIpv4()) {
            frame.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (20 + transport.length));
            frame.putShort((short) id).putShort((short) 0x4000);
            frame.put((byte) ttl).put((byte) protocol).putShort((short) 0);
            frame.putInt((int) source.low()).putInt((int) destination.low());
        } else {
            frame.putShort((short) 0x86dd).putInt(0x60000000).putShort((short) transport.length);
            frame.put((byte) protocol).put((byte) ttl);
            frame.putLong(source.high()).putLong(source.low());
            frame.putLong(destination.high()).putLong(destination.low());
        }
        return frame.put(transport);
    }

    private byte[] transport() {
        return switch (protocol) {
            case 6 ->
                ByteBuffer.allocate(20 + payload.length)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .putInt(sequence)
                        .putInt(acknowledgement)
                        .putShort((short) (0x5000 | flags))
                        .putShort((short) 64240)
                        .putInt(0)
                        .put(payload)
                        .array();
            case 17 ->
                ByteBuffer.allocate(8 + payload.length)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .putShort((short) (8 + payload.length))
                        .putShort((short) 0)
                        .put(payload)
                        .array();
            default ->
                ByteBuffer.allocate(8 + payload.length)
                        .put((byte) icmpType)
                        .put((byte) 0)
                        .putShort((short) 0)
                        .putShort((short) sourcePort)
                        .putShort((short) sequence)
                        .put(payload)
                        .array();
        };
    }
}
