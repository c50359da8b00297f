package io.natlens.frame;

/** Text that came with packets, in a file, or as a file's or an interface's name, made fit for a terminal. */
public final class PrintableText {
    private static final char REPLACEMENT = '\ufffd';

    private PrintableText() {}

    /** The text with U+FFFD in place of each character that is not {@link #isFit fit}. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text);
        for (int i = 0; i < printable.length(); i++) {
            if (!isFit(printable.charAt(i))) {
                printable.setCharAt(i, REPLACEMENT);
            }
        }
        return printable.toString();
    }

    /**
     * Whether a terminal shows the character and does nothing else: neither a control character, a line feed among them,
     * nor one that turns the direction of writing (Unicode Standard Annex 9, section 2).
     */
    public static boolean isFit(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
