package io.natlens.decode;

import io.natlens.wire.IpAddress;
import io.natlens.wire.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Puts the fields of one header together. Fields are named by their place in the header, which must be there. */
final class LayerBuilder {
    private final TreeReader reader;
    private final String name;
    private final int at;
    private final List<Field> fields = new ArrayList<>();

    LayerBuilder(TreeReader reader, String name, int at) {
        this.reader = reader;
        this.name = name;
        this.at = at;
    }

    /** Adds the layer to the tree. */
    void add(int length, String summary) {
        int there = Math.min(length, reader.end() - at);
        reader.add(new Layer(name, summary, at - reader.start(), there, fields));
    }

    LayerBuilder field(String label, int place, int length, String value) {
        fields.add(plain(label, place, length, value));
        return this;
    }

    LayerBuilder group(String label, int place, int length, String value, List<Field> parts) {
        fields.add(new Field(label, value, "", offset(place), length, parts));
        return this;
    }

    Field plain(String label, int place, int length, String value) {
        return new Field(label, value, "", offset(place), length, List.of());
    }

    /** A field of some bits of one or two bytes. */
    Field bits(String label, int place, int length, int mask, String value) {
        int word = length == 1 ? bytes().get(at + place) : bytes().getShort(at + place);
        return new Field(label, value, pattern(word, mask, 8 * length), offset(place), length, List.of());
    }

    /** A bit that is set or not. */
    Field flag(String label, int place, int length, int mask) {
        int word = length == 1 ? bytes().get(at + place) : bytes().getShort(at + place);
        return bits(label, place, length, mask, (word & mask) != 0 ? "Set" : "Not set");
    }

    LayerBuilder bitField(String label, int place, int length, int mask, String value) {
        fields.add(bits(label, place, length, mask, value));
        return this;
    }

    LayerBuilder u8(String label, int place) {
        return field(label, place, 1, Integer.toString(bytes().get(at + place) & 0xff));
    }

    LayerBuilder u16(String label, int place) {
        return field(label, place, 2, Integer.toString(bytes().getShort(at + place) & 0xffff));
    }

    LayerBuilder u32(String label, int place) {
        return field(label, place, 4, Integer.toUnsignedString(bytes().getInt(at + place)));
    }

    LayerBuilder hex16(String label, int place) {
        return field(label, place, 2, hex(bytes().getShort(at + place) & 0xffff, 4));
    }

    LayerBuilder hex32(String label, int place) {
        return field(label, place, 4, hex(bytes().getInt(at + place), 8));
    }

    LayerBuilder etherType(String label, int place) {
        int type = bytes().getShort(at + place) & 0xffff;
        String known = EtherTypeName.of(type);
        return field(label, place, 2, (known == null ? "Unknown" : known) + " (" + hex(type, 4) + ")");
    }

    LayerBuilder protocol(String label, int place) {
        int protocol = bytes().get(at + place) & 0xff;
        return field(label, place, 1, ProtocolName.of(protocol) + " (" + protocol + ")");
    }

    LayerBuilder mac(String label, int place) {
        return field(label, place, 6, macText(place));
    }

    String macText(int place) {
        long high = bytes().getShort(at + place) & 0xffffL;
        return MacAddress.text(high << 32 | (bytes().getInt(at + place + 2) & 0xffffffffL));
    }

    LayerBuilder ipv4(String label, int place) {
        return field(label, place, 4, ipv4Text(place));
    }

    String ipv4Text(int place) {
        return IpAddress.ofIpv4(bytes().getInt(at + place)).toString();
    }

    LayerBuilder ipv6(String label, int place) {
        return field(label, place, 16, ipv6Text(place));
    }

    String ipv6Text(int place) {
        StringBuilder text = new StringBuilder();
        IpAddress.appendIpv6(text, bytes().getLong(at + place), bytes().getLong(at + place + 8));
        return text.toString();
    }

    private ByteBuffer bytes() {
        return reader.bytes();
    }

    private int offset(int place) {
        return at + place - reader.start();
    }

    static String hex(int value, int digits) {
        String text = Integer.toHexString(value);
        return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String pattern(int word, int mask, int width) {
        StringBuilder out = new StringBuilder();
        for (int bit = width - 1; bit >= 0; bit--) {
            boolean inside = (mask >>> bit & 1) != 0;
            out.append(inside ? (char) ('0' + (word >>> bit & 1)) : '.');
            if (bit % 4 == 0 && bit > 0) {
                out.append(' ');
            }
        }
        return out.toString();
    }
}
