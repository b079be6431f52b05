package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class UnivariateMixtureTest {
    private static final UnivariateMixture STANDARD = Mixture.of(new double[]{1}, new double[]{0}, new double[]{1}).line();
    private static final UnivariateMixture TWO = Mixture.of(new double[]{0.3, 0.7}, new double[]{-2, 2}, new double[]{0.5, 1}).line();

    @Test
    void quantileInvertsTheCumulative() {
        assertEquals(1.959963984540054, STANDARD.quantile(0.975), 1e-12);
        for (double p : new double[]{1e-300, 1e-12, 0.01, 0.3, 0.5, 0.9, 1 - 1e-12}) {
            assertEquals(p, TWO.cumulative(TWO.quantile(p)), 1e-12 * Math.max(p, 1e-4) * 1e4);
        }
    }

    @Test
    void highestDensityOfOneNormalIsItsCentralInterval() {
        var region = STANDARD.highestDensity(0.95);
        assertEquals(1, region.size());
        assertEquals(-1.959963984540054, region.get(0).from(), 1e-6);
        assertEquals(1.959963984540054, region.get(0).to(), 1e-6);
    }

    @Test
    void highestDensityOfTwoFarNormalsIsTwoIntervalsOfEqualDensityAtTheirEnds() {
        var region = TWO.highestDensity(0.8);
        assertEquals(2, region.size());
        double mass = 0;
        double level = TWO.density(region.get(0).from());
        for (var interval : region) {
            mass += TWO.cumulative(interval.to()) - TWO.cumulative(interval.from());
            assertEquals(level, TWO.density(interval.from()), 1e-9);
            assertEquals(level, TWO.density(interval.to()), 1e-9);
        }
        assertEquals(0.8, mass, 1e-9);
    }

    /** CRPS of N(0, 1) at y: y(2Φ(y) − 1) + 2φ(y) − 1/√π (Gneiting and Raftery 2007, eq. 5 of 4.2). */
    @Test
    void crpsOfTheStandardNormalIsThePublishedOne() {
        assertEquals(2 / Math.sqrt(2 * Math.PI) - 1 / Math.sqrt(Math.PI), STANDARD.crps(0), 1e-12);
    }

    @Test
    void crpsIsTheIntegralOfTheSquaredError() {
        double y = 0.4;
        double integral = Quadrature.integrate(x -> Math.pow(TWO.cumulative(x), 2), TWO.quantile(1e-9), y)
                + Quadrature.integrate(x -> Math.pow(TWO.survival(x), 2), y, TWO.quantile(1 - 1e-9));
        assertEquals(integral, TWO.crps(y), 1e-7);
    }

    /** KL(N(m, s²) ‖ N(0, 1)) = ½(s² + m² − 1) − log s. */
    @Test
    void divergenceOfTwoNormalsIsTheClosedForm() {
        var p = Mixture.of(new double[]{1}, new double[]{1.5}, new double[]{0.3}).line();
        assertEquals(0.5 * (0.09 + 2.25 - 1) - Math.log(0.3),
                p.divergence(y -> STANDARD.density(y[0]) == 0 ? -1e9 : Math.log(STANDARD.density(y[0]))),
                1e-8);
    }

    /** A density on 0..1 against a mixture that is the same normal far from the borders. */
    @Test
    void divergenceFromAnExactPosterior() {
        var beta = BetaDistribution.of(52, 55);
        var fitted = Mixture.of(new double[]{1}, new double[]{beta.getMean()}, new double[]{Math.sqrt(beta.getVariance())}).line();
        double divergence = fitted.divergenceFrom(y -> beta.logDensity(y[0]), 0, 1);
        assertTrue(divergence > 0 && divergence < 1e-3, "was " + divergence);
    }

    /** 5,000 draws: the share below each decile is within 5 standard errors. */
    @Test
    void densityRankOfDrawsIsUniform() {
        var mixture = Mixture.of(new double[]{0.3, 0.7}, new double[]{-2, 2}, new double[]{0.5, 1});
        var random = Seed.of(1).random();
        int n = 5_000;
        var counts = new int[10];
        for (int i = 0; i < n; i++) {
            counts[(int) Math.min(9, 10 * TWO.densityRank(mixture.sample(random)[0]))]++;
        }
        for (int count : counts) {
            assertEquals(n / 10.0, count, 5 * Math.sqrt(n * 0.09));
        }
    }
}
