package dev.reverie.mdn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * Whether predictions can be taken at their word: what they said of N numbers that then came.
 *
 * @param pit
 *            probability integral transform P(Y ≤ y) of each (Dawid 1984), [N]; uniform where predictions are right
 * @param densityRanks
 *            mass of the highest density region that just holds y, [N]; uniform likewise
 * @param crps
 *            mean continuous ranked probability score, in the unit of u (the mixture's own space)
 * @param nll
 *            mean −log p(y), nats
 * @param effectiveComponents
 *            mean of exp(H(π))
 * @param dead
 *            components that nowhere weigh more than {@link #DEAD}
 */
public record Calibration(double[] pit, double[] densityRanks, double crps, double nll, double effectiveComponents, int dead) {
    /** A weight below which a component does nothing. */
    public static final double DEAD = 1e-3;

    /**
     * @param predictions
     *            of one dimension each
     * @param y
     *            what came, one for each
     */
    public static Calibration of(List<Predictive> predictions, double[] y) {
        int n = y.length;
        if (n == 0 || predictions.size() != n) {
            throw new IllegalArgumentException("predictions and y must be as many, at least 1, were " + predictions.size() + " and " + n);
        }
        var pit = new double[n];
        var ranks = new double[n];
        double crps = 0;
        double nll = 0;
        double effective = 0;
        var most = new double[predictions.get(0).mixture().size()];
        for (int i = 0; i < n; i++) {
            var prediction = predictions.get(i);
            var line = prediction.mixture().line();
            double u = prediction.bijectors().get(0).forward(y[i]);
            pit[i] = line.cumulative(u);
            ranks[i] = line.densityRank(u);
            crps += line.crps(u) / n;
            nll -= prediction.logDensity(y[i]) / n;
            effective += prediction.mixture().effectiveComponents() / n;
            for (int k = 0; k < most.length; k++) {
                most[k] = Math.max(most[k], prediction.mixture().weight(k));
            }
        }
        int dead = (int) Arrays.stream(most).filter(weight -> weight < DEAD).count();
        return new Calibration(pit, ranks, crps, nll, effective, dead);
    }

    /** How often y was in the central interval that should hold it with this probability. */
    public double centralCoverage(double level) {
        return Arrays.stream(pit).filter(p -> Math.abs(p - 0.5) <= level / 2).count() / (double) pit.length;
    }

    /** How often y was in the highest density region that should hold it with this probability. */
    public double densityCoverage(double level) {
        return Arrays.stream(densityRanks).filter(rank -> rank <= level).count() / (double) densityRanks.length;
    }

    /** Kolmogorov and Smirnov's test of the PIT values against uniform: its p-value. */
    public double uniformity() {
        return KolmogorovSmirnovTest.withDefaults().test(pit, p -> Math.max(0, Math.min(1, p))).getPValue();
    }

    /** The greatest distance of the PIT's distribution from uniform. */
    public double distance() {
        return KolmogorovSmirnovTest.withDefaults().statistic(pit, p -> Math.max(0, Math.min(1, p)));
    }

    /** How many PIT values fall in each of so many equal bins. */
    public int[] histogram(int bins) {
        var counts = new int[bins];
        for (double p : pit) {
            counts[(int) Math.min(bins - 1, p * bins)]++;
        }
        return counts;
    }

    /**
     * Simulation-based calibration (Talts et al. 2018): where the parameter that made the data ranks among draws from what is said of it
     * given the data.
     *
     * @param truths
     *            θ drawn from the prior, one a simulation
     * @param posteriors
     *            what is said of θ given the data that θ made, one a simulation, of one dimension each
     * @param draws
     *            L, from each; ranks are 0..L
     */
    public static Ranks simulationBased(double[] truths, List<Predictive> posteriors, int draws, RandomGenerator random) {
        var ranks = new ArrayList<Integer>();
        for (int i = 0; i < truths.length; i++) {
            int below = 0;
            for (int s = 0; s < draws; s++) {
                below += posteriors.get(i).sample(random)[0] < truths[i] ? 1 : 0;
            }
            ranks.add(below);
        }
        return new Ranks(ranks.stream().mapToInt(r -> r).toArray(), draws);
    }

    /**
     * Ranks of a simulation-based calibration.
     *
     * @param ranks
     *            0..draws each
     */
    public record Ranks(int[] ranks, int draws) {
        /** How many ranks fall in each of so many bins, as equal as 0..draws allows. */
        public long[] histogram(int bins) {
            var counts = new long[bins];
            for (int rank : ranks) {
                counts[rank * bins / (draws + 1)]++;
            }
            return counts;
        }

        /** The χ² test of that histogram against uniform: its p-value. */
        public double uniformity(int bins) {
            var expected = new double[bins];
            for (int rank = 0; rank <= draws; rank++) {
                expected[rank * bins / (draws + 1)] += ranks.length / (draws + 1.0);
            }
            return ChiSquareTest.withDefaults().test(expected, histogram(bins)).getPValue();
        }
    }
}
