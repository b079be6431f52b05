package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws at a temperature are those of the mixture that the temperature makes: weights softmax(log π / τ), scales σ·√τ, each by itself. */
class SamplingTest {
    private static final int DRAWS = 20_000;
    private static final double MIN_P = 0.01;
    private static final double[] WEIGHTS = {0.5, 0.3, 0.2};
    private static final double[] MEANS = {1, 3, -2};
    private static final double[] SCALES = {0.4, 0.7, 1.5};

    private static Mixture overlapping() {
        return Mixture.of(WEIGHTS, MEANS, SCALES);
    }

    /** So far apart that every draw tells its component. */
    private static Mixture apart() {
        return Mixture.of(WEIGHTS, new double[]{0, 1_000, 2_000}, SCALES);
    }

    /** softmax(log π / τ) in its other form, π^(1/τ) scaled to sum to 1. */
    private static double[] tempered(double temperature) {
        var powers = Arrays.stream(WEIGHTS).map(w -> Math.pow(w, 1 / temperature)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(p -> p / sum).toArray();
    }

    private static double[] draws(Mixture mixture, Temperature temperature, String purpose) {
        var random = Seed.of(1).child(purpose).random();
        return IntStream.range(0, DRAWS).mapToDouble(i -> mixture.sample(random, temperature)[0]).toArray();
    }

    private static void assertDrawnFrom(UnivariateMixture expected, double[] draws) {
        double p = KolmogorovSmirnovTest.withDefaults().test(draws, expected::cumulative).getPValue();
        assertTrue(p > MIN_P, "Kolmogorov and Smirnov's p = " + p);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "1, 1", "1.5, 1", "0.5, 0", "1.5, 1.5", "0.2, 1"})
    void componentsAreChosenBySoftmaxOfTheirTemperedLogits(double weights, double noise) {
        var counts = new long[WEIGHTS.length];
        for (double y : draws(apart(), new Temperature(weights, noise), "components")) {
            counts[(int) Math.round(y / 1_000)]++;
        }
        double p = ChiSquareTest.withDefaults().test(tempered(weights), counts).getPValue();
        assertTrue(p > MIN_P, "p = " + p + " of " + Arrays.toString(counts));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "1, 1", "1.5, 1.5", "0.5, 1", "1.5, 1", "1, 0.5", "1, 1.5", "1, 1e-6", "0.5, 1e-6"})
    void valuesAreThoseOfTheTemperedMixture(double weights, double noise) {
        var scales = Arrays.stream(SCALES).map(s -> s * Math.sqrt(noise)).toArray();
        var expected = Mixture.of(tempered(weights), MEANS, scales).line();
        assertDrawnFrom(expected, draws(overlapping(), new Temperature(weights, noise), "values"));
    }

    /** τ of the weights → 0: the likeliest component alone, its noise as it was. */
    @Test
    void coldWeightsLeaveTheLikeliestComponent() {
        var expected = Mixture.of(new double[]{1}, new double[]{MEANS[0]}, new double[]{SCALES[0]}).line();
        assertDrawnFrom(expected, draws(overlapping(), new Temperature(1e-3, 1), "cold"));
    }

    /** τ of the noise = 0: the means alone, as often as they weigh. */
    @Test
    void withoutNoiseOnlyMeansAreDrawnAsOftenAsTheyWeigh() {
        var counts = new long[WEIGHTS.length];
        for (double y : draws(overlapping(), new Temperature(1, 0), "means")) {
            int k = IntStream.range(0, MEANS.length).filter(i -> MEANS[i] == y).findFirst().orElseThrow();
            counts[k]++;
        }
        double p = ChiSquareTest.withDefaults().test(WEIGHTS, counts).getPValue();
        assertTrue(p > MIN_P, "p = " + p);
    }

    @Test
    void bothColdGiveTheLikeliestMean() {
        for (double y : draws(overlapping(), Temperature.of(1e-12), "both")) {
            assertEquals(MEANS[0], y, 1e-5);
        }
    }

    /** Whatever the direction, a·y of a mixture of correlated normals is a mixture of N(a·μ, τ·aᵀΣa). */
    @ParameterizedTest
    @CsvSource({"0.5, 1, 1, 0", "1, 1, 1, -1", "1.5, 1.5, 1, 1", "1, 0.5, 0.3, -2", "1, 1.5, 0, 1"})
    void correlatedNoiseIsTemperedInEveryDirection(double weights, double noise, double right, double up) {
        double[][] mean = {{0, 1}, {2, -1}};
        double[][][] covariance = {{{1, 0.8}, {0.8, 1}}, {{0.5, -0.3}, {-0.3, 0.4}}};
        double[] pi = {0.7, 0.3};
        var mixture = Mixture.of(pi,
                List.of(Normal.withCovariance(mean[0], covariance[0]), Normal.withCovariance(mean[1], covariance[1])));
        var means = new double[2];
        var scales = new double[2];
        for (int k = 0; k < 2; k++) {
            means[k] = right * mean[k][0] + up * mean[k][1];
            scales[k] = Math.sqrt(noise
                    * (right * right * covariance[k][0][0] + 2 * right * up * covariance[k][0][1] + up * up * covariance[k][1][1]));
        }
        double hot = Math.pow(pi[0], 1 / weights) / (Math.pow(pi[0], 1 / weights) + Math.pow(pi[1], 1 / weights));
        var random = Seed.of(2).random();
        var draws = IntStream.range(0, DRAWS).mapToDouble(i -> {
            var y = mixture.sample(random, new Temperature(weights, noise));
            return right * y[0] + up * y[1];
        }).toArray();
        assertDrawnFrom(Mixture.of(new double[]{hot, 1 - hot}, means, scales).line(), draws);
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        assertArrayEquals(draws(overlapping(), Temperature.of(1.5), "again"), draws(overlapping(), Temperature.of(1.5), "again"));
    }
}
