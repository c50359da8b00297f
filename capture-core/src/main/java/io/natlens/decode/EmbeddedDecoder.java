package io.natlens.decode;

import io.natlens.decode.Observation.Kind;
import io.natlens.wire.EtherType;
import io.natlens.wire.IcmpHeader;
import io.natlens.wire.IcmpType;
import io.natlens.wire.Icmpv6Type;
import io.natlens.wire.IpProtocol;
import java.nio.ByteBuffer;

/** Reads the packet that an ICMP error carries inside. */
final class EmbeddedDecoder {
    private final IpPacket packet = new IpPacket();

    /** Fills the embedded fields; leaves the observation undecodable if the embedded IP header is not there. */
    void decode(ByteBuffer bytes, IpPacket outer, Observation observation) {
        int start = outer.payloadOffset + IcmpHeader.LENGTH;
        int etherType = outer.version == 4 ? EtherType.IPV4 : EtherType.IPV6;
        if (!packet.read(bytes, etherType, start, outer.limit, outer.payloadOffset + outer.payloadLength)) {
            return;
        }
        observation.kind = Kind.ERROR;
        observation.embeddedProtocol = packet.protocol;
        observation.embeddedSourceHigh = packet.sourceHigh;
        observation.embeddedSourceLow = packet.sourceLow;
        observation.embeddedDestinationHigh = packet.destinationHigh;
        observation.embeddedDestinationLow = packet.destinationLow;
        observation.embeddedIpId = packet.ipId;
        if (!packet.isLaterFragment()) {
            readPorts(bytes, observation);
        }
        observation.errorDigest = digest(bytes, observation);
    }

    private void readPorts(ByteBuffer bytes, Observation observation) {
        int at = packet.payloadOffset;
        int there = packet.limit - at;
        switch (packet.protocol) {
            case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.UDP_LITE, IpProtocol.SCTP, IpProtocol.DCCP -> {
                if (there >= 4) {
                    observation.embeddedSourcePort = bytes.getShort(at) & 0xffff;
                    observation.embeddedDestinationPort = bytes.getShort(at + 2) & 0xffff;
                }
            }
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                if (there >= IcmpHeader.LENGTH && isQuery(bytes.get(at) & 0xff)) {
                    int identifier = bytes.getShort(at + 4) & 0xffff;
                    observation.embeddedSourcePort = identifier;
                    observation.embeddedDestinationPort = identifier;
                }
            }
            default -> {}
        }
    }

    private boolean isQuery(int type) {
        return packet.protocol == IpProtocol.ICMP ? IcmpType.isQuery(type) : Icmpv6Type.isQuery(type);
    }

    /** Of what NAT leaves as it was: not of addresses, ports, identifiers, times to live or checksums. */
    private long digest(ByteBuffer bytes, Observation observation) {
        long digest = PayloadDigest.with(
                PayloadDigest.start(), (long) observation.icmpType << 16 | observation.icmpCode << 8 | packet.protocol);
        digest = PayloadDigest.with(digest, packet.ipId);
        return packet.isLaterFragment() ? digest : PayloadDigest.with(digest, invariant(bytes));
    }

    /** TCP's sequence number, UDP's length or an ICMP query's sequence number; 0 where it is not there. */
    private long invariant(ByteBuffer bytes) {
        int at = packet.payloadOffset;
        if (packet.limit - at < 8) {
            return 0;
        }
        return switch (packet.protocol) {
            case IpProtocol.TCP -> bytes.getInt(at + 4);
            case IpProtocol.UDP -> bytes.getShort(at + 4);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> bytes.getShort(at + 6);
            default -> 0;
        };
    }
}
