package dev.reverie.experiments.study;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.PosteriorPlot;
import dev.reverie.experiments.study.PosteriorTask.Judgement;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Learns the posterior of a parameter from a million simulations, and measures KL(exact ‖ MDN) for every count. */
record PosteriorStudy(Conjugate model) {
    /** A panel shows so many standard deviations on either side. */
    private static final double SHOWN = 4;

    static Study of(Conjugate model) {
        return new Study(model.study(), model.about(), "epochs", new PosteriorStudy(model)::run);
    }

    private StudyResult run(StudyContext context) {
        double startUp = startUp();
        long begin = System.nanoTime();
        var task = new PosteriorTask(model, context.rows(PosteriorTask.ROWS), context.seed());
        double simulating = seconds(begin);
        begin = System.nanoTime();
        var regressor = context.train("regressor", task.config(), task.samples());
        double training = seconds(begin);
        begin = System.nanoTime();
        var judgements = task.judge(regressor);
        double judging = seconds(begin);
        begin = System.nanoTime();
        context.save(new PosteriorPlot(title(task), "θ", panels(task, regressor)).chart(), "posteriors", 900, 280);
        double plotting = seconds(begin);

        var worst = judgements.stream().max(Comparator.comparingDouble(Judgement::divergence)).orElseThrow();
        var figures = new LinkedHashMap<String, Number>();
        figures.put("max_kl", worst.divergence());
        figures.put("mean_kl", judgements.stream().mapToDouble(Judgement::divergence).average().orElseThrow());
        figures.put("seconds", simulating + training + judging + plotting);
        figures.put("worst_y", worst.y());
        figures.put("counts_judged", judgements.size());
        figures.put("samples", task.samples().rows());
        figures.put("held_out_nll", regressor.heldOutNll());
        figures.put("parameters", regressor.parameterCount());
        figures.put("start_up_seconds", startUp);
        figures.put("simulation_seconds", simulating);
        figures.put("training_seconds", training);
        figures.put("judging_seconds", judging);
        figures.put("plotting_seconds", plotting);
        return new StudyResult(figures, judgements.stream().map(PosteriorStudy::row).toList(), table(judgements, worst));
    }

    /**
     * Loads and compiles what the first training of a process loads and compiles, by a small one, so that a timed training is only that;
     * gives the seconds that it took.
     */
    private static double startUp() {
        long begin = System.nanoTime();
        var samples = Simulation.of(1 << 15, Seed.of(0), (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = random.nextDouble();
        });
        MdnRegressor.train(MdnRegressorConfig.of(8).withTraining(4, 512, 1e-3, 1e-3), samples, Seed.of(0), Progress.none());
        return seconds(begin);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String title(PosteriorTask task) {
        return String.format(Locale.ROOT, "Gaussians of θ given y, learned from %,d simulations", task.samples().rows());
    }

    private List<PosteriorPlot.Panel> panels(PosteriorTask task, MdnRegressor regressor) {
        return Arrays.stream(model.panels()).mapToObj(y -> {
            var exact = model.posterior(y);
            var mdn = regressor.predict(y);
            double reach = SHOWN * Math.sqrt(exact.getVariance());
            double from = Math.max(exact.getSupportLowerBound(), exact.getMean() - reach);
            double to = Math.min(exact.getSupportUpperBound(), exact.getMean() + reach);
            return PosteriorPlot.Panel.of("y = " + y, from, to, exact::density, mdn::density, task.divergence(y, mdn));
        }).toList();
    }

    private static Map<String, Number> row(Judgement judgement) {
        var row = new LinkedHashMap<String, Number>();
        row.put("y", judgement.y());
        row.put("seen", judgement.seen());
        row.put("kl", judgement.divergence());
        return row;
    }

    /** Every fifth count and the worst; all of them are in the results. */
    private static Table table(List<Judgement> judgements, Judgement worst) {
        var table = Table.of("y", "seen", "exact mean", "exact sd", "KL, nats");
        for (var one : judgements) {
            if (one.y() % 5 == 0 || one == worst) {
                table = table.with(one.y(), one.seen(), one.exact().getMean(), Math.sqrt(one.exact().getVariance()), one.divergence());
            }
        }
        return table;
    }
}
