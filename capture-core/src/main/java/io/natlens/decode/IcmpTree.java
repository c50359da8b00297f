package io.natlens.decode;

import io.natlens.wire.IcmpHeader;
import io.natlens.wire.IcmpType;
import io.natlens.wire.Icmpv6Type;

/** Reads an ICMP or ICMPv6 message, and the packet that an error carries, into a tree. */
final class IcmpTree {
    private IcmpTree() {}

    static void read(TreeReader tree, int at) {
        IcmpHeader icmp = new IcmpHeader();
        if (!tree.has(icmp, icmp.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        header(tree.layer("Internet Control Message Protocol", at), icmp, IcmpType.isQuery(icmp.type()));
        if (IcmpType.isError(icmp.type())) {
            Ipv4Tree.read(tree, at + IcmpHeader.LENGTH);
        } else {
            tree.data(at + IcmpHeader.LENGTH);
        }
    }

    static void readVersion6(TreeReader tree, int at) {
        IcmpHeader icmp = new IcmpHeader();
        if (!tree.has(icmp, icmp.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        header(tree.layer("Internet Control Message Protocol v6", at), icmp, Icmpv6Type.isQuery(icmp.type()));
        if (Icmpv6Type.isError(icmp.type())) {
            Ipv6Tree.read(tree, at + IcmpHeader.LENGTH);
        } else {
            tree.data(at + IcmpHeader.LENGTH);
        }
    }

    private static void header(LayerBuilder layer, IcmpHeader icmp, boolean query) {
        layer.u8("Type", 0).u8("Code", 1).hex16("Checksum", 2);
        if (query) {
            layer.u16("Identifier", 4).u16("Sequence Number", 6);
        } else {
            layer.hex32("Rest of header", 4);
        }
        layer.add(IcmpHeader.LENGTH, "Type: " + icmp.type() + ", Code: " + icmp.code());
    }
}
