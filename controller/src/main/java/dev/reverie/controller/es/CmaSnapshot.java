package dev.reverie.controller.es;

import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All there is to a {@link CmaEs} between two generations, and its file. The random state is the seed with the generation's number.
 *
 * @param decomposedAt
 *            evaluations when {@code axes} were taken from {@code covariance}, which has moved on since
 */
record CmaSnapshot(CmaEs.Options options, Seed seed, CmaState state, Covariance covariance, Axes axes, long decomposedAt) {
    private static final long FORMAT = 1;

    /** Uncompressed, because random doubles do not become smaller: 19 MB for n = 1,088. */
    void save(Path file) {
        int n = state.mean().length;
        var arrays = new LinkedHashMap<String, Npy>();
        arrays.put("cmaes", Npy.scalar(FORMAT));
        arrays.put("population", Npy.scalar((long) options.population()));
        arrays.put("initialStepSize", Npy.scalar(options.stepSize()));
        arrays.put("active", Npy.scalar(options.active()));
        arrays.put("seed", Npy.text(seed.path()));
        arrays.put("generation", Npy.scalar((long) state.generation()));
        arrays.put("stepSize", Npy.scalar(state.stepSize()));
        arrays.put("mean", Npy.of(state.mean()));
        arrays.put("stepSizePath", Npy.of(state.stepSizePath()));
        arrays.put("covariancePath", Npy.of(state.covariancePath()));
        arrays.put("covariance", Npy.of(covariance.elements(), n, n));
        arrays.put("directions", Npy.of(flat(axes.directions()), n, n));
        arrays.put("scales", Npy.of(axes.scales()));
        arrays.put("decomposedAt", Npy.scalar(decomposedAt));
        Npz.save(file, arrays, 0);
    }

    static CmaSnapshot load(Path file) {
        var arrays = Npz.load(file);
        try {
            long format = array(arrays, "cmaes").longs()[0];
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "format must be " + FORMAT + ", was " + format + "; read it with the version that wrote it");
            }
            int n = array(arrays, "mean").size();
            var options = new CmaEs.Options((int) whole(arrays, "population"), number(arrays, "initialStepSize"),
                    array(arrays, "active").booleans()[0]);
            var state = new CmaState((int) whole(arrays, "generation"), number(arrays, "stepSize"), doubles(arrays, "mean", n),
                    doubles(arrays, "stepSizePath", n), doubles(arrays, "covariancePath", n));
            var axes = new Axes(rows(doubles(arrays, "directions", n, n), n), doubles(arrays, "scales", n));
            return new CmaSnapshot(options, new Seed(array(arrays, "seed").text()), state,
                    Covariance.of(doubles(arrays, "covariance", n, n), n), axes,
                    whole(arrays, "decomposedAt"));
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no state of CMA-ES: " + e.getMessage());
        }
    }

    private static Npy array(Map<String, Npy> arrays, String name) {
        var array = arrays.get(name);
        if (array == null || array.size() == 0) {
            throw new IllegalArgumentException("array '" + name + "' is missing or empty, there are " + arrays.keySet());
        }
        return array;
    }

    private static long whole(Map<String, Npy> arrays, String name) {
        return array(arrays, name).longs()[0];
    }

    private static double number(Map<String, Npy> arrays, String name) {
        return array(arrays, name).doubles()[0];
    }

    private static double[] doubles(Map<String, Npy> arrays, String name, int... shape) {
        var array = array(arrays, name);
        if (!Arrays.equals(array.shape(), shape)) {
            throw new IllegalArgumentException("array '" + name + "' must be <f8" + Arrays.toString(shape) + ", was " + array);
        }
        return array.doubles();
    }

    private static double[] flat(double[][] rows) {
        var flat = new double[rows.length * rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows.length, rows.length);
        }
        return flat;
    }

    private static double[][] rows(double[] flat, int n) {
        var rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * n, (i + 1) * n);
        }
        return rows;
    }
}
