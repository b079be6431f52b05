package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Mixture TWO = Mixture.of(new double[]{0.3, 0.7, 0}, new double[]{-2, 2, 0}, new double[]{0.5, 1, 1});

    private static double[] draws(Predictive of, int n) {
        var random = Seed.of(1).random();
        return IntStream.range(0, n).mapToDouble(i -> of.sample(random)[0]).toArray();
    }

    @Test
    void theTruthIsCalibrated() {
        for (var bijector : List.of(new Bijector.Identity(), new Bijector.Log(), new Bijector.Logit(-1, 3))) {
            var truth = new Predictive(TWO, List.of(bijector));
            int n = 2_000;
            var calibration = Calibration.of(Collections.nCopies(n, truth), draws(truth, n));
            assertTrue(calibration.uniformity() > 0.01, "p = " + calibration.uniformity());
            for (double level : new double[]{0.5, 0.8, 0.95}) {
                double error = 4 * Math.sqrt(level * (1 - level) / n);
                assertEquals(level, calibration.centralCoverage(level), error);
                assertEquals(level, calibration.densityCoverage(level), error);
            }
            assertEquals(1, calibration.dead());
        }
    }

    @Test
    void whoIsTooSureIsFoundOut() {
        var truth = Predictive.of(TWO);
        var sure = Predictive.of(Mixture.of(new double[]{0.3, 0.7}, new double[]{-2, 2}, new double[]{0.25, 0.5}));
        var calibration = Calibration.of(Collections.nCopies(2_000, sure), draws(truth, 2_000));
        assertTrue(calibration.uniformity() < 1e-3);
        assertTrue(calibration.densityCoverage(0.95) < 0.8);
    }

    @Test
    void theMeanNllOfTheTruthIsItsEntropy() {
        var truth = Predictive.of(TWO);
        var calibration = Calibration.of(Collections.nCopies(20_000, truth), draws(truth, 20_000));
        assertEquals(TWO.line().entropy(), calibration.nll(), 0.03);
    }

    @Test
    void throughABijectorTheDensityStillIntegratesToOne() {
        assertEquals(1,
                Quadrature.integrate(new Predictive(TWO, List.of(new Bijector.Logit(-1, 3)))::density, -1 + 1e-12, 0, 1, 2, 3 - 1e-12),
                1e-6);
        assertEquals(1, Quadrature.integrate(new Predictive(TWO, List.of(new Bijector.Log()))::density, 1e-9, 0.1, 1, 10, 100, 1e4), 1e-6);
    }

    @Test
    void quantilesGoThroughABijector() {
        var predictive = new Predictive(TWO, List.of(new Bijector.Log()));
        assertEquals(Math.exp(TWO.line().quantile(0.8)), predictive.quantile(0.8), 1e-12);
        assertEquals(0.8, predictive.cumulative(predictive.quantile(0.8)), 1e-12);
        assertEquals(0, predictive.cumulative(-1), 0);
    }

    /** θ ~ N(0, 1), y ~ N(θ, 1): the posterior is N(y/2, 1/2). */
    @Test
    void simulationBasedCalibrationAcceptsTheExactPosteriorAndNoOther() {
        var random = Seed.of(3).random();
        int n = 1_000;
        var truths = new double[n];
        var exact = new ArrayList<Predictive>();
        var narrow = new ArrayList<Predictive>();
        for (int i = 0; i < n; i++) {
            truths[i] = random.nextGaussian();
            double y = truths[i] + random.nextGaussian();
            exact.add(Predictive.of(Mixture.of(new double[]{1}, new double[]{y / 2}, new double[]{Math.sqrt(0.5)})));
            narrow.add(Predictive.of(Mixture.of(new double[]{1}, new double[]{y / 2}, new double[]{0.5})));
        }
        assertTrue(Calibration.simulationBased(truths, exact, 99, random).uniformity(10) > 0.01);
        assertTrue(Calibration.simulationBased(truths, narrow, 99, random).uniformity(10) < 1e-3);
    }
}
