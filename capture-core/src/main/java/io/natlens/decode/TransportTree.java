package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.GreHeader;
import io.natlens.wire.IpProtocol;
import io.natlens.wire.UdpHeader;
import io.natlens.wire.VxlanHeader;

/** Reads what an IP packet carries into a tree. */
final class TransportTree {
    private TransportTree() {}

    static void read(TreeReader tree, int protocol, int at) {
        if (tree.isFull()) {
            return;
        }
        switch (protocol) {
            case IpProtocol.TCP -> TcpTree.read(tree, at);
            case IpProtocol.UDP -> udp(tree, at);
            case IpProtocol.ICMP -> IcmpTree.read(tree, at);
            case IpProtocol.ICMPV6 -> IcmpTree.readVersion6(tree, at);
            case IpProtocol.IPV4 -> Ipv4Tree.read(tree, at);
            case IpProtocol.IPV6 -> Ipv6Tree.read(tree, at);
            case IpProtocol.GRE -> gre(tree, at);
            default -> tree.data(at);
        }
    }

    private static void udp(TreeReader tree, int at) {
        UdpHeader udp = new UdpHeader();
        if (!tree.has(udp, udp.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        tree.layer("User Datagram Protocol", at)
                .u16("Source Port", 0)
                .u16("Destination Port", 2)
                .u16("Length", 4)
                .hex16("Checksum", 6)
                .add(UdpHeader.LENGTH, "Src Port: " + udp.sourcePort() + ", Dst Port: " + udp.destinationPort());
        int port = udp.destinationPort();
        if (VxlanHeader.isPort(port)) {
            vxlan(tree, at + UdpHeader.LENGTH);
        } else {
            tree.data(at + UdpHeader.LENGTH);
        }
    }

    private static void vxlan(TreeReader tree, int at) {
        VxlanHeader vxlan = new VxlanHeader();
        if (!tree.has(vxlan, vxlan.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        tree.layer("Virtual eXtensible Local Area Network", at)
                .field("Flags", 0, 1, LayerBuilder.hex(vxlan.flags(), 2))
                .field("VXLAN Network Identifier (VNI)", 4, 3, Integer.toString(vxlan.networkIdentifier()))
                .add(VxlanHeader.LENGTH, "VNI: " + vxlan.networkIdentifier());
        LinkTree.ethernet(tree, at + VxlanHeader.LENGTH);
    }

    private static void gre(TreeReader tree, int at) {
        GreHeader gre = new GreHeader();
        if (!tree.has(gre, gre.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Generic Routing Encapsulation", at)
                .hex16("Flags and Version", 0)
                .etherType("Protocol Type", 2);
        if (!gre.isPlain()) {
            layer.add(GreHeader.MINIMUM_LENGTH, "");
            tree.data(at + GreHeader.MINIMUM_LENGTH);
            return;
        }
        int keyPlace = gre.length() - (gre.hasSequence() ? 8 : 4);
        if (gre.hasKey()) {
            layer.hex32("Key", keyPlace);
        }
        if (gre.hasSequence()) {
            layer.u32("Sequence Number", gre.length() - 4);
        }
        layer.add(gre.length(), "");
        int next = at + gre.length();
        switch (gre.protocol()) {
            case EtherType.IPV4 -> Ipv4Tree.read(tree, next);
            case EtherType.IPV6 -> Ipv6Tree.read(tree, next);
            case EtherType.TRANSPARENT_ETHERNET -> LinkTree.ethernet(tree, next);
            default -> tree.data(next);
        }
    }
}
