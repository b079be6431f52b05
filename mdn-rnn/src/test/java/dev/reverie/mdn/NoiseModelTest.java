package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every noise model, read from a network's numbers, is a density with all its constants. */
class NoiseModelTest {
    private static final double REACH = 12;
    private static final double STEP = 0.06;

    static List<MdnLayout> layouts() {
        return RowLossTest.layouts();
    }

    private static double[] row(MdnLayout layout) {
        var random = Seed.of(5).random();
        var row = new double[layout.outputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = 0.5 * random.nextGaussian();
        }
        return row;
    }

    /** By equal cells, which is exact to many digits for what is smooth and ends at 0. */
    @ParameterizedTest
    @MethodSource("layouts")
    void densitiesIntegrateToOne(MdnLayout layout) {
        for (var mixture : layout.read(row(layout))) {
            double sum = 0;
            for (double a = -REACH; a < REACH; a += STEP) {
                if (mixture.dimensions() == 1) {
                    sum += STEP * mixture.density(a);
                } else {
                    for (double b = -REACH; b < REACH; b += STEP) {
                        sum += STEP * STEP * mixture.density(a, b);
                    }
                }
            }
            assertEquals(1, sum, 1e-6, layout.toString());
        }
    }

    /** K = 1: (y − μ)²/2σ² + ½ ln σ² + ½ ln 2π, summed over dimensions, where noise is diagonal. */
    @ParameterizedTest
    @MethodSource("layouts")
    void oneComponentIsHeteroscedasticRegression(MdnLayout of) {
        if (of.noise() instanceof NoiseModel.Full) {
            return;
        }
        var layout = new MdnLayout(1, 2, of.noise(), of.factorisation());
        var row = row(layout);
        double[] y = {0.7, -1.1};
        double expected = 0;
        var mixtures = layout.read(row);
        for (int d = 0; d < 2; d++) {
            var one = mixtures.size() == 1 ? mixtures.get(0).marginal(d) : mixtures.get(d);
            double mean = one.component(0).mean(0);
            double variance = one.component(0).scale(0) * one.component(0).scale(0);
            expected += (y[d] - mean) * (y[d] - mean) / (2 * variance) + 0.5 * Math.log(variance) + 0.5 * Math.log(2 * Math.PI);
        }
        assertEquals(expected, new RowLoss(layout, List.of()).of(row, y, null), 1e-12);
    }

    /** K = 1 with full noise: ½(y − μ)ᵀΣ⁻¹(y − μ) + ½ ln |Σ| + ln 2π in two dimensions, by the inverse and determinant of Σ. */
    @Test
    void oneFullComponentIsTheMultivariateNormal() {
        var layout = new MdnLayout(1, 2, new NoiseModel.Full(Scale.CLAMPED), Factorisation.JOINT);
        var row = row(layout);
        var component = layout.read(row).get(0).component(0);
        var covariance = component.covariance();
        double determinant = covariance[0][0] * covariance[1][1] - covariance[0][1] * covariance[1][0];
        double[] y = {0.7, -1.1};
        double a = y[0] - component.mean(0);
        double b = y[1] - component.mean(1);
        double quadratic = (covariance[1][1] * a * a - 2 * covariance[0][1] * a * b + covariance[0][0] * b * b) / determinant;
        double expected = 0.5 * quadratic + 0.5 * Math.log(determinant) + Math.log(2 * Math.PI);
        assertEquals(expected, new RowLoss(layout, List.of()).of(row, y, null), 1e-9);
    }
}
