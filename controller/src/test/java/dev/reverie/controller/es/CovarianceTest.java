package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Pool;
import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CovarianceTest {
    private static final int N = 37;
    private static final Pool POOL = new Pool(1);

    private static double[][] vectors(int count) {
        var random = Seed.of(count).random();
        var vectors = new double[count][N];
        for (var vector : vectors) {
            Arrays.setAll(vector, i -> random.nextGaussian());
        }
        return vectors;
    }

    @Test
    void theUpdateIsThePlainSum() {
        for (int count : new int[]{1, 7, 8, 21}) {
            var v = vectors(count);
            var weights = Seed.of(1).random().doubles(count, -1, 1).toArray();
            var covariance = DecomposedCovariance.identity(N);
            covariance.update(POOL, 0.7, weights, v);
            covariance.update(POOL, 0.9, weights, v);
            var elements = covariance.elements();
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    double sum = 0;
                    for (int k = 0; k < count; k++) {
                        sum += weights[k] * v[k][i] * v[k][j];
                    }
                    assertEquals(0.9 * ((i == j ? 0.7 : 0) + sum) + sum, elements[i * N + j], 1e-13);
                }
            }
        }
    }

    @Test
    void stepsStretchAndRotateAsTheAxesDo() {
        var covariance = DecomposedCovariance.identity(N);
        covariance.update(POOL, 0.5, new double[]{0.3, 0.4, 2}, vectors(3));
        covariance.decompose();
        var state = covariance.write(StrategyState.of("test").with("mean", new double[N]));
        var directions = state.rows("directions", N, N);
        double[] scales = state.doubles("scales", N);
        var z = vectors(19);
        var y = covariance.steps(POOL, z);
        for (int k = 0; k < z.length; k++) {
            double[] whitened = covariance.whitened(POOL, z[k]);
            assertArrayEquals(z[k], covariance.normals(POOL, y[k]), 1e-12);
            for (int i = 0; i < N; i++) {
                double stretched = 0;
                double turned = 0;
                for (int j = 0; j < N; j++) {
                    stretched += directions[j][i] * scales[j] * z[k][j];
                    turned += directions[j][i] * z[k][j];
                }
                assertEquals(stretched, y[k][i], 1e-13);
                assertEquals(turned, whitened[i], 1e-13);
            }
        }
    }

    @Test
    void aDegenerateCovarianceIsWidened() {
        var covariance = DecomposedCovariance.identity(N);
        covariance.update(POOL, -1e-3, new double[]{1e12}, vectors(1));
        for (int time = 0; time < 2; time++) {
            covariance.decompose();
            var state = covariance.write(StrategyState.of("test").with("mean", new double[N]));
            double[] scales = state.doubles("scales", N);
            double least = Arrays.stream(scales).min().orElseThrow();
            double greatest = Arrays.stream(scales).max().orElseThrow();
            assertTrue(least > 0, "least " + least);
            assertEquals(1e7, greatest / least, 1e6);
        }
    }

    /** The same lessons for both: a factor's normals are those of its own steps. */
    @Test
    void theFactorFollowsTheCovarianceExactlyWithNegativeWeightsToo() {
        int m = 9;
        var factored = FactoredCovariance.identity(N);
        var decomposed = DecomposedCovariance.identity(N);
        var constants = CmaConstants.of(N, 2 * m, true);
        var path = new double[N];
        var random = Seed.of(5).random();
        for (int g = 0; g < 40; g++) {
            var z = new double[m][N];
            for (var row : z) {
                Arrays.setAll(row, i -> random.nextGaussian());
            }
            var y = factored.steps(POOL, z);
            var weights = new double[m];
            for (int k = 0; k < m; k++) {
                weights[k] = k < 6 ? 0.03 : -0.2 / Functions.sphere(z[k]);
            }
            double[] selected = z[0];
            for (int i = 0; i < N; i++) {
                path[i] = 0.9 * path[i] + 0.4 * y[0][i];
            }
            var lesson = new Covariance.Lesson(0.8, weights, y, z, 0.02, path.clone(), 0.9, 0.4, selected, g);
            factored.learn(POOL, constants, lesson);
            decomposed.update(POOL, 0.8, lesson.allWeights(), Covariance.Lesson.and(y, path));
            double[] expected = decomposed.elements();
            double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertArrayEquals(expected, factored.elements(), 1e-12 * greatest, "generation " + g);
        }
    }

    @Test
    void moreStepsThanParametersAreFollowedToo() {
        int m = 2 * N;
        var z = vectors(m);
        var weights = new double[m];
        Arrays.fill(weights, 0.01);
        var factored = FactoredCovariance.identity(N);
        var decomposed = DecomposedCovariance.identity(N);
        var y = factored.steps(POOL, z);
        var lesson = new Covariance.Lesson(0.8, weights, y, z, 0.02, y[0], 1, 1, z[0], 0);
        factored.learn(POOL, CmaConstants.of(N, m, false), lesson);
        decomposed.update(POOL, 0.8, lesson.allWeights(), Covariance.Lesson.and(y, y[0]));
        assertArrayEquals(decomposed.elements(), factored.elements(), 1e-12);
    }

    @Test
    void fewDirectionsHaveTheSpectrumOfTheirMatrix() {
        var v = vectors(5);
        v[4] = v[1].clone(); // dependent
        double[] weights = {1, -2, 0.5, 3, 0.25};
        var spectrum = LowRank.of(POOL, weights, v);
        assertEquals(4, spectrum.values().length);
        var matrix = new double[N * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                for (int k = 0; k < 5; k++) {
                    matrix[i * N + j] += weights[k] * v[k][i] * v[k][j];
                }
                for (int k = 0; k < 4; k++) {
                    matrix[i * N + j] -= spectrum.values()[k] * spectrum.directions()[k][i] * spectrum.directions()[k][j];
                }
                assertEquals(0, matrix[i * N + j], 1e-12);
            }
        }
    }
}
