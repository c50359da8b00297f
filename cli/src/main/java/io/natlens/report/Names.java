package io.natlens.report;

import io.natlens.frame.PrintableText;

/** Names that came from elsewhere, made fit for a terminal. */
final class Names {
    private Names() {}

    /**
     * The name with a question mark for each character that is unfit, cut to this many characters: in the middle, since the end
     * of a name tells interfaces of several hosts apart.
     */
    static String printable(String name, int most) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(PrintableText.isFit(c) ? c : '?');
        }
        if (out.codePointCount(0, out.length()) <= most) {
            return out.toString();
        }
        int end = most / 2;
        int from = out.offsetByCodePoints(0, most - 1 - end);
        return out.replace(from, out.offsetByCodePoints(out.length(), -end), "…")
                .toString();
    }
}
