package dev.reverie.experiments.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {
    private static final int DRAWS = 20_000;

    /** Kolmogorov's distance; 1.95/√n is passed once in a thousand. */
    private static void follows(DoubleUnaryOperator cumulative, DoubleSupplier draw) {
        var sorted = new double[DRAWS];
        Arrays.setAll(sorted, i -> draw.getAsDouble());
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double at = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(at - (double) i / DRAWS, (i + 1.0) / DRAWS - at));
        }
        assertTrue(distance < 1.95 / Math.sqrt(DRAWS), "distance " + distance);
    }

    /** Pearson's χ² over counts that are expected at least ten times, within five of its deviations. */
    private static void follows(IntToDoubleFunction probability, IntSupplier draw, int most) {
        var seen = new int[most + 1];
        for (int i = 0; i < DRAWS; i++) {
            seen[draw.getAsInt()]++;
        }
        double square = 0;
        int cells = 0;
        for (int y = 0; y <= most; y++) {
            double expected = DRAWS * probability.applyAsDouble(y);
            if (expected >= 10) {
                square += (seen[y] - expected) * (seen[y] - expected) / expected;
                cells++;
            }
        }
        assertTrue(cells > 0 && square < cells + 5 * Math.sqrt(2 * cells), square + " over " + cells);
    }

    @Test
    void thetaFollowsItsPrior() {
        var random = Seed.of(1).random();
        follows(BetaDistribution.of(2, 5)::cumulativeProbability, () -> Draws.betaTwoFive(random));
        follows(BetaDistribution.of(4, 1)::cumulativeProbability, () -> Draws.betaFourOne(random));
        follows(GammaDistribution.of(2, 1.0 / 3)::cumulativeProbability, () -> Draws.gammaTwo(3, random));
    }

    @Test
    void countsFollowTheirDistributions() {
        var random = Seed.of(2).random();
        for (double p : new double[]{0.02, 0.3, 0.97}) {
            follows(BinomialDistribution.of(100, p)::probability, () -> Draws.binomial(100, p, random), 100);
        }
        for (double rate : new double[]{0.5, 67, 900}) {
            follows(PoissonDistribution.of(rate)::probability, () -> Draws.poisson(rate, random), 2_000);
        }
    }

    @Test
    void countsOfCertainThingsAreCertain() {
        var random = Seed.of(3).random();
        assertEquals(0, Draws.binomial(100, 0, random));
        assertEquals(100, Draws.binomial(100, 1, random));
        assertEquals(0, Draws.poisson(0, random));
    }

    @ParameterizedTest
    @CsvSource({"BETA, 0.2857142857142857", "GAMMA, 0.6666666666666667"})
    void weightsTurnTheProposalIntoThePrior(Conjugate model, double priorMean) {
        var random = Seed.of(4).random();
        double weights = 0;
        double mean = 0;
        for (int i = 0; i < 10 * DRAWS; i++) {
            double theta = model.propose(random);
            weights += model.weight(theta);
            mean += model.weight(theta) * theta;
        }
        assertEquals(1, weights / DRAWS / 10, 0.01);
        assertEquals(priorMean, mean / weights, 0.005);
    }
}
