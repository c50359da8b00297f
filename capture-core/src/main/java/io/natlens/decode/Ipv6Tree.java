package io.natlens.decode;

import io.natlens.wire.IpProtocol;
import io.natlens.wire.Ipv6Extension;
import io.natlens.wire.Ipv6Fragment;
import io.natlens.wire.Ipv6Header;
import io.natlens.wire.LengthSource;
import java.util.List;

/** Reads an IPv6 packet and its extension headers into a tree. */
final class Ipv6Tree {
    private Ipv6Tree() {}

    static void read(TreeReader tree, int at) {
        Ipv6Header ip = new Ipv6Header();
        if (tree.isFull() || !tree.has(ip, ip.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Internet Protocol Version 6", at);
        layer.bitField("Version", 0, 1, 0xf0, Integer.toString(ip.version()));
        layer.bitField("Traffic Class", 0, 2, 0x0ff0, LayerBuilder.hex(ip.trafficClass(), 2));
        layer.field("Flow Label", 1, 3, LayerBuilder.hex(ip.flowLabel(), 5));
        layer.u16("Payload Length", 4).protocol("Next Header", 6).u8("Hop Limit", 7);
        layer.ipv6("Source Address", 8).ipv6("Destination Address", 24);
        layer.add(Ipv6Header.LENGTH, "Src: " + layer.ipv6Text(8) + ", Dst: " + layer.ipv6Text(24));
        if (ip.payloadLength() != 0) {
            tree.endAt(at + Ipv6Header.LENGTH + ip.payloadLength(), LengthSource.IPV6_PAYLOAD_LENGTH);
        }
        extensions(tree, ip.nextHeader(), at + Ipv6Header.LENGTH);
    }

    private static void extensions(TreeReader tree, int first, int start) {
        int protocol = first;
        int at = start;
        Ipv6Extension extension = new Ipv6Extension();
        while (Ipv6Extension.is(protocol) && !tree.isFull()) {
            if (!tree.has(extension, extension.wrap(tree.bytes(), at, tree.end(), protocol))) {
                return;
            }
            extension(tree, extension, protocol, at);
            at += extension.length();
            protocol = extension.nextHeader();
        }
        if (protocol == IpProtocol.FRAGMENT) {
            fragment(tree, at);
        } else {
            TransportTree.read(tree, protocol, at);
        }
    }

    private static void extension(TreeReader tree, Ipv6Extension extension, int protocol, int at) {
        String name =
                switch (protocol) {
                    case IpProtocol.HOP_BY_HOP -> "IPv6 Hop-by-Hop Option";
                    case IpProtocol.ROUTING -> "Routing Header for IPv6";
                    case IpProtocol.AUTHENTICATION -> "Authentication Header";
                    default -> "Destination Options for IPv6";
                };
        LayerBuilder layer = tree.layer(name, at).protocol("Next Header", 0);
        layer.field("Length", 1, 1, extension.length() + " bytes");
        if (protocol == IpProtocol.ROUTING) {
            layer.u8("Type", 2).u8("Segments Left", 3);
        } else if (protocol == IpProtocol.AUTHENTICATION) {
            layer.hex32("AH SPI", 4);
        }
        layer.add(extension.length(), "");
    }

    private static void fragment(TreeReader tree, int at) {
        Ipv6Fragment header = new Ipv6Fragment();
        if (tree.isFull() || !tree.has(header, header.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Fragment Header for IPv6", at).protocol("Next header", 0);
        List<Field> more = List.of(layer.flag("More Fragments", 2, 2, 1));
        layer.bitField("Offset", 2, 2, 0xfff8, header.fragmentOffset() + " bytes");
        layer.group("Flags", 2, 2, header.moreFragments() ? "More fragments" : "None", more);
        layer.hex32("Identification", 4).add(Ipv6Fragment.LENGTH, "");
        int next = at + Ipv6Fragment.LENGTH;
        if (header.fragmentOffset() != 0) {
            tree.data(next);
        } else {
            extensions(tree, header.nextHeader(), next);
        }
    }
}
