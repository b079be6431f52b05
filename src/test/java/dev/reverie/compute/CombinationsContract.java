package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@link Combinations}: one order, and therefore one value, to the bit. */
public interface CombinationsContract extends EngineContract {
    private static double[][] normal(Random random, int rows, int columns) {
        return IntStream.range(0, rows).mapToObj(i -> random.doubles(columns, -1, 1).toArray()).toArray(double[][]::new);
    }

    /** The definition. */
    private static double element(double[][] x, double[] a, double begin, int i) {
        double sum = begin;
        for (int v = 0; v < a.length; v++) {
            sum += a[v] * x[v][i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 9, 0, 9", "1, 1, 1, 0, 1", "4, 4, 16, 0, 16", "7, 5, 37, 3, 30", "33, 18, 70, 0, 70", "18, 33, 301, 5, 300",
        "130, 3, 40, 0, 39", "3, 130, 300, 0, 300", "600, 9, 45, 1, 45"})
    default void combinationsHaveTheBitsOfTheirDefinition(int vectors, int results, int length, int from, int to) {
        var random = new Random(vectors + 1000 * results);
        double[][] x = normal(random, vectors, length);
        double[][] a = normal(random, results, vectors);
        double[][] before = normal(random, results, length);
        for (double scale : new double[]{1, 0.9}) {
            var into = Arrays.stream(before).map(double[]::clone).toArray(double[][]::new);
            engine(1).kernels().combinations().add(x, a, scale, into, from, to);
            for (int o = 0; o < results; o++) {
                var expected = before[o].clone();
                for (int i = from; i < to; i++) {
                    expected[i] = element(x, a[o], scale * expected[i], i);
                }
                assertArrayEquals(expected, into[o]);
            }
        }
    }
}
