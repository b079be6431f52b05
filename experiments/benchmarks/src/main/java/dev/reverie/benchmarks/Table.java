package dev.reverie.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table in a CSV file whose first column names the row's work.
 *
 * @param header
 *            names of the columns
 * @param rows
 *            as many cells each
 */
record Table(List<String> header, List<List<String>> rows) {
    Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("a row must have " + header.size() + " cells, has " + row.size() + ": " + row);
            }
        }
    }

    /** What the file holds; nothing if there is none. A file with other columns fails. */
    static Table read(Path file, List<String> header) throws IOException {
        if (!Files.exists(file)) {
            return new Table(header, List.of());
        }
        var lines = Csv.parse(Files.readString(file));
        if (lines.isEmpty() || !lines.get(0).equals(header)) {
            throw new IllegalArgumentException(file + ": columns must be " + String.join(",", header) + ", were "
                    + (lines.isEmpty() ? "none" : String.join(",", lines.get(0))) + "; move the file away or choose another --out");
        }
        return new Table(header, lines.subList(1, lines.size()));
    }

    /** This table with each work's rows replaced, where the newer has any, in their old place; new works come last. */
    Table updated(Table newer) {
        Map<String, List<List<String>>> byWork = new LinkedHashMap<>();
        rows.forEach(row -> byWork.computeIfAbsent(row.get(0), work -> new ArrayList<>()).add(row));
        newer.rows.stream().map(row -> row.get(0)).distinct().forEach(work -> byWork.put(work, new ArrayList<>()));
        newer.rows.forEach(row -> byWork.get(row.get(0)).add(row));
        return new Table(header, byWork.values().stream().flatMap(List::stream).toList());
    }

    String csv() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        return Csv.format(lines);
    }
}
