package io.natlens.decode;

import io.natlens.decode.Observation.Kind;
import io.natlens.wire.IcmpHeader;
import io.natlens.wire.IcmpType;
import io.natlens.wire.Icmpv6Type;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.TcpHeader;
import io.natlens.wire.TcpOptions;
import io.natlens.wire.UdpHeader;
import java.nio.ByteBuffer;

/** Reads the transport's header into an observation whose IP fields are filled in. */
final class TransportDecoder {
    /** Two ports: as much of UDP and its kin as a tuple needs. */
    private static final int PORTS_LENGTH = 4;

    private static final int SCTP_HEADER_LENGTH = 12;

    /** Two no-operations and the timestamps option's kind and length: how nearly all stacks write it. */
    private static final int ALIGNED_TIMESTAMPS = 0x0101080a;

    private static final int TIMESTAMPS_LENGTH = 10;

    private final int digestLength;
    private final TcpHeader tcp = new TcpHeader();
    private final TcpOptions options = new TcpOptions();
    private final IcmpHeader icmp = new IcmpHeader();
    private final EmbeddedDecoder embedded = new EmbeddedDecoder();

    TransportDecoder(int digestLength) {
        this.digestLength = digestLength;
    }

    void decode(ByteBuffer bytes, IpPacket ip, Observation observation) {
        if (ip.isLaterFragment()) {
            observation.kind = Kind.FRAGMENT;
            payload(bytes, ip, 0, observation);
            return;
        }
        switch (ip.protocol) {
            case IpProtocol.TCP -> tcp(bytes, ip, observation);
            case IpProtocol.UDP, IpProtocol.UDP_LITE -> ports(bytes, ip, UdpHeader.LENGTH, observation);
            case IpProtocol.SCTP -> ports(bytes, ip, SCTP_HEADER_LENGTH, observation);
            case IpProtocol.DCCP -> ports(bytes, ip, dccpHeaderLength(bytes, ip), observation);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> icmp(bytes, ip, observation);
            default -> {
                observation.kind = Kind.FLOW;
                payload(bytes, ip, 0, observation);
            }
        }
    }

    private void tcp(ByteBuffer bytes, IpPacket ip, Observation observation) {
        if (!tcp.wrap(bytes, ip.payloadOffset, ip.limit)) {
            return;
        }
        observation.kind = Kind.FLOW;
        observation.sourcePort = tcp.sourcePort();
        observation.destinationPort = tcp.destinationPort();
        observation.tcpSequence = tcp.sequence();
        observation.tcpAcknowledgement = tcp.acknowledgement();
        observation.tcpFlags = tcp.flags();
        observation.tcpWindow = tcp.window();
        int headerLength = Math.max(TcpHeader.MINIMUM_LENGTH, tcp.headerLength());
        timestamps(bytes, ip.payloadOffset, headerLength, ip.limit, observation);
        payload(bytes, ip, headerLength, observation);
    }

    /**
     * Fills in the timestamps option, if a TCP header has it.
     *
     * @param at where the header starts
     * @param limit where the captured bytes of the packet end
     */
    void timestamps(ByteBuffer bytes, int at, int headerLength, int limit, Observation observation) {
        int start = at + TcpHeader.MINIMUM_LENGTH;
        int end = Math.min(at + headerLength, limit);
        if (end - start < TIMESTAMPS_LENGTH) {
            return;
        }
        if (end - start >= 12 && bytes.getInt(start) == ALIGNED_TIMESTAMPS) {
            timestampsAt(bytes, start + 4, observation);
            return;
        }
        options.wrap(bytes, start, end);
        while (options.next()) {
            if (options.kind() == TcpOptions.TIMESTAMPS && options.length() == TIMESTAMPS_LENGTH) {
                timestampsAt(bytes, options.offset() + 2, observation);
                return;
            }
        }
    }

    private static void timestampsAt(ByteBuffer bytes, int offset, Observation observation) {
        observation.tcpTimestamps = true;
        observation.tcpTimestampValue = bytes.getInt(offset);
        observation.tcpTimestampEcho = bytes.getInt(offset + 4);
    }

    private void ports(ByteBuffer bytes, IpPacket ip, int headerLength, Observation observation) {
        if (ip.limit - ip.payloadOffset < PORTS_LENGTH) {
            return;
        }
        int ports = bytes.getInt(ip.payloadOffset);
        observation.kind = Kind.FLOW;
        observation.sourcePort = ports >>> 16;
        observation.destinationPort = ports & 0xffff;
        payload(bytes, ip, headerLength, observation);
    }

    /** RFC 4340 section 5.1: the data offset, in words, is the byte behind the ports. */
    private static int dccpHeaderLength(ByteBuffer bytes, IpPacket ip) {
        boolean there = ip.limit - ip.payloadOffset > PORTS_LENGTH;
        return there ? (bytes.get(ip.payloadOffset + PORTS_LENGTH) & 0xff) << 2 : PORTS_LENGTH;
    }

    private void icmp(ByteBuffer bytes, IpPacket ip, Observation observation) {
        if (!icmp.wrap(bytes, ip.payloadOffset, ip.limit)) {
            return;
        }
        boolean six = ip.protocol == IpProtocol.ICMPV6;
        int type = icmp.type();
        observation.icmpType = type;
        observation.icmpCode = icmp.code();
        if (six ? Icmpv6Type.isQuery(type) : IcmpType.isQuery(type)) {
            observation.kind = Kind.FLOW;
            observation.sourcePort = icmp.identifier();
            observation.destinationPort = icmp.identifier();
            observation.icmpSequence = icmp.sequence();
            payload(bytes, ip, IcmpHeader.LENGTH, observation);
        } else if (six ? Icmpv6Type.isError(type) : IcmpType.isError(type)) {
            observation.payloadLength = Math.max(0, ip.payloadLength - IcmpHeader.LENGTH);
            embedded.decode(bytes, ip, observation);
        } else {
            observation.kind = Kind.OTHER;
        }
    }

    private void payload(ByteBuffer bytes, IpPacket ip, int headerLength, Observation observation) {
        payload(bytes, ip.payloadOffset + headerLength, ip.payloadLength - headerLength, ip.limit, observation);
    }

    /**
     * Fills in what is behind the transport's header.
     *
     * @param stated how long it was on the wire, in bytes; below 0 where the header is longer than the packet
     * @param limit where the captured bytes of the packet end
     */
    void payload(ByteBuffer bytes, int start, int stated, int limit, Observation observation) {
        int length = Math.max(0, stated);
        observation.payloadLength = length;
        int captured = Math.max(0, Math.min(length, limit - start));
        observation.payloadOffset = start;
        observation.payloadCaptured = captured;
        observation.bytes = bytes;
        observation.digestLength = Math.min(captured, digestLength);
    }
}
