package io.natlens.decode;

import io.natlens.wire.EtherType;
import io.natlens.wire.EthernetHeader;
import io.natlens.wire.LengthSource;
import io.natlens.wire.LinuxSll2Header;
import io.natlens.wire.LinuxSllHeader;
import io.natlens.wire.LlcHeader;
import io.natlens.wire.NullHeader;
import io.natlens.wire.PacketType;
import io.natlens.wire.PppHeader;
import io.natlens.wire.PppoeHeader;
import io.natlens.wire.VlanTag;

/** Reads the link layer's headers into a tree. */
final class LinkTree {
    private static final int ETH_P_802_2 = 0x0004;

    private LinkTree() {}

    static void read(TreeReader tree, int linkType) {
        int at = tree.start();
        switch (linkType) {
            case LinkLayer.EN10MB -> ethernet(tree, at);
            case LinkLayer.LINUX_SLL -> cooked(tree, at);
            case LinkLayer.LINUX_SLL2 -> cooked2(tree, at);
            case LinkLayer.NULL, LinkLayer.LOOP -> loopback(tree, at);
            case LinkLayer.RAW, LinkLayer.RAW_BSD, LinkLayer.RAW_OPENBSD -> raw(tree, at);
            case LinkLayer.IPV4 -> Ipv4Tree.read(tree, at);
            case LinkLayer.IPV6 -> Ipv6Tree.read(tree, at);
            default -> tree.data(at);
        }
    }

