package io.natlens.decode;

import io.natlens.wire.Ipv4Header;
import io.natlens.wire.Ipv4Options;
import io.natlens.wire.LengthSource;
import java.util.ArrayList;
import java.util.List;

/** Reads an IPv4 packet into a tree. */
final class Ipv4Tree {
    private static final String[] ECN = {"Not-ECT", "ECT(1)", "ECT(0)", "CE"};

    private Ipv4Tree() {}

    static void read(TreeReader tree, int at) {
        Ipv4Header ip = new Ipv4Header();
        if (tree.isFull() || !tree.has(ip, ip.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Internet Protocol Version 4", at);
        fields(layer, ip);
        if (ip.headerLength() > Ipv4Header.MINIMUM_LENGTH) {
            options(tree, layer, at, ip.headerLength());
        }
        layer.add(ip.headerLength(), "Src: " + layer.ipv4Text(12) + ", Dst: " + layer.ipv4Text(16));
        int next = at + ip.headerLength();
        if (ip.totalLength() >= ip.headerLength()) {
            tree.endAt(at + ip.totalLength(), LengthSource.IPV4_TOTAL_LENGTH);
        }
        if (ip.fragmentOffset() != 0) {
            tree.data(next);
        } else {
            TransportTree.read(tree, ip.protocol(), next);
        }
    }

    private static void fields(LayerBuilder layer, Ipv4Header ip) {
        layer.bitField("Version", 0, 1, 0xf0, Integer.toString(ip.version()));
        layer.bitField("Header Length", 0, 1, 0x0f, ip.headerLength() + " bytes (" + ip.headerLength() / 4 + ")");
        layer.group(
                "Differentiated Services Field",
                1,
                1,
                LayerBuilder.hex(ip.typeOfService(), 2),
                services(layer, 1, ip.typeOfService()));
        layer.u16("Total Length", 2);
        layer.field(
                "Identification", 4, 2, LayerBuilder.hex(ip.identification(), 4) + " (" + ip.identification() + ")");
        List<Field> flags = List.of(
                layer.flag("Reserved bit", 6, 2, 0x8000),
                layer.flag("Don't fragment", 6, 2, 0x4000),
                layer.flag("More fragments", 6, 2, 0x2000));
        layer.group("Flags", 6, 2, flagWords(ip), flags);
        layer.bitField("Fragment Offset", 6, 2, 0x1fff, Integer.toString(ip.fragmentOffset()));
        layer.u8("Time to Live", 8).protocol("Protocol", 9).hex16("Header Checksum", 10);
        layer.ipv4("Source Address", 12).ipv4("Destination Address", 16);
    }

    /** DSCP and ECN, which IPv6's traffic class has too. */
    static List<Field> services(LayerBuilder layer, int place, int value) {
        return List.of(
                layer.bits("Differentiated Services Codepoint", place, 1, 0xfc, Integer.toString(value >>> 2)),
                layer.bits("Explicit Congestion Notification", place, 1, 0x03, ECN[value & 3]));
    }

    private static String flagWords(Ipv4Header ip) {
        List<String> words = new ArrayList<>();
        if (ip.reservedFlag()) {
            words.add("Reserved bit");
        }
        if (ip.dontFragment()) {
            words.add("Don't fragment");
        }
        if (ip.moreFragments()) {
            words.add("More fragments");
        }
        return words.isEmpty() ? "None" : String.join(", ", words);
    }

    private static void options(TreeReader tree, LayerBuilder layer, int at, int headerLength) {
        Ipv4Options options = new Ipv4Options();
        options.wrap(tree.bytes(), at + Ipv4Header.MINIMUM_LENGTH, at + headerLength);
        List<Field> fields = new ArrayList<>();
        while (options.next()) {
            String type = "type " + options.type();
            fields.add(layer.plain("IP Option", options.offset() - at, options.length(), type));
        }
        int length = headerLength - Ipv4Header.MINIMUM_LENGTH;
        layer.group("Options", Ipv4Header.MINIMUM_LENGTH, length, length + " bytes", fields);
    }
}
