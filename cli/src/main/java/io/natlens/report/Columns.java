package io.natlens.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, side by side; where the columns are too many for the width, in bands under each other. */
final class Columns {
    private static final int GAP = 2;

    private record Row(String label, List<String> cells, String mark) {}

    private final boolean color;
    private final List<Row> rows = new ArrayList<>();

    Columns(boolean color) {
        this.color = color;
    }

    /**
     * Adds a row; the first is the heading.
     *
     * @param cells as many as in each other row
     * @param mark stands behind the cells, which are then shown as rewritten, unless it is empty
     */
    void row(String label, List<String> cells, String mark) {
        rows.add(new Row(label, cells, mark));
    }

    String text() {
        StringBuilder out = new StringBuilder();
        int columns = rows.get(0).cells().size();
        int left = widest(Row::label) + GAP;
        int right = widest(Row::mark);
        int from = 0;
        while (from < columns) {
            int to = from + 1;
            int width = left + width(from) + right;
            while (to < columns && width + width(to) <= FlowBlock.WIDTH) {
                width += width(to++);
            }
            addBand(left, from, to, out);
            from = to;
        }
        return out.toString();
    }

    private interface Part {
        String of(Row row);
    }

    private int widest(Part part) {
        int widest = 0;
        for (Row row : rows) {
            widest = Math.max(widest, part.of(row).length());
        }
        return widest;
    }

    private int width(int column) {
        return widest(row -> row.cells().get(column)) + GAP;
    }

    private void addBand(int left, int from, int to, StringBuilder out) {
        addRow(rows.get(0), Style.HEADING, Style.HEADING, left, from, to, out);
        for (Row row : rows.subList(1, rows.size())) {
            Style cells = row.mark().isEmpty() ? Style.PLAIN : Style.REWRITTEN;
            addRow(row, Style.FAINT, cells, left, from, to, out);
        }
    }

    private void addRow(Row row, Style label, Style cells, int left, int from, int to, StringBuilder out) {
        Line line = new Line(color).add(label, row.label());
        int column = left;
        for (int i = from; i < to; i++) {
            line.to(column).add(cells, row.cells().get(i));
            column += width(i);
        }
        out.append(line.to(column).add(row.mark()).text());
    }
}