    static void ethernet(TreeReader tree, int at) {
        EthernetHeader header = new EthernetHeader();
        if (tree.isFull() || !tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        boolean typed = header.etherType() >= EtherType.MINIMUM;
        LayerBuilder layer = tree.layer(typed ? "Ethernet II" : "IEEE 802.3 Ethernet", at)
                .mac("Destination", 0)
                .mac("Source", 6);
        if (typed) {
            layer.etherType("Type", 12);
        } else {
            layer.u16("Length", 12);
            tree.endAt(at + EthernetHeader.LENGTH + header.etherType(), LengthSource.IEEE_802_3_LENGTH);
        }
        layer.add(EthernetHeader.LENGTH, "Src: " + layer.macText(6) + ", Dst: " + layer.macText(0));
        network(tree, header.etherType(), at + EthernetHeader.LENGTH);
    }

    private static void network(TreeReader tree, int etherType, int at) {
        switch (etherType) {
            case EtherType.IPV4 -> Ipv4Tree.read(tree, at);
            case EtherType.IPV6 -> Ipv6Tree.read(tree, at);
            case EtherType.ARP, EtherType.REVERSE_ARP -> ArpTree.read(tree, at);
            case EtherType.VLAN, EtherType.SERVICE_VLAN, EtherType.OLD_SERVICE_VLAN -> vlan(tree, at);
            case EtherType.PPPOE_DISCOVERY, EtherType.PPPOE_SESSION -> pppoe(tree, at);
            default -> {
                if (etherType > 0 && etherType < EtherType.MINIMUM) {
                    llc(tree, at);
                } else {
                    tree.data(at);
                }
            }
        }
    }

    private static void vlan(TreeReader tree, int at) {
        VlanTag tag = new VlanTag();
        if (tree.isFull() || !tree.has(tag, tag.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("802.1Q Virtual LAN", at);
        layer.bitField("Priority", 0, 2, 0xe000, Integer.toString(tag.priority()))
                .bitField("DEI", 0, 2, 0x1000, tag.dropEligible() ? "Eligible" : "Ineligible")
                .bitField("ID", 0, 2, 0x0fff, Integer.toString(tag.identifier()));
        if (tag.etherType() < EtherType.MINIMUM) {
            layer.u16("Length", 2);
        } else {
            layer.etherType("Type", 2);
        }
        layer.add(VlanTag.LENGTH, "PRI: " + tag.priority() + ", ID: " + tag.identifier());
        network(tree, tag.etherType(), at + VlanTag.LENGTH);
    }

    private static void pppoe(TreeReader tree, int at) {
        PppoeHeader header = new PppoeHeader();
        if (!tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        boolean session = header.code() == PppoeHeader.SESSION_DATA;
        tree.layer(session ? "PPP-over-Ethernet Session" : "PPP-over-Ethernet Discovery", at)
                .bitField("Version", 0, 1, 0xf0, Integer.toString(header.version()))
                .bitField("Type", 0, 1, 0x0f, Integer.toString(header.type()))
                .field("Code", 1, 1, LayerBuilder.hex(header.code(), 2))
                .hex16("Session ID", 2)
                .u16("Payload Length", 4)
                .add(PppoeHeader.LENGTH, "Session ID: " + LayerBuilder.hex(header.session(), 4));
        int next = at + PppoeHeader.LENGTH;
        tree.endAt(next + header.payloadLength(), LengthSource.PPPOE_LENGTH);
        if (session) {
            ppp(tree, next);
        } else {
            tree.data(next);
        }
    }

    private static void ppp(TreeReader tree, int at) {
        PppHeader header = new PppHeader();
        if (!tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        String protocol = LayerBuilder.hex(header.protocol(), 4);
        tree.layer("Point-to-Point Protocol", at)
                .field("Protocol", 0, header.length(), protocol)
                .add(header.length(), "Protocol: " + protocol);
        network(tree, header.etherType(), at + header.length());
    }

    private static void llc(TreeReader tree, int at) {
        LlcHeader header = new LlcHeader();
        if (!tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Logical-Link Control", at)
                .field("DSAP", 0, 1, LayerBuilder.hex(header.destinationSap(), 2))
                .field("SSAP", 1, 1, LayerBuilder.hex(header.sourceSap(), 2))
                .field(
                        "Control field",
                        2,
                        header.isUnnumbered() ? 1 : 2,
                        LayerBuilder.hex(header.control(), header.isUnnumbered() ? 2 : 4));
        if (header.isSnap()) {
            layer.field("Organization Code", 3, 3, LayerBuilder.hex(header.organization(), 6));
            layer.field("Protocol ID", 6, 2, LayerBuilder.hex(header.protocol(), 4));
        }
        layer.add(header.length(), header.isSnap() ? "SNAP" : "");
        network(tree, header.etherType(), at + header.length());
    }

    private static void cooked(TreeReader tree, int at) {
        LinuxSllHeader header = new LinuxSllHeader();
        if (!tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Linux cooked capture v1", at)
                .field("Packet type", 0, 2, packetType(header.packetType()))
                .u16("Link-layer address type", 2)
                .u16("Link-layer address length", 4);
        if (header.addressLength() == 6) {
            layer.mac("Source", 6);
        }
        layer.etherType("Protocol", 14).add(LinuxSllHeader.LENGTH, "");
        cookedPayload(tree, header.protocol(), at + LinuxSllHeader.LENGTH);
    }

    private static void cooked2(TreeReader tree, int at) {
        LinuxSll2Header header = new LinuxSll2Header();
        if (!tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Linux cooked capture v2", at)
                .etherType("Protocol", 0)
                .u32("Interface index", 4)
                .u16("Link-layer address type", 8)
                .field("Packet type", 10, 1, packetType(header.packetType()))
                .u8("Link-layer address length", 11);
        if (header.addressLength() == 6) {
            layer.mac("Source", 12);
        }
        layer.add(LinuxSll2Header.LENGTH, "");
        cookedPayload(tree, header.protocol(), at + LinuxSll2Header.LENGTH);
    }

    private static void cookedPayload(TreeReader tree, int protocol, int at) {
        if (protocol == ETH_P_802_2) {
            llc(tree, at);
        } else {
            network(tree, protocol < EtherType.MINIMUM ? 0 : protocol, at);
        }
    }

    private static String packetType(int type) {
        String words =
                switch (type) {
                    case PacketType.HOST -> "Unicast to us";
                    case PacketType.BROADCAST -> "Broadcast";
                    case PacketType.MULTICAST -> "Multicast";
                    case PacketType.OTHER_HOST -> "Unicast to another host";
                    case PacketType.OUTGOING -> "Sent by us";
                    default -> "Unknown";
                };
        return words + " (" + type + ")";
    }

    private static void loopback(TreeReader tree, int at) {
        NullHeader header = new NullHeader();
        if (!tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        tree.layer("Null/Loopback", at)
                .field("Family", 0, 4, Integer.toUnsignedString(header.family()))
                .add(NullHeader.LENGTH, "");
        network(tree, header.etherType(), at + NullHeader.LENGTH);
    }

    private static void raw(TreeReader tree, int at) {
        int version = at < tree.end() ? tree.bytes().get(at) >>> 4 & 15 : 0;
        switch (version) {
            case 4 -> Ipv4Tree.read(tree, at);
            case 6 -> Ipv6Tree.read(tree, at);
            default -> tree.data(at);
        }
    }
}
