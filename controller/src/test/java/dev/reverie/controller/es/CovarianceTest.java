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
            var covariance = Covariance.identity(N);
            covariance.update(new Pool(1), 0.7, weights, v);
            covariance.update(new Pool(1), 0.9, weights, v);
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
    void axesStretchAndRotateAsTheMatricesDo() {
        var covariance = Covariance.identity(N);
        covariance.update(new Pool(1), 0.5, new double[]{0.3, 0.4, 2}, vectors(3));
        var axes = covariance.axes();
        var z = vectors(19);
        var y = axes.stretched(new Pool(1), z);
        for (int k = 0; k < z.length; k++) {
            var rotated = axes.rotated(new Pool(1), z[k]);
            for (int i = 0; i < N; i++) {
                double stretched = 0;
                double turned = 0;
                for (int j = 0; j < N; j++) {
                    stretched += axes.directions()[j][i] * axes.scales()[j] * z[k][j];
                    turned += axes.directions()[j][i] * z[k][j];
                }
                assertEquals(stretched, y[k][i], 1e-13);
                assertEquals(turned, rotated[i], 1e-13);
            }
        }
    }

    @Test
    void aDegenerateCovarianceIsWidened() {
        var covariance = Covariance.identity(N);
        covariance.update(new Pool(1), -1e-3, new double[]{1e12}, vectors(1));
        var scales = covariance.axes().scales();
        double least = Arrays.stream(scales).min().orElseThrow();
        double greatest = Arrays.stream(scales).max().orElseThrow();
        assertTrue(least > 0, "least " + least);
        assertEquals(1e7, greatest / least, 1e5);
        assertEquals(1e7, greatest / Arrays.stream(covariance.axes().scales()).min().orElseThrow(), 1e6, "the covariance is widened, too");
    }

    @Test
    void elementsComeBack() {
        var covariance = Covariance.identity(N);
        covariance.update(new Pool(1), 0.5, new double[]{1, 2}, vectors(2));
        assertArrayEquals(covariance.elements(), Covariance.of(covariance.elements(), N).elements());
    }
}
