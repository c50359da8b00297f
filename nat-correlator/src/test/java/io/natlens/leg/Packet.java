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
    private int icmpCode;
    private int sequence;
    private int acknowledgement;
    private int flags = 0x10;
    private int vlan;
    private int fragment = 0x4000;
    private int flowLabel;
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

    /** An echo request over IPv6. */
    public static Packet ping6(String tuple) {
        Packet request = new Packet(58, tuple);
        request.icmpType = 128;
        return request;
    }

    /** An echo reply over IPv6. */
    public static Packet pong6(String tuple) {
        Packet reply = new Packet(58, tuple);
        reply.icmpType = 129;
        return reply;
    }

    /** Destination unreachable (RFC 792) about another packet, of which all is sent back; ports are of no use here. */
    public static Packet unreachable(String tuple, int code, Packet about) {
        Packet error = new Packet(1, tuple);
        error.icmpType = 3;
        error.icmpCode = code;
        return error.payload(about.datagram());
    }

    /** IP in IP (RFC 2003). */
    public static Packet tunnelled(String tuple, Packet inner) {
        return new Packet(4, tuple).payload(inner.datagram());
    }

    /** VXLAN (RFC 7348), with the network identifier 256 that Docker starts with. */
    public static Packet vxlan(String tuple, Packet inner) {
        byte[] frame = inner.frame().array();
        return udp(tuple)
                .payload(ByteBuffer.allocate(8 + frame.length)
                        .putInt(0x08000000)
                        .putInt(256 << 8)
                        .put(frame)
                        .array());
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

    /** An 802.1Q tag. */
    public Packet vlan(int value) {
        vlan = value;
        return this;
    }

    /** IPv6's flow label. */
    public Packet flowLabel(int value) {
        flowLabel = value;
        return this;
    }

    /**
     * The first fragment of an IPv4 datagram, or, at an offset other than 0, a later one, whose payload is all it carries.
     *
     * @param offset in bytes, a multiple of 8
     */
    public Packet fragment(int offset, boolean more) {
        fragment = offset / 8 | (more ? 0x2000 : 0);
        return this;
    }

    public Packet payload(String text) {
        return payload(text.getBytes(StandardCharsets.UTF_8));
    }

    public Packet payload(byte[] bytes) {
        payload = bytes;
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
        byte[] datagram = datagram();
        ByteBuffer frame = ByteBuffer.allocate((vlan == 0 ? 14 : 18) + datagram.length);
        frame.putInt(0x02000000).putShort((short) 1).putInt(0x02000000).putShort((short) 2);
        if (vlan != 0) {
            frame.putShort((short) 0x8100).putShort((short) vlan);
        }
        return frame.putShort((short) (source.isIpv4() ? 0x0800 : 0x86dd)).put(datagram);
    }

    /** From the IP header on. */
    byte[] datagram() {
        byte[] transport = (fragment & 0x1fff) == 0 ? transport() : payload;
        ByteBuffer packet = ByteBuffer.allocate((source.isIpv4() ? 20 : 40) + transport.length);
        if (source.isIpv4()) {
            packet.putShort((short) 0x4500).putShort((short) (20 + transport.length));
            packet.putShort((short) id).putShort((short) fragment);
            packet.put((byte) ttl).put((byte) protocol).putShort((short) 0);
            packet.putInt((int) source.low()).putInt((int) destination.low());
        } else {
            packet.putInt(0x60000000 | flowLabel).putShort((short) transport.length);
            packet.put((byte) protocol).put((byte) ttl);
            packet.putLong(source.high()).putLong(source.low());
            packet.putLong(destination.high()).putLong(destination.low());
        }
        return packet.put(transport).array();
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
            case 4 -> payload;
            default ->
                ByteBuffer.allocate(8 + payload.length)
                        .put((byte) icmpType)
                        .put((byte) icmpCode)
                        .putShort((short) 0)
                        .putShort((short) sourcePort)
                        .putShort((short) sequence)
                        .put(payload)
                        .array();
        };
    }
}
