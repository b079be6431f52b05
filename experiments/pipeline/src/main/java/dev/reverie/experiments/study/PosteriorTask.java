package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * What {@link PosteriorStudy} and the benchmarks have in common: simulations to learn a posterior from, and how far from the exact one it
 * is then.
 */
public final class PosteriorTask {
    /** Simulations. */
    public static final int ROWS = 1_000_000;
    /** 0 leaves counts as frequent as they are, 1 makes all count the same. */
    private static final double LEVELLING = 0.7;
    /** Of the exact posterior's mass, left out on either side of the quadrature. */
    private static final double TAIL = 1e-14;

    private final Conjugate model;
    private final Samples samples;
    private final int[] seen;

    /**
     * @param y
     *            a count
     * @param seen
     *            how often it was simulated
     * @param exact
     *            its posterior
     * @param divergence
     *            KL(exact ‖ MDN), nats
     */
    record Judgement(int y, int seen, ContinuousDistribution exact, double divergence) {
    }

    PosteriorTask(Conjugate model, int rows, Seed seed) {
        this.model = model;
        var simulated = Simulation.of(rows, seed.child("simulation"), (random, x, y) -> {
            y[0] = model.propose(random);
            x[0] = model.data(y[0], random);
        });
        seen = new int[(int) Arrays.stream(simulated.x()).max().orElseThrow() + 101];
        var weights = new double[rows];
        var mass = new double[seen.length];
        for (int r = 0; r < rows; r++) {
            int y = (int) simulated.x()[r];
            weights[r] = model.weight(simulated.y()[r]);
            mass[y] += weights[r];
            seen[y]++;
        }
        samples = simulated.withWeights(levelled(simulated.x(), weights, mass));
    }

    /** θ ~ Beta(2, 5), y ~ Binomial(100, θ). */
    public static PosteriorTask beta(Seed seed) {
        return new PosteriorTask(Conjugate.BETA, ROWS, seed);
    }

    /**
     * Rows weigh prior ÷ proposal, times a factor that depends on the count alone, which changes no posterior, but lets rare counts be
     * learned as well as frequent ones.
     */
    private static double[] levelled(double[] y, double[] weights, double[] mass) {
        var factor = Arrays.stream(mass).map(m -> m == 0 ? 0 : Math.pow(m, -LEVELLING)).toArray();
        var levelled = new double[weights.length];
        Arrays.setAll(levelled, r -> weights[r] * factor[(int) y[r]]);
        double mean = Arrays.stream(levelled).average().orElseThrow();
        Arrays.setAll(levelled, r -> levelled[r] / mean);
        return levelled;
    }

    /** Counts, the parameters they came from, and weights. */
    public Samples samples() {
        return samples;
    }

    /** Of the model, and how it is trained. */
    public MdnRegressorConfig config() {
        return model.config();
    }

    /** The largest KL(exact ‖ MDN) over all judged counts, nats. */
    public double worstDivergence(MdnRegressor regressor) {
        return judge(regressor).stream().mapToDouble(Judgement::divergence).max().orElseThrow();
    }

    List<Judgement> judge(MdnRegressor regressor) {
        var judged = model.judged(seen);
        var predictions = regressor.predictAll(Arrays.stream(judged).asDoubleStream().toArray());
        var judgements = new ArrayList<Judgement>();
        for (int i = 0; i < judged.length; i++) {
            int y = judged[i];
            judgements.add(new Judgement(y, seen[y], model.posterior(y), divergence(y, predictions.get(i))));
        }
        return judgements;
    }

    /** KL(exact ‖ MDN), nats. */
    double divergence(int y, Predictive mdn) {
        var exact = model.posterior(y);
        return mdn.divergenceFrom(theta -> exact.logDensity(theta[0]), exact.inverseCumulativeProbability(TAIL),
                exact.inverseSurvivalProbability(TAIL));
    }
}
