package io.natlens.cli;

import io.natlens.report.FlowRow;
import java.util.List;

/** Rows of flows in columns that are as wide as the terminal allows. */
final class FlowColumns {
    /** Number, protocol, NAT, NIC, packets, rate, delay, state, and two blanks between any two. */
    private static final int[] OTHERS = {6, 6, 9, 10, 8, 8, 8, 9};

    private static final int WIDEST_TUPLE = 62;
    private static final int NARROWEST_TUPLE = 16;

    private final int original;
    private final int translated;

    FlowColumns(List<FlowTable.Entry> rows, int width) {
        int longestOriginal = "ORIGINAL".length();
        int longestTranslated = "TRANSLATED".length();
        for (FlowTable.Entry entry : rows) {
            longestOriginal = Math.max(longestOriginal, entry.row().original().length());
            longestTranslated =
                    Math.max(longestTranslated, entry.row().translated().length());
        }
        int room = width - 2 * (OTHERS.length + 1);
        for (int other : OTHERS) {
            room -= other;
        }
        original = fit(longestOriginal, room / 2);
        translated = fit(longestTranslated, Math.max(room / 2, room - original));
    }

    private static int fit(int longest, int room) {
        return Math.max(NARROWEST_TUPLE, Math.min(Math.min(longest, WIDEST_TUPLE), room));
    }

    String heading() {
        return text("#", "PROTO", "ORIGINAL", "TRANSLATED", "NAT", "NIC", "PACKETS", "RATE", "DELAY", "STATE");
    }

    String text(FlowTable.Entry entry) {
        FlowRow row = entry.row();
        return text(
                Long.toString(row.id()),
                row.protocol(),
                row.original(),
                row.translated(),
                row.nat(),
                row.nic(),
                Long.toString(row.packets()),
                Math.round(entry.rate()) + "/s",
                row.delayText(),
                row.state());
    }

    private String text(
            String id,
            String protocol,
            String from,
            String to,
            String nat,
            String nic,
            String packets,
            String rate,
            String delay,
            String state) {
        return left(id, OTHERS[0])
                + left(protocol, OTHERS[1])
                + left(from, original)
                + left(to, translated)
                + left(nat, OTHERS[2])
                + left(nic, OTHERS[3])
                + right(packets, OTHERS[4])
                + right(rate, OTHERS[5])
                + right(delay, OTHERS[6])
                + state;
    }

    private static String left(String text, int width) {
        return cut(text, width) + " ".repeat(Math.max(0, width - text.length()) + 2);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + cut(text, width) + "  ";
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text;
    }
}
