package dev.reverie.experiments.study;

import dev.reverie.experiments.plots.PosteriorPlot;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/** Learns the posterior of a parameter from a million simulations, and measures KL(exact ‖ MDN) for every count. */
record PosteriorStudy(Conjugate model) implements Study {
    private static final int ROWS = 1_000_000;
    /** 0 leaves counts as frequent as they are, 1 makes all count the same. */
    private static final double LEVELLING = 0.7;
    /** Of the exact posterior's mass, left out on either side of the quadrature. */
    private static final double TAIL = 1e-14;
    /** A panel shows so many standard deviations on either side. */
    private static final double SHOWN = 4;

    /** One count. */
    private record Judgement(int y, int seen, ContinuousDistribution exact, double divergence) {
        Map<String, Number> row() {
            var row = new LinkedHashMap<String, Number>();
            row.put("y", y);
            row.put("seen", seen);
            row.put("kl", divergence);
            return row;
        }
    }

    @Override
    public String name() {
        return model.study();
    }

    @Override
    public String about() {
        return model.about();
    }

    @Override
    public StudyResult run(StudyContext context) {
        double startUp = StartUp.seconds();
        long begin = System.nanoTime();
        var samples = simulate(context);
        double simulating = seconds(begin);
        begin = System.nanoTime();
        var regressor = context.train("regressor", model.config(), samples);
        double training = seconds(begin);
        begin = System.nanoTime();
        var judgements = judge(samples, regressor);
        double judging = seconds(begin);
        context.save(new PosteriorPlot(title(samples), "θ", panels(regressor)).chart(), "posteriors", 900, 280);

        var worst = judgements.stream().max(Comparator.comparingDouble(Judgement::divergence)).orElseThrow();
        var figures = new LinkedHashMap<String, Number>();
        figures.put("max_kl", worst.divergence);
        figures.put("mean_kl", judgements.stream().mapToDouble(Judgement::divergence).average().orElseThrow());
        figures.put("seconds", training);
        figures.put("worst_y", worst.y);
        figures.put("counts_judged", judgements.size());
        figures.put("samples", samples.rows());
        figures.put("held_out_nll", regressor.heldOutNll());
        figures.put("parameters", regressor.parameterCount());
        figures.put("start_up_seconds", startUp);
        figures.put("simulation_seconds", simulating);
        figures.put("judging_seconds", judging);
        return new StudyResult(figures, judgements.stream().map(Judgement::row).toList(), table(judgements, worst));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private Samples simulate(StudyContext context) {
        return weighed(Simulation.of(context.rows(ROWS), context.seed().child("simulation"), (random, x, y) -> {
            y[0] = model.propose(random);
            x[0] = model.data(y[0], random);
        }));
    }

    /**
     * Rows weigh prior ÷ proposal, times a factor that depends on the count alone, which changes no posterior, but lets rare counts be learned as well as
     * frequent ones.
     */
    private Samples weighed(Samples samples) {
        var weights = Arrays.stream(samples.y()).map(model::weight).toArray();
        var mass = new double[(int) Arrays.stream(samples.x()).max().orElseThrow() + 1];
        for (int r = 0; r < weights.length; r++) {
            mass[(int) samples.x()[r]] += weights[r];
        }
        for (int r = 0; r < weights.length; r++) {
            weights[r] *= Math.pow(mass[(int) samples.x()[r]], -LEVELLING);
        }
        double mean = Arrays.stream(weights).average().orElseThrow();
        return samples.withWeights(Arrays.stream(weights).map(weight -> weight / mean).toArray());
    }

    private List<Judgement> judge(Samples samples, MdnRegressor regressor) {
        var seen = new int[(int) Arrays.stream(samples.x()).max().orElseThrow() + 101];
        for (double y : samples.x()) {
            seen[(int) y]++;
        }
        var judged = model.judged(seen);
        var predictions = regressor.predictAll(Arrays.stream(judged).asDoubleStream().toArray());
        var judgements = new ArrayList<Judgement>();
        for (int i = 0; i < judged.length; i++) {
            judgements
                    .add(new Judgement(judged[i], seen[judged[i]], model.posterior(judged[i]), divergence(judged[i], predictions.get(i))));
        }
        return judgements;
    }

    /** KL(exact ‖ MDN), nats. */
    private double divergence(int y, Predictive mdn) {
        var exact = model.posterior(y);
        return mdn.divergenceFrom(theta -> exact.logDensity(theta[0]), exact.inverseCumulativeProbability(TAIL),
                exact.inverseSurvivalProbability(TAIL));
    }

    private String title(Samples samples) {
        return String.format(java.util.Locale.ROOT, "Posterior of θ given y, learned from %,d simulations", samples.rows());
    }

    private List<PosteriorPlot.Panel> panels(MdnRegressor regressor) {
        return Arrays.stream(model.panels()).mapToObj(y -> {
            var exact = model.posterior(y);
            var mdn = regressor.predict(y);
            double reach = SHOWN * Math.sqrt(exact.getVariance());
            double from = Math.max(exact.getSupportLowerBound(), exact.getMean() - reach);
            double to = Math.min(exact.getSupportUpperBound(), exact.getMean() + reach);
            return PosteriorPlot.Panel.of("y = " + y, from, to, exact::density, mdn::density, divergence(y, mdn));
        }).toList();
    }

    /** Every fifth count and the worst; all of them are in the results. */
    private static Table table(List<Judgement> judgements, Judgement worst) {
        var table = Table.of("y", "seen", "exact mean", "exact sd", "KL, nats");
        for (var one : judgements) {
            if (one.y % 5 == 0 || one == worst) {
                table = table.with(one.y, one.seen, one.exact.getMean(), Math.sqrt(one.exact.getVariance()), one.divergence);
            }
        }
        return table;
    }
}
