package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

class MixtureTest {
    private static final Mixture THREE = Mixture.of(new double[]{.5, .3, .2}, new double[]{1, 3, -2}, new double[]{.4, .7, 1.5});

    @Test
    void varianceIsThatOfTheLawOfTotalVariance() {
        var variance = THREE.variance();
        assertEquals(0.677, variance.within(), 1e-12);
        assertEquals(3.0, variance.between(), 1e-12);
        assertEquals(3.677, variance.total(), 1e-12);
        assertEquals(1.0, THREE.mean(), 1e-12);
    }

    @Test
    void oneComponentIsTheNormalDistribution() {
        var normal = Mixture.of(new double[]{1}, new double[]{2}, new double[]{3});
        assertEquals(-Math.log(3) - 0.5 * Math.log(2 * Math.PI) - 0.5, normal.logDensity(5), 1e-12);
        assertEquals(0.8413447460685429, normal.cumulative(5), 1e-12);
        assertEquals(2 + 3 * 1.959963984540054, normal.quantile(0.975), 1e-9);
    }

    @Test
    void densityIntegratesToCumulative() {
        double sum = 0;
        for (int i = 0; i < 14_000; i++) {
            sum += 1e-3 * THREE.density(-12 + (i + 0.5) * 1e-3);
        }
        assertEquals(THREE.cumulative(2), sum, 1e-6);
    }

    @Test
    void quantileInvertsCumulative() {
        for (double p : new double[]{1e-6, 0.01, 0.5, 0.77, 1 - 1e-6}) {
            assertEquals(p, THREE.cumulative(THREE.quantile(p)), 1e-12);
        }
    }

    @Test
    void farAwayTheLogDensityIsStillANumber() {
        assertEquals(-0.5 * Math.pow((1e5 + 2) / 1.5, 2), THREE.logDensity(1e5), 1e4);
    }

    @Test
    void drawsHaveTheMomentsOfTheMixture() {
        var random = Seed.of(1).random();
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double y = THREE.sample(Temperature.of(1), random);
            sum += y;
            squares += y * y;
        }
        assertEquals(1.0, sum / n, 5 * Math.sqrt(3.677 / n));
        assertEquals(3.677, squares / n - sum / n * sum / n, 0.1);
    }

    @Test
    void withoutTemperatureTheHeaviestMeanIsDrawn() {
        var random = Seed.of(2).random();
        for (int i = 0; i < 100; i++) {
            assertEquals(1, THREE.sample(new Temperature(1e-3, 0), random));
        }
    }

    @Test
    void wrongMixturesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Mixture.of(new double[]{.5}, new double[]{1}, new double[]{1}));
        assertThrows(IllegalArgumentException.class, () -> Mixture.of(new double[]{1}, new double[]{1, 2}, new double[]{1}));
        assertThrows(IllegalArgumentException.class, () -> Mixture.of(new double[]{1}, new double[]{1}, new double[]{0}));
        var error = assertThrows(IllegalArgumentException.class, () -> Temperature.of(-1));
        assertTrue(error.getMessage().contains("must be > 0, was -1.0"), error.getMessage());
    }
}
