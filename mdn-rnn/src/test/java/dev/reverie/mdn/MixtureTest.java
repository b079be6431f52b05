package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureTest {
    /** METHOD's worked example: within 0.677, between 3.0. */
    private static final Mixture THREE =
            Mixture.of(new double[]{0.5, 0.3, 0.2}, new double[]{1, 3, -2}, new double[]{0.4, 0.7, 1.5});

    private static final double[][] COVARIANCE = {{2, 0.6, -0.3}, {0.6, 1, 0.2}, {-0.3, 0.2, 0.5}};

    private static Mixture twoInThreeDimensions() {
        return Mixture.of(new double[]{0.4, 0.6},
                List.of(Normal.withCovariance(new double[]{0, 1, 2}, COVARIANCE),
                        Normal.diagonal(new double[]{1, -1, 0}, new double[]{1, 2, 0.5})));
    }

    @Test
    void varianceIsWithinPlusBetween() {
        var moments = THREE.moments();
        assertEquals(0.677, moments.within()[0][0], 1e-12);
        assertEquals(3.0, moments.between()[0][0], 1e-12);
        assertEquals(3.677, moments.variance(0), 1e-12);
        assertEquals(1.0, moments.mean()[0], 1e-12);
    }

    /** log N(y; 0, Σ) by the determinant and the adjugate of a 2×2 matrix. */
    @Test
    void oneComponentIsTheMultivariateNormal() {
        double a = 2;
        double b = 0.6;
        double c = 1;
        double determinant = a * c - b * b;
        double[] y = {0.7, -1.2};
        double quadratic = (c * y[0] * y[0] - 2 * b * y[0] * y[1] + a * y[1] * y[1]) / determinant;
        double expected = -0.5 * quadratic - 0.5 * Math.log(determinant) - Math.log(2 * Math.PI);
        var one = Mixture.of(new double[]{1}, List.of(Normal.withCovariance(new double[2], new double[][]{{a, b}, {b, c}})));
        assertEquals(expected, one.logDensity(y), 1e-12);
    }

    @Test
    void densityIntegratesToOne() {
        assertEquals(1, Quadrature.integrate(y -> THREE.density(y), THREE.line().breaks()), 1e-9);
    }

    @Test
    void farAwayTheLogDensityIsFinite() {
        assertEquals(-0.5 * Math.pow((1e6 - 3) / 0.7, 2), THREE.logDensity(1e6), 1e12);
        assertTrue(Double.isFinite(THREE.logDensity(-1e9)));
    }

    @Test
    void responsibilitiesSumToOneEvenFarAway() {
        for (double y : new double[]{0, 1, 50, -1e5}) {
            double sum = 0;
            for (double r : THREE.responsibilities(y)) {
                sum += r;
            }
            assertEquals(1, sum, 1e-12);
        }
    }

    @Test
    void precisionTimesErrorIsTheGradientByTheMean() {
        var normal = Normal.withCovariance(new double[]{0.1, 0.2, 0.3}, COVARIANCE);
        double[] y = {1, -1, 0.5};
        var gradient = normal.precisionTimesError(y);
        for (int i = 0; i < 3; i++) {
            double step = 1e-6;
            var up = normal.mean();
            var down = normal.mean();
            up[i] += step;
            down[i] -= step;
            double numeric = (new Normal(down, normal.factor()).logDensity(y) - new Normal(up, normal.factor()).logDensity(y)) / (2 * step);
            assertEquals(numeric, gradient[i], 1e-7);
        }
    }

    @Test
    void aMarginalOfAllDimensionsIsTheSameDensity() {
        var mixture = twoInThreeDimensions();
        assertEquals(mixture.logDensity(0.3, 0.4, 0.5), mixture.marginal(2, 0, 1).logDensity(0.5, 0.3, 0.4), 1e-12);
    }

    /** p(a, b) = p(b) p(a | b). */
    @Test
    void jointIsMarginalTimesConditional() {
        var mixture = twoInThreeDimensions();
        double[] y = {0.3, -0.4, 1.1};
        double product = mixture.marginal(1).logDensity(y[1]) + mixture.conditional(Double.NaN, y[1], Double.NaN).logDensity(y[0], y[2]);
        assertEquals(mixture.logDensity(y), product, 1e-12);
    }

    @Test
    void samplesHaveTheMixturesMoments() {
        var mixture = twoInThreeDimensions();
        var random = Seed.of(1).random();
        int n = 40_000;
        var mean = new double[3];
        var square = new double[3][3];
        for (int s = 0; s < n; s++) {
            var y = mixture.sample(random);
            for (int i = 0; i < 3; i++) {
                mean[i] += y[i] / n;
                for (int j = 0; j < 3; j++) {
                    square[i][j] += y[i] * y[j] / n;
                }
            }
        }
        var moments = mixture.moments();
        for (int i = 0; i < 3; i++) {
            assertEquals(moments.mean()[i], mean[i], 5 * Math.sqrt(moments.variance(i) / n));
            for (int j = 0; j < 3; j++) {
                assertEquals(moments.covariance()[i][j], square[i][j] - mean[i] * mean[j], 0.08, i + ", " + j);
            }
        }
    }

    @Test
    void temperatureNearZeroGivesTheLikeliestMean() {
        var random = Seed.of(2).random();
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(new double[]{1}, THREE.sample(random, new Temperature(1e-3, 0)), 1e-12);
        }
    }

    /** At τ = 2 the weights become softmax(½ log π) and the variances double. */
    @Test
    void temperatureFlattensWeightsAndWidensScales() {
        double[] weights = {Math.sqrt(0.5), Math.sqrt(0.3), Math.sqrt(0.2)};
        double r = Math.sqrt(2);
        var hot = Mixture.of(weights, new double[]{1, 3, -2}, new double[]{0.4 * r, 0.7 * r, 1.5 * r}).moments();
        var random = Seed.of(3).random();
        int n = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double y = THREE.sample(random, Temperature.of(2))[0];
            sum += y;
            squares += y * y;
        }
        assertEquals(hot.mean()[0], sum / n, 5 * Math.sqrt(hot.variance(0) / n));
        assertEquals(hot.variance(0), squares / n - sum / n * (sum / n), 0.15);
    }

    @Test
    void modesAreWhereTheSlopeIsZero() {
        var modes = THREE.modes();
        assertEquals(3, modes.size());
        assertEquals(1.0, modes.get(0).at()[0], 0.02);
        for (var mode : modes) {
            assertEquals(0, THREE.line().slope(mode.at()[0]), 1e-6);
        }
        assertEquals(1, Mixture.of(new double[]{0.5, 0.5}, new double[]{-0.5, 0.5}, new double[]{1, 1}).modes().size());
    }

    /** The middle component's mean is a minimum of the density, not a mode. */
    @Test
    void aSaddleIsNoMode() {
        var three = Mixture.of(new double[]{0.49, 0.02, 0.49}, new double[]{-3, 0, 3}, new double[]{1, 5, 1});
        assertEquals(2, three.modes().size());
    }

    @Test
    void effectiveComponentsCountWhatWorks() {
        assertEquals(3, Mixture.of(new double[]{1, 1, 1, 0}, new double[]{0, 1, 2, 3}, new double[]{1, 1, 1, 1}).effectiveComponents(),
                1e-12);
    }

    @Test
    void drawnEntropyAndDivergenceAgreeWithQuadrature() {
        var random = Seed.of(4).random();
        var entropy = THREE.entropy(20_000, random);
        assertEquals(THREE.line().entropy(), entropy.value(), 5 * entropy.standardError());
        var other = Mixture.of(new double[]{1}, new double[]{1}, new double[]{2});
        var divergence = THREE.divergence(other::logDensity, 20_000, random);
        assertEquals(THREE.line().divergence(other::logDensity), divergence.value(), 5 * divergence.standardError());
    }

    @Test
    void onALineTheEnergyScoreIsTheCrps() {
        var score = THREE.energyScore(new double[]{0.3}, 40_000, Seed.of(5).random());
        assertEquals(THREE.line().crps(0.3), score.value(), 5 * score.standardError());
    }

    @Test
    void wrongInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Mixture.of(new double[0], List.of()));
        assertThrows(IllegalArgumentException.class, () -> Mixture.of(new double[]{1, -1}, new double[2], new double[]{1, 1}));
        assertThrows(IllegalArgumentException.class, () -> Mixture.of(new double[]{0}, new double[1], new double[]{1}));
        assertThrows(IllegalArgumentException.class, () -> Normal.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> Normal.of(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Normal.withCovariance(new double[2], new double[][]{{1, 2}, {2, 1}}));
        assertThrows(IllegalArgumentException.class, () -> twoInThreeDimensions().line());
        assertThrows(IllegalArgumentException.class, () -> twoInThreeDimensions().conditional(1, 2, 3));
    }
}
