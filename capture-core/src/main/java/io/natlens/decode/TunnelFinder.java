package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.EthernetHeader;
import io.natlens.wire.GreHeader;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.UdpHeader;
import io.natlens.wire.VxlanHeader;
import java.nio.ByteBuffer;

/** Finds the packet inside a tunnel's: VXLAN, IP in IP, GRE. */
final class TunnelFinder {
    private final VxlanHeader vxlan = new VxlanHeader();
    private final GreHeader gre = new GreHeader();
    private final EthernetHeader ethernet = new EthernetHeader();

    /** Fills {@link Observation#innerOffset} and what is there, if anything. */
    void find(ByteBuffer bytes, IpPacket ip, Observation observation) {
        switch (ip.protocol) {
            case IpProtocol.UDP -> vxlan(bytes, ip, observation);
            case IpProtocol.IPV4 -> inner(bytes, ip, EtherType.IPV4, ip.payloadOffset, observation);
            case IpProtocol.IPV6 -> inner(bytes, ip, EtherType.IPV6, ip.payloadOffset, observation);
            case IpProtocol.GRE -> gre(bytes, ip, observation);
            default -> {}
        }
    }

    private void vxlan(ByteBuffer bytes, IpPacket ip, Observation observation) {
        if (!VxlanHeader.isPort(observation.destinationPort)) {
            return;
        }
        int start = ip.payloadOffset + UdpHeader.LENGTH;
        if (vxlan.wrap(bytes, start, ip.limit) && vxlan.hasNetworkIdentifier()) {
            inner(bytes, ip, EtherType.TRANSPARENT_ETHERNET, start + VxlanHeader.LENGTH, observation);
        }
    }

    private void gre(ByteBuffer bytes, IpPacket ip, Observation observation) {
        if (gre.wrap(bytes, ip.payloadOffset, ip.limit) && gre.isPlain()) {
            inner(bytes, ip, gre.protocol(), ip.payloadOffset + gre.length(), observation);
        }
    }

    private void inner(ByteBuffer bytes, IpPacket ip, int etherType, int offset, Observation observation) {
        if (isPlausible(bytes, etherType, offset, ip.limit)) {
            observation.innerOffset = offset;
            observation.innerEtherType = etherType;
        }
    }

    private boolean isPlausible(ByteBuffer bytes, int etherType, int offset, int limit) {
        return switch (etherType) {
            case EtherType.IPV4 -> offset < limit && (bytes.get(offset) & 0xf0) == 0x40;
            case EtherType.IPV6 -> offset < limit && (bytes.get(offset) & 0xf0) == 0x60;
            case EtherType.TRANSPARENT_ETHERNET -> isPlausibleEthernet(bytes, offset, limit);
            default -> false;
        };
    }

    /** Anything may be sent to VXLAN's port: the inner source must be one station's, the type one that is decoded. */
    private boolean isPlausibleEthernet(ByteBuffer bytes, int offset, int limit) {
        if (!ethernet.wrap(bytes, offset, limit) || (ethernet.source() >>> 40 & 1) != 0) {
            return false;
        }
        int type = ethernet.etherType();
        return type == EtherType.IPV4
                || type == EtherType.IPV6
                || type == EtherType.ARP
                || EtherType.isVlan(type)
                || type < EtherType.MINIMUM;
    }
}
