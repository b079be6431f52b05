package dev.reverie.experiments.cli;

import dev.reverie.experiments.report.Block.Table;
import java.util.ArrayList;
import java.util.List;

/** Cells as lines of text, each column as wide as its widest cell. */
final class Columns {
    private Columns() {
    }

    /** With its header. */
    static List<String> of(Table table) {
        var cells = new ArrayList<String[]>();
        cells.add(table.header().toArray(String[]::new));
        table.rows().forEach(row -> cells.add(row.toArray(String[]::new)));
        return of(cells);
    }

    static List<String> of(List<String[]> cells) {
        var lines = new ArrayList<String>();
        for (var row : cells) {
            var line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                int at = column;
                int width = cells.stream().mapToInt(other -> other[at].length()).max().orElse(0);
                line.append(row[column]).append(" ".repeat(width - row[column].length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
