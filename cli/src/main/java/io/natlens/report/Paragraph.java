package io.natlens.report;

/** Words in different styles, broken into lines that fit the table. */
final class Paragraph {
    private final StringBuilder out = new StringBuilder();
    private final int indent;
    private final boolean color;
    private Line line;

    /** @param indent how many blanks stand in front of each line */
    Paragraph(int indent, boolean color) {
        this.indent = indent;
        this.color = color;
        line = new Line(color).to(indent);
    }

    /** Adds the words of a text; between texts, and where a text has one, is a blank or the end of a line. */
    Paragraph add(Style style, String text) {
        for (String word : text.split(" ", -1)) {
            boolean first = line.width() == indent;
            if (!first && line.width() + 1 + word.length() > FlowBlock.WIDTH) {
                out.append(line.text());
                line = new Line(color).to(indent);
                first = true;
            }
            line.add(first ? "" : " ").add(style, word);
        }
        return this;
    }

    /** The lines, each with its line feed. */
    String text() {
        return out + line.text();
    }
}
