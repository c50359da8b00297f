package io.natlens.decode;

import io.natlens.wire.ArpHeader;
import io.natlens.wire.EtherType;

/** Reads ARP into a tree. */
final class ArpTree {
    private ArpTree() {}

    static void read(TreeReader tree, int at) {
        ArpHeader arp = new ArpHeader();
        if (!tree.has(arp, arp.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        String operation =
                switch (arp.operation()) {
                    case ArpHeader.REQUEST -> "request";
                    case ArpHeader.REPLY -> "reply";
                    default -> "operation";
                };
        LayerBuilder layer = tree.layer("Address Resolution Protocol", at)
                .u16("Hardware type", 0)
                .etherType("Protocol type", 2)
                .u8("Hardware size", 4)
                .u8("Protocol size", 5)
                .field("Opcode", 6, 2, operation + " (" + arp.operation() + ")");
        if (arp.hardwareLength() == 6 && arp.protocolLength() == 4 && arp.protocolType() == EtherType.IPV4) {
            layer.mac("Sender MAC address", 8)
                    .ipv4("Sender IP address", 14)
                    .mac("Target MAC address", 18)
                    .ipv4("Target IP address", 24);
        }
        layer.add(arp.length(), operation);
        tree.data(at + arp.length());
    }
}
