package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with few rows an input, where least squares fit noise. */
class FewRowsTest {
    private static double[] normal(int count, long seed) {
        var random = Seed.of(seed).random();
        var values = new double[count];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }

    /** y = slope·x₀ + noise. */
    private static double[] targets(double[] x, int inputs, double slope) {
        var y = normal(x.length / inputs, 9);
        Arrays.setAll(y, r -> y[r] + slope * x[r * inputs]);
        return y;
    }

    private static double[] without(double[] values, int row, int columns) {
        var rest = new double[values.length - columns];
        System.arraycopy(values, 0, rest, 0, row * columns);
        System.arraycopy(values, (row + 1) * columns, rest, row * columns, rest.length - row * columns);
        return rest;
    }

    /** Ridge by plain gradient descent on ½|y − Xw|²/n + ½λ|w|². */
    private static double[] fit(double[] x, int inputs, double[] y, double n, double strength) {
        var w = new double[inputs];
        for (int step = 0; step < 3_000; step++) {
            var slope = new double[inputs];
            for (int r = 0; r < y.length; r++) {
                double error = -y[r];
                for (int p = 0; p < inputs; p++) {
                    error += w[p] * x[r * inputs + p];
                }
                for (int p = 0; p < inputs; p++) {
                    slope[p] += error * x[r * inputs + p] / n;
                }
            }
            for (int p = 0; p < inputs; p++) {
                w[p] -= 0.1 * (slope[p] + strength * w[p]);
            }
        }
        return w;
    }

    /** By columns and by rows: the residual of a row is that of the fit to all others; found for the one strength that both must choose. */
    @ParameterizedTest
    @CsvSource({"12, 4", "6, 9"})
    void aResidualIsThatOfTheFitToAllOtherRows(int rows, int inputs) {
        var x = normal(rows * inputs, 1);
        var y = targets(x, inputs, 5);
        var ridge = Ridge.of(x, inputs, y, 1);
        double best = Double.POSITIVE_INFINITY;
        var expected = new double[rows];
        for (double strength : new double[]{1e-3, 1e-2, 1e-1, 1, 10, 100, 1_000}) {
            var residuals = new double[rows];
            for (int r = 0; r < rows && strength < 10; r++) {
                var w = fit(without(x, r, inputs), inputs, without(y, r, 1), rows, strength);
                residuals[r] = y[r];
                for (int p = 0; p < inputs; p++) {
                    residuals[r] -= w[p] * x[r * inputs + p];
                }
            }
            double squares = Arrays.stream(residuals).map(e -> e * e).sum();
            if (strength < 10 && squares < best) {
                best = squares;
                expected = residuals;
            }
        }
        assertArrayEquals(expected, ridge.residuals(), 0.05);
    }

    @Test
    void theSlopeOfASignalIsFoundAmongManyInputs() {
        var x = normal(60 * 100, 2);
        var ridge = Ridge.of(x, 100, targets(x, 100, 10), 1);
        int largest = 0;
        for (int p = 0; p < 100; p++) {
            largest = Math.abs(ridge.slopes()[p][0]) > Math.abs(ridge.slopes()[largest][0]) ? p : largest;
        }
        assertEquals(0, largest);
    }

    /** Nothing to learn, or little: the held-out likelihood is no worse than that of one Gaussian that does not look at x. */
    @ParameterizedTest
    @CsvSource({"100, 85, 0, 1", "100, 85, 0, 2", "60, 200, 0, 3", "40, 30, 0, 4", "100, 85, 3, 5", "300, 85, 0, 6"})
    void theHeldOutLossIsNoWorseThanAConstants(int rows, int inputs, double slope, long seed) {
        var x = normal(rows * inputs, seed);
        var y = targets(x, inputs, slope);
        var samples = new Samples(inputs, x, 1, y);
        var config = MdnRegressorConfig.of(4).withTraining(5, 64, 1e-2, 1e-3).withHeldOut(0.3, 5);
        double loss = MdnRegressor.train(config, samples, Seed.of(seed), Progress.none()).heldOutNll();
        var constant = config.withHidden();
        double other = MdnRegressor.train(constant, new Samples(1, new double[rows], 1, y), Seed.of(seed), Progress.none()).heldOutNll();
        assertTrue(loss <= other + 0.03, loss + " and without inputs " + other);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void newRowsAreNotMuchWorseThanForAConstant(long seed) {
        var x = normal(100 * 85, seed);
        var model = MdnRegressor.train(MdnRegressorConfig.of(8), new Samples(85, x, 1, targets(x, 85, 0)), Seed.of(seed), Progress.none());
        var newX = normal(1_000 * 85, seed + 100);
        var newY = normal(1_000, seed + 200);
        double nll = NllComparison.nll(model, new Samples(85, newX, 1, newY));
        assertTrue(nll < 0.5 * Math.log(2 * Math.PI * Math.E) + 0.3, "NLL " + nll);
    }
}
