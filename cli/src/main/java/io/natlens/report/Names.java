package io.natlens.report;

/** Names that came from elsewhere, made fit for a terminal. */
final class Names {
    private Names() {}

    /** The name with a question mark for each control character, cut to this many characters. */
    static String printable(String name, int most) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(isUnfit(c) ? '?' : c);
        }
        return out.length() <= most ? out.toString() : out.substring(0, most - 1) + "…";
    }

    /** Control characters, and those that turn the direction of writing (Unicode Standard Annex 9, section 2). */
    private static boolean isUnfit(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR;
    }
}
