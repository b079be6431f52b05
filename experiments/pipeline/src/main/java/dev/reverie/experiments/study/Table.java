package dev.reverie.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows under headings, to read.
 *
 * @param columns
 *            headings, at least one
 * @param rows
 *            of as many cells
 */
public record Table(List<String> columns, List<List<String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        int width = columns.size();
        for (var row : rows) {
            if (row.size() != width) {
                throw new IllegalArgumentException("rows must have " + width + " cells, one had " + row.size() + ": " + row);
            }
        }
    }

    /** Without rows. */
    public static Table of(String... columns) {
        return new Table(List.of(columns), List.of());
    }

    /** With one more row: words as they are, whole numbers as such, other numbers to four digits after the point. */
    public Table with(Object... cells) {
        var more = new ArrayList<>(rows);
        more.add(java.util.Arrays.stream(cells).map(Table::text).toList());
        return new Table(columns, more);
    }

    private static String text(Object cell) {
        if (!(cell instanceof Double number)) {
            return String.valueOf(cell);
        }
        double size = Math.abs(number);
        return String.format(Locale.ROOT, size > 0 && size < 1e-3 ? "%.2e" : "%.4f", number);
    }

    /** As Markdown, its columns aligned. */
    public String markdown() {
        var text = new StringBuilder();
        line(text, columns);
        line(text, java.util.stream.IntStream.range(0, columns.size()).mapToObj(c -> "-".repeat(width(c))).toList());
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells) {
        text.append('|');
        for (int c = 0; c < cells.size(); c++) {
            text.append(' ').append(cells.get(c)).append(" ".repeat(width(c) - cells.get(c).length())).append(" |");
        }
        text.append('\n');
    }

    private int width(int column) {
        return Math.max(3, java.util.stream.Stream.concat(java.util.stream.Stream.of(columns), rows.stream())
                .mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
}
