package io.natlens.report;

/** One line of a table, of pieces in different styles. Knows its width, in which escape sequences do not count. */
final class Line {
    private final StringBuilder out = new StringBuilder();
    private final boolean color;
    private int width;

    Line(boolean color) {
        this.color = color;
    }

    int width() {
        return width;
    }

    Line add(String text) {
        return add(Style.PLAIN, text);
    }

    Line add(Style style, String text) {
        style.append(out, text, color);
        width += text.length();
        return this;
    }

    /** Fills up with blanks to this width. */
    Line to(int column) {
        return add(" ".repeat(Math.max(0, column - width)));
    }

    /** Adds the text so that it ends in this column. */
    Line right(Style style, String text, int column) {
        return to(column - text.length()).add(style, text);
    }

    /** The line without blanks at its end, and a line feed. */
    String text() {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        return out.substring(0, end) + "\n";
    }
}
