package dev.reverie.experiments.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.reverie.core.FileException;
import dev.reverie.core.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A table of the user's: comma-separated values with names in the first line. Messages tell file and line.
 *
 * @param file
 *            it was read from
 * @param columns
 *            their names, in order, each once
 * @param rows
 *            as many cells each, at least one row
 * @param lines
 *            of the file, from 1, where each row ends
 */
record CsvTable(Path file, List<String> columns, List<String[]> rows, List<Integer> lines) {
    /** Reads a whole file in UTF-8; empty lines are passed over. */
    static CsvTable read(Path file) {
        var reader = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES).build().readerFor(String[].class);
        if (!Files.isRegularFile(file)) {
            throw new FileException(file, Files.exists(file) ? "is not a file" : "no such file");
        }
        var rows = new ArrayList<String[]>();
        var lines = new ArrayList<Integer>();
        try (var in = Files.newInputStream(file); var values = reader.<String[]>readValues(in)) {
            while (values.hasNextValue()) {
                rows.add(values.nextValue());
                lines.add(values.getParser().currentTokenLocation().getLineNr());
            }
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new IllegalArgumentException(file + line + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new FileException(file, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        if (rows.size() < 2) {
            throw new FileException(file, "must have a line with the names of the columns, then at least one row; has "
                    + (rows.isEmpty() ? "nothing" : "only one line"));
        }
        return new CsvTable(file, List.of(rows.get(0)), rows.subList(1, rows.size()), lines.subList(1, lines.size()));
    }

    CsvTable {
        var seen = new HashSet<String>();
        for (var column : columns) {
            if (column.isEmpty() || !seen.add(column)) {
                throw new IllegalArgumentException(file + ":1: columns must have a name each, '" + column + "' is "
                        + (column.isEmpty() ? "none" : "there twice"));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).length != columns.size()) {
                throw new IllegalArgumentException(file + ":" + lines.get(r) + ": rows must have " + columns.size()
                        + " cells, as the first line has names, had " + rows.get(r).length);
            }
        }
    }

    /** Which column has this name. */
    int column(String name) {
        int column = columns.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException(file + ": has no column " + name
                    + Nearest.to(name, columns).filter(near -> name.length() > 1).map(near -> "; did you mean " + near + "?")
                            .orElse("; it has " + String.join(", ", columns)));
        }
        return column;
    }

    /** Some columns as numbers, [N, names]. */
    double[] numbers(List<String> names) {
        int[] wanted = names.stream().mapToInt(this::column).toArray();
        var numbers = new double[rows.size() * wanted.length];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < wanted.length; c++) {
                numbers[r * wanted.length + c] = number(r, wanted[c]);
            }
        }
        return numbers;
    }

    private double number(int row, int column) {
        var cell = rows.get(row)[column];
        try {
            double number = Double.parseDouble(cell);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                file + ":" + lines.get(row) + ": " + columns.get(column) + " must be a finite number, was '" + cell + "'");
    }
}
