package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    @Test
    void eigenvaluesOfSecondDifferencesAreTheKnownOnes() {
        int n = 50;
        var elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            elements[i * n + i] = 2;
            if (i > 0) {
                elements[i * n + i - 1] = -1;
                elements[(i - 1) * n + i] = -1;
            }
        }
        var expected = new double[n];
        Arrays.setAll(expected, i -> 2 - 2 * Math.cos((i + 1) * Math.PI / (n + 1)));
        assertArrayEquals(expected, Arrays.stream(SymmetricEigen.of(elements, n).values()).sorted().toArray(), 1e-13);
    }

    @Test
    void vectorsAreOrthonormalAndGiveTheMatrixBack() {
        int n = 30;
        var random = Seed.of(1).random();
        var elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                elements[i * n + j] = random.nextGaussian();
                elements[j * n + i] = elements[i * n + j];
            }
        }
        var eigen = SymmetricEigen.of(elements.clone(), n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double product = 0;
                double back = 0;
                for (int k = 0; k < n; k++) {
                    product += eigen.vectors()[i][k] * eigen.vectors()[j][k];
                    back += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                }
                assertEquals(i == j ? 1 : 0, product, 1e-13);
                assertEquals(elements[i * n + j], back, 1e-12);
            }
        }
    }
}
