package dev.reverie.experiments.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.reverie.core.Decimal;
import dev.reverie.core.DidYouMean;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

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
    /** Begins pandas' name of a column that has none, such as an index that was written with a table; its number from 0 follows. */
    static final String UNNAMED = "Unnamed: ";

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
        return new CsvTable(file, named(rows.get(0)), rows.subList(1, rows.size()), lines.subList(1, lines.size()));
    }

    /** The first line, with pandas' names for columns that have none. */
    private static List<String> named(String[] header) {
        var names = new ArrayList<>(List.of(header));
        for (int c = 0; c < header.length; c++) {
            for (var name = UNNAMED + c; names.get(c).isEmpty(); name += ".1") {
                if (!names.contains(name)) {
                    names.set(c, name);
                }
            }
        }
        return List.copyOf(names);
    }

    CsvTable {
        var seen = new HashSet<String>();
        for (var column : columns) {
            if (!seen.add(column)) {
                throw new IllegalArgumentException(file + ":1: columns must have a name each, '" + column + "' is there twice");
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
            throw new IllegalArgumentException(file + ": has no column " + name + hint(name));
        }
        return column;
    }

    private String hint(String name) {
        var whole = columns.stream().filter(column -> column.contains(",") && column.contains(name)).findFirst();
        if (whole.isPresent()) {
            return "; a name with a comma stands in quotes, such as '\"" + whole.get() + "\"'";
        }
        return DidYouMean.to(name, columns).filter(near -> name.length() > 1).map(near -> "; did you mean " + near + "?")
                .orElse("; it has " + String.join(", ", columns));
    }

    /**
     * Some columns as numbers, [N, names].
     *
     * @throws IllegalArgumentException
     *             if a cell is no finite number, with its line
     */
    double[] numbers(List<String> names) {
        var numbers = numbersOrNaN(names);
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) {
                throw new IllegalArgumentException(problem(i / names.size(), names).orElseThrow());
            }
        }
        return numbers;
    }

    /** Some columns as numbers, [N, names]; NaN where a cell is no finite number. */
    double[] numbersOrNaN(List<String> names) {
        int[] wanted = names.stream().mapToInt(this::column).toArray();
        var numbers = new double[rows.size() * wanted.length];
        for (int i = 0; i < numbers.length; i++) {
            double number = Decimal.parse(rows.get(i / wanted.length)[wanted[i % wanted.length]]).orElse(Double.NaN);
            numbers[i] = Double.isInfinite(number) ? Double.NaN : number;
        }
        return numbers;
    }

    /** The first cell of a row that is no finite number, in words, with its line; empty if all are numbers. */
    Optional<String> problem(int row, List<String> names) {
        for (var name : names) {
            try {
                Decimal.finite(rows.get(row)[column(name)]);
            } catch (NumberFormatException e) {
                return Optional.of(place(row) + name + " " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** File and line of a row, as messages begin. */
    String place(int row) {
        return file + ":" + lines.get(row) + ": ";
    }
}
