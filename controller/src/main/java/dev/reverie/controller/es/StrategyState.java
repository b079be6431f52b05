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
 * <p>Randomness is in it, too: a generation's is a function of {@code seed} and {@code generation}, which are kept. Every strategy has {@code strategy}
 * (its name) and {@code mean}; the other arrays are its own.
 */
public final class StrategyState {
    private static final String STRATEGY = "strategy";
    private static final String MEAN = "mean";

    private final Map<String, Npy> arrays;

    private StrategyState(Map<String, Npy> arrays) {
        this.arrays = arrays;
    }

    /** Of a strategy of that name, still without arrays. */
    static StrategyState of(String strategy) {
        var arrays = new LinkedHashMap<String, Npy>();
        arrays.put(STRATEGY, Npy.text(strategy));
        return new StrategyState(arrays);
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

    StrategyState with(String name, double... values) {
        arrays.put(name, Npy.of(values.clone()));
        return this;
    }

    StrategyState with(String name, double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        var flat = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        arrays.put(name, Npy.of(flat, rows.length, width));
        return this;
    }

    StrategyState with(String name, long value) {
        arrays.put(name, Npy.scalar(value));
        return this;
    }

    StrategyState with(String name, boolean value) {
        arrays.put(name, Npy.scalar(value));
        return this;
    }

    StrategyState with(String name, String text) {
        arrays.put(name, Npy.text(text));
        return this;
    }

    private Npy array(String name) {
        var array = arrays.get(name);
        if (array == null || array.size() == 0) {
            throw new IllegalArgumentException("array '" + name + "' is missing or empty, there are " + arrays.keySet());
        }
        return array;
    }

    long whole(String name) {
        return array(name).longs()[0];
    }

    double number(String name) {
        return array(name).doubles()[0];
    }

    boolean flag(String name) {
        return array(name).booleans()[0];
    }

    String text(String name) {
        return array(name).text();
    }

    /** [n], the caller's own. */
    double[] doubles(String name, int n) {
        return shaped(name, n).clone();
    }

    /** [m][n], the caller's own. */
    double[][] rows(String name, int m, int n) {
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
            throw new IllegalArgumentException("array '" + name + "' must be <f8" + Arrays.toString(shape) + ", was " + array);
        }
        return array.doubles();
    }

    <T extends Enum<T>> T choice(String name, Class<T> type) {
        return Enum.valueOf(type, text(name));
    }
}
