package io.natlens.decode;

import io.natlens.wire.TcpHeader;
import io.natlens.wire.TcpOptions;
import java.util.ArrayList;
import java.util.List;

/** Reads a TCP segment into a tree. */
final class TcpTree {
    private static final String[] FLAGS = {
        "Fin", "Syn", "Reset", "Push", "Acknowledgment", "Urgent", "ECN-Echo", "Congestion Window Reduced"
    };
    private static final String[] SHORT_FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

    private TcpTree() {}

    static void read(TreeReader tree, int at) {
        TcpHeader tcp = new TcpHeader();
        if (!tree.has(tcp, tcp.wrap(tree.bytes(), at, tree.end()))) {
            return;
        }
        LayerBuilder layer = tree.layer("Transmission Control Protocol", at)
                .u16("Source Port", 0)
                .u16("Destination Port", 2)
                .u32("Sequence Number", 4)
                .u32("Acknowledgment Number", 8)
                .bitField("Header Length", 12, 1, 0xf0, tcp.headerLength() + " bytes (" + tcp.headerLength() / 4 + ")");
        layer.group("Flags", 13, 1, flagWords(tcp.flags()), flags(layer));
        if (tcp.isWhole()) {
            layer.u16("Window", 14).hex16("Checksum", 16).u16("Urgent Pointer", 18);
        }
        int length = Math.max(TcpHeader.MINIMUM_LENGTH, tcp.headerLength());
        int end = Math.min(at + length, tree.end());
        if (end > at + TcpHeader.MINIMUM_LENGTH) {
            options(tree, layer, at, end);
        }
        layer.add(length, "Src Port: " + tcp.sourcePort() + ", Dst Port: " + tcp.destinationPort());
        tree.data(at + length);
    }

    private static List<Field> flags(LayerBuilder layer) {
        List<Field> fields = new ArrayList<>();
        for (int bit = 7; bit >= 0; bit--) {
            fields.add(layer.flag(FLAGS[bit], 13, 1, 1 << bit));
        }
        return fields;
    }

    private static String flagWords(int flags) {
        List<String> words = new ArrayList<>();
        for (int bit = 0; bit < 8; bit++) {
            if ((flags >>> bit & 1) != 0) {
                words.add(SHORT_FLAGS[bit]);
            }
        }
        return LayerBuilder.hex(flags, 3) + " (" + (words.isEmpty() ? "<None>" : String.join(", ", words)) + ")";
    }

    private static void options(TreeReader tree, LayerBuilder layer, int at, int end) {
        TcpOptions options = new TcpOptions();
        options.wrap(tree.bytes(), at + TcpHeader.MINIMUM_LENGTH, end);
        List<Field> fields = new ArrayList<>();
        while (options.next()) {
            String value = optionValue(options);
            fields.add(layer.plain(
                    "TCP Option - " + optionName(options.kind()), options.offset() - at, options.length(), value));
        }
        if (options.damaged()) {
            int place = options.offset() - at;
            fields.add(layer.plain("TCP Option - damaged", place, end - at - place, "no possible length"));
        }
        int length = end - at - TcpHeader.MINIMUM_LENGTH;
        layer.group("Options", TcpHeader.MINIMUM_LENGTH, length, length + " bytes", fields);
    }

    private static String optionName(int kind) {
        return switch (kind) {
            case TcpOptions.END_OF_OPTIONS -> "End of Option List (EOL)";
            case TcpOptions.NO_OPERATION -> "No-Operation (NOP)";
            case TcpOptions.MAXIMUM_SEGMENT_SIZE -> "Maximum segment size";
            case TcpOptions.WINDOW_SCALE -> "Window scale";
            case TcpOptions.SACK_PERMITTED -> "SACK permitted";
            case TcpOptions.SACK -> "SACK";
            case TcpOptions.TIMESTAMPS -> "Timestamps";
            default -> "kind " + kind;
        };
    }

    private static String optionValue(TcpOptions options) {
        int length = options.length();
        if (options.kind() == TcpOptions.MAXIMUM_SEGMENT_SIZE && length == 4) {
            return options.u16(2) + " bytes";
        }
        if (options.kind() == TcpOptions.WINDOW_SCALE && length == 3) {
            return Integer.toString(options.u8(2));
        }
        if (options.kind() == TcpOptions.TIMESTAMPS && length == 10) {
            return "TSval " + Integer.toUnsignedString(options.i32(2)) + ", TSecr "
                    + Integer.toUnsignedString(options.i32(6));
        }
        if (options.kind() == TcpOptions.SACK && length % 8 == 2) {
            return sack(options);
        }
        return length + (length == 1 ? " byte" : " bytes");
    }

    private static String sack(TcpOptions options) {
        StringBuilder out = new StringBuilder();
        for (int block = 2; block < options.length(); block += 8) {
            out.append(block == 2 ? "" : " ").append(Integer.toUnsignedString(options.i32(block)));
            out.append('-').append(Integer.toUnsignedString(options.i32(block + 4)));
        }
        return out.toString();
    }
}
