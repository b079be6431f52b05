package dev.reverie.controller.es;

import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All there is to a strategy between two generations, as named arrays: what its {@code .npz} file holds.
 *
 * <p>Randomness is in it, too: a generation's is a function of {@code seed} and {@code generation}, which are kept. Every strategy has
 * {@code strategy} (its name) and {@code mean}; the other arrays are its own. A value: {@code with…} gives another.
 *
 * <pre>{@code
 * var state = StrategyState.of("hill-climber").with("seed", seed.path()).with("generation", generation).with("mean", mean);
 * double[] again = state.doubles("mean", state.size());
 * }</pre>
 *
 * <p>What reads an array throws an {@link IllegalArgumentException} that names it, if it is missing or of another type or shape.
 */
public final class StrategyState {
    private static final String STRATEGY = "strategy";
    private static final String MEAN = "mean";

    private final Map<String, Npy> arrays;
    /** In front of the names that it is asked for; those of a part. */
    private final String prefix;

    private StrategyState(Map<String, Npy> arrays) {
        this(arrays, "");
    }

    private StrategyState(Map<String, Npy> arrays, String prefix) {
        this.arrays = arrays;
        this.prefix = prefix;
    }

    /**
     * Of a strategy, still without its mean and its other arrays.
     *
     * @param strategy
     *            the name by which {@link EvolutionStrategy#load} finds its kind, such as {@code cma-es}
     */
    public static StrategyState of(String strategy) {
        return new StrategyState(Map.of()).and(STRATEGY, Npy.text(strategy));
    }

    private StrategyState and(String name, Npy array) {
        var more = new LinkedHashMap<>(arrays);
        more.put(prefix + name, array);
        return new StrategyState(more, prefix);
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @throws FileException
     *             if it cannot be read, or holds something else
     */
    public static StrategyState load(Path file) {
        var state = new StrategyState(Npz.load(file));
        try {
            state.strategy();
            state.size();
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no state of a strategy: " + e.getMessage());
        }
        return state;
    }

    /** Writes the file, whole or not at all; uncompressed, because random doubles do not become smaller. */
    public void save(Path file) {
        Npz.save(file, arrays, 0);
    }

    /** By name, in the file's order; not to be changed. */
    public Map<String, Npy> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /** Whose it is, such as {@code cma-es}. */
    public String strategy() {
        return text(STRATEGY);
    }

    /** Parameters of a candidate. */
    public int size() {
        return array(MEAN).size();
    }

    /** With one more array, [n], or another in the place of one of this name; copied. */
    public StrategyState with(String name, double... values) {
        return and(name, Npy.of(values.clone()));
    }

    /** With a matrix, by rows of one length, copied. */
    public StrategyState with(String name, double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        var flat = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return and(name, Npy.of(flat, rows.length, width));
    }

    /** With a whole number. */
    public StrategyState with(String name, long value) {
        return and(name, Npy.scalar(value));
    }

    /** With a flag. */
    public StrategyState with(String name, boolean value) {
        return and(name, Npy.scalar(value));
    }

    /** With a text. */
    public StrategyState with(String name, String text) {
        return and(name, Npy.text(text));
    }

    /** With all arrays of another strategy's state, such as one that this strategy leads: {@code part.mean} for its {@code mean}. */
    public StrategyState with(String part, StrategyState state) {
        var all = this;
        for (var array : state.arrays.entrySet()) {
            all = all.and(part + "." + array.getKey(), array.getValue());
        }
        return all;
    }

    /** The state that was added as a part of this one. */
    public StrategyState part(String part) {
        return new StrategyState(arrays, prefix + part + ".");
    }

    /** Whether there is such an array. */
    public boolean has(String name) {
        return arrays.containsKey(prefix + name);
    }

    private Npy array(String name) {
        var array = arrays.get(prefix + name);
        if (array == null || array.size() == 0) {
            throw new IllegalArgumentException("array '" + prefix + name + "' is missing or empty, there are " + arrays.keySet());
        }
        return array;
    }

    /** A whole number. */
    public long whole(String name) {
        return array(name).longs()[0];
    }

    /** A whole number of at least 0, such as a count of candidates. */
    public int count(String name) {
        long value = whole(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("array '" + prefix + name + "' must be within 0.." + Integer.MAX_VALUE + ", was " + value);
        }
        return (int) value;
    }

    /** A number. */
    public double number(String name) {
        return array(name).doubles()[0];
    }

    /** A flag. */
    public boolean flag(String name) {
        return array(name).booleans()[0];
    }

    /** A text. */
    public String text(String name) {
        return array(name).text();
    }

    /** [n], the caller's own. */
    public double[] doubles(String name, int n) {
        return shaped(name, n).clone();
    }

    /** [m][n], the caller's own. */
    public double[][] rows(String name, int m, int n) {
        double[] flat = shaped(name, m, n);
        var rows = new double[m][];
        for (int i = 0; i < m; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * n, (i + 1) * n);
        }
        return rows;
    }

    private double[] shaped(String name, int... shape) {
        var array = array(name);
        if (!Arrays.equals(array.shape(), shape)) {
            throw new IllegalArgumentException("array '" + prefix + name + "' must be <f8" + Arrays.toString(shape) + ", was " + array);
        }
        return array.doubles();
    }

    /** One of the constants of an enum, which was written by its name. */
    public <T extends Enum<T>> T choice(String name, Class<T> type) {
        return Enum.valueOf(type, text(name));
    }
}
