package io.natlens.live;

import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Where in a filter expression the mistake is. libpcap does not tell, so it is asked: the mistake is the first word with
 * which no expression can go on, whatever follows.
 */
final class FilterCaret {
    /** What may stand behind a part of an expression to make it whole: one of them suits each place in the grammar. */
    private static final List<String> ENDINGS = List.of(
            "",
            " 1",
            " 192.0.2.1",
            " host 192.0.2.1",
            " port 1",
            " tcp",
            " = 1",
            " 192.0.2.0/24",
            " 1-2",
            " 1 = 1",
            " 0:0:0:0:0:1",
            " mask 255.255.255.0",
            "] = 1",
            " 1] = 1",
            " proto 1",
            " in",
            " broadcast");

    private static final int SNAP_LENGTH = 262_144;

    private FilterCaret() {}

    private record Word(int start, int end) {}

    /** The index of the character that the caret belongs under; -1 where none can be named. */
    static int place(String filter, String reason, DataLinkType linkType) {
        if (!reason.contains("syntax error")) {
            return quoted(filter, reason);
        }
        try (PcapHandle dead = Pcaps.openDead(linkType, SNAP_LENGTH)) {
            for (Word word : words(filter)) {
                if (!canGoOn(filter.substring(0, word.end()), dead)) {
                    return word.start();
                }
            }
            return filter.length();
        } catch (PcapNativeException | NotOpenException e) {
            return -1;
        }
    }

    /** The place of the name that the message quotes: {@code unknown host 'web'}. */
    private static int quoted(String filter, String reason) {
        int from = reason.indexOf('\'');
        int to = reason.indexOf('\'', from + 1);
        return to < 0 ? -1 : filter.indexOf(reason.substring(from + 1, to));
    }

    private static boolean canGoOn(String part, PcapHandle dead) throws NotOpenException {
        String closing = ")".repeat(unclosed(part));
        for (String ending : ENDINGS) {
            try {
                dead.compileFilter(part + ending + closing, BpfCompileMode.NONOPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN)
                        .free();
                return true;
            } catch (PcapNativeException e) {
                if (!String.valueOf(e.getMessage()).contains("syntax error")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int unclosed(String part) {
        int depth = 0;
        for (int i = 0; i < part.length(); i++) {
            depth += part.charAt(i) == '(' ? 1 : part.charAt(i) == ')' ? -1 : 0;
        }
        return Math.max(0, depth);
    }

    /** Runs of what names and numbers are made of, and everything else a character at a time. */
    private static List<Word> words(String filter) {
        List<Word> words = new ArrayList<>();
        int start = 0;
        while (start < filter.length()) {
            int end = start + 1;
            if (isPart(filter.charAt(start))) {
                while (end < filter.length() && isPart(filter.charAt(end))) {
                    end++;
                }
            }
            if (!Character.isWhitespace(filter.charAt(start))) {
                words.add(new Word(start, end));
            }
            start = end;
        }
        return words;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || ".:/_-\\".indexOf(c) >= 0;
    }
}
