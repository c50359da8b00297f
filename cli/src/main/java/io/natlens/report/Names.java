package io.natlens.report;

import io.natlens.frame.PrintableText;

/** Names that came from elsewhere, made fit for a terminal. */
final class Names {
    private Names() {}

    /** The name with a question mark for each character that is unfit, cut to this many characters. */
    static String printable(String name, int most) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(PrintableText.isFit(c) ? c : '?');
        }
        return out.length() <= most ? out.toString() : out.substring(0, most - 1) + "…";
    }
}
