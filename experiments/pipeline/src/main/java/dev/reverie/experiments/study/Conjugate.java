package dev.reverie.experiments.study;

import dev.reverie.mdn.Bijector;
import dev.reverie.mdn.MdnRegressorConfig;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * A parameter θ with a prior, a count y that depends on it, and the posterior of θ in closed form: the oracle of simulation-based
 * inference.
 */
enum Conjugate {
    /** θ ~ Beta(2, 5), y ~ Binomial(100, θ), so θ|y ~ Beta(2 + y, 105 − y). */
    BETA("beta-posterior", "θ ~ Beta(2, 5), y ~ Binomial(100, θ): the posterior of θ learned from simulations, beside the exact one",
            10, 30, 60, 80, 90) {
        @Override
        double propose(RandomGenerator random) {
            return random.nextDouble() < WIDE ? Draws.betaFourOne(random) : Draws.betaTwoFive(random);
        }

        @Override
        double weight(double theta) {
            double rest = (1 - theta) * (1 - theta);
            double prior = 30 * theta * rest * rest;
            return prior / (WIDE * 4 * theta * theta * theta + (1 - WIDE) * prior);
        }

        @Override
        int data(double theta, RandomGenerator random) {
            return Draws.binomial(100, theta, random);
        }

        @Override
        ContinuousDistribution posterior(int y) {
            return BetaDistribution.of(2 + y, 105 - y);
        }

        @Override
        int[] judged(int[] seen) {
            return IntStream.rangeClosed(5, 95).toArray();
        }

        @Override
        MdnRegressorConfig config() {
            return COMMON.withInputs(new Bijector.Logit(-1, 101)).withTargets(new Bijector.Logit(0, 1));
        }
    },
    /** θ ~ Gamma(2, rate 3), y ~ Poisson(100 θ), so θ|y ~ Gamma(2 + y, rate 103). */
    GAMMA("gamma-posterior", "θ ~ Gamma(2, 3), y ~ Poisson(100 θ): the posterior of θ learned from simulations, beside the exact one",
            10, 30, 50, 70, 90) {
        @Override
        double propose(RandomGenerator random) {
            return random.nextDouble() < WIDE ? random.nextExponential() / 2 : Draws.gammaTwo(3, random);
        }

        @Override
        double weight(double theta) {
            double ratio = 4.5 * theta * StrictMath.exp(-theta);
            return ratio / (WIDE + (1 - WIDE) * ratio);
        }

        @Override
        int data(double theta, RandomGenerator random) {
            return Draws.poisson(100 * theta, random);
        }

        @Override
        ContinuousDistribution posterior(int y) {
            return GammaDistribution.of(2 + y, 1.0 / 103);
        }

        @Override
        int[] judged(int[] seen) {
            return IntStream.range(0, seen.length).filter(y -> seen[y] >= OFTEN).toArray();
        }

        @Override
        MdnRegressorConfig config() {
            // nearly ln(y + 1): counts have no upper bound
            return COMMON.withTraining(4, 512, 1e-2, 2e-5).withInputs(new Bijector.Logit(-1, 1e9)).withTargets(new Bijector.Log());
        }
    };

    /** A count seen so often is judged where counts have no bound. */
    static final int OFTEN = 50;
    /** Share of the proposal that is Beta(4, 1), or Gamma(1, 2): under the priors a count of 95 of 100, or one of 0, hardly comes up. */
    private static final double WIDE = 0.5;
    private static final MdnRegressorConfig COMMON = MdnRegressorConfig.of(8).withTraining(2, 512, 1e-2, 5e-5).withHeldOut(0.02, 10);

    private final String study;
    private final String about;
    private final int[] panels;

    Conjugate(String study, String about, int... panels) {
        this.study = study;
        this.about = about;
        this.panels = panels;
    }

    String study() {
        return study;
    }

    String about() {
        return about;
    }

    /** The counts that get a panel. */
    int[] panels() {
        return panels.clone();
    }

    /** A draw of θ to simulate with: from the prior, or from a wider proposal where judged counts are rare under the prior. */
    abstract double propose(RandomGenerator random);

    /** Density of the prior ÷ density of the proposal: with it as a row's weight, what is learned is the posterior under the prior. */
    abstract double weight(double theta);

    /** A draw of y given θ. */
    abstract int data(double theta, RandomGenerator random);

    /** The exact posterior of θ. */
    abstract ContinuousDistribution posterior(int y);

    /**
     * The counts whose posterior is judged.
     *
     * @param seen
     *            how often each count was simulated
     */
    abstract int[] judged(int[] seen);

    abstract MdnRegressorConfig config();
}
