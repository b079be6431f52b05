package dev.reverie.mdn;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A {@link MdnRegressor} that knows what its columns are called: made from a table, used on tables.
 *
 * @param model
 *            the regressor
 * @param inputs
 *            names of the columns of x, [P]
 * @param targets
 *            names of the columns of y, [D]
 */
public record NamedRegressor(MdnRegressor model, List<String> inputs, List<String> targets) implements AutoCloseable {
    private static final String ENTRY = "columns.txt";
    private static final String INPUT = "input ";
    private static final String TARGET = "target ";

    public NamedRegressor {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        if (inputs.size() != model.inputs() || targets.size() != model.dimensions()) {
            throw new IllegalArgumentException("inputs and targets must be " + model.inputs() + " and " + model.dimensions()
                    + " names, as the model has columns, were " + inputs + " and " + targets);
        }
        if (Stream.concat(inputs.stream(), targets.stream()).anyMatch(name -> name.lines().count() != 1)) {
            throw new IllegalArgumentException("names of columns must be one line each, were " + inputs + " and " + targets);
        }
    }

    /** Closes the model. */
    @Override
    public void close() {
        model.close();
    }

    /** Writes the model with the names beside it, whole or not at all. {@link MdnRegressor#load} reads it, too. */
    public void save(Path file) {
        var lines = Stream.concat(inputs.stream().map(INPUT::concat), targets.stream().map(TARGET::concat)).toList();
        model.save(file, Map.of(ENTRY, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws FileException
     *             if there is none, it is damaged, of another kind or version, or has no names
     */
    public static NamedRegressor load(Path file) {
        var model = MdnRegressor.load(file);
        var bytes = Networks.load(file).entries().get(ENTRY);
        if (bytes == null) {
            throw new FileException(file, "has no names of columns: it was not made from a table; use MdnRegressor.load");
        }
        var inputs = new ArrayList<String>();
        var targets = new ArrayList<String>();
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            if (line.startsWith(INPUT)) {
                inputs.add(line.substring(INPUT.length()));
            } else if (line.startsWith(TARGET)) {
                targets.add(line.substring(TARGET.length()));
            }
        });
        try {
            return new NamedRegressor(model, inputs, targets);
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "is damaged: " + e.getMessage(), new IOException(e));
        }
    }
}
