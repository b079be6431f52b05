package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Samples;
import dev.reverie.mdn.UnivariateMixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Bishop's inverse problem (1994, section 5): x = t + 0.3 sin 2πt + U(−0.1, 0.1), and t is asked of x, where the curve has one answer or
 * three.
 *
 * <p>The exact p(t|x) is flat on the t whose curve passes within 0.1 of x, so the best possible NLL is known.
 */
final class InverseSine {
    static final Study STUDY = new Study("inverse-sine",
            "x = t + 0.3 sin 2πt + noise, asked backwards: one x, several answers (Bishop 1994)", "epochs", InverseSine::run);
    static final MdnRegressorConfig CONFIG = MdnRegressorConfig.of(6).withHidden(32, 32).withTraining(60, 256, 1e-2, 1e-4);
    private static final double NOISE = 0.1;
    private static final int DRAWS = 10;
    /** Steps of t in which the truth is looked at. */
    private static final int FINE = 10_000;

    private static double forward(double t) {
        return t + 0.3 * StrictMath.sin(2 * Math.PI * t);
    }

    static Samples simulate(int rows, Seed seed) {
        return Simulation.of(rows, seed, (random, x, t) -> {
            t[0] = random.nextDouble();
            x[0] = forward(t[0]) + NOISE * (2 * random.nextDouble() - 1);
        });
    }

    /** Mean −ln p(t|x) of the truth: the log of the length of all t that can have made x. */
    private static double exactNll(Samples samples) {
        var curve = new double[FINE];
        Arrays.setAll(curve, i -> forward((i + 0.5) / curve.length));
        return HeldOut.nll(samples, (x, t) -> {
            long possible = Arrays.stream(curve).filter(at -> Math.abs(x[0] - at) <= NOISE).count();
            return -Math.log(Math.max(1, possible) / (double) curve.length);
        });
    }

    /** Where the curve passes within the noise of x, from below to above. */
    private static List<UnivariateMixture.Interval> possible(double x) {
        var intervals = new ArrayList<UnivariateMixture.Interval>();
        double from = Double.NaN;
        for (int i = 0; i <= FINE; i++) {
            double t = (double) i / FINE;
            boolean inside = i < FINE && reaches(t, x);
            if (inside && Double.isNaN(from)) {
                from = t;
            } else if (!inside && !Double.isNaN(from)) {
                intervals.add(new UnivariateMixture.Interval(from, t));
                from = Double.NaN;
            }
        }
        return intervals;
    }

    private static String text(List<UnivariateMixture.Interval> intervals) {
        return intervals.stream().map(i -> String.format(Locale.ROOT, "%.2f to %.2f", i.from(), i.to())).collect(Collectors.joining(", "));
    }

    private static double hits(HeldOut heldOut, RandomGenerator random) {
        return heldOut.mean((prediction, x) -> {
            int hits = 0;
            for (int i = 0; i < DRAWS; i++) {
                hits += reaches(prediction.sample(random)[0], x[0]) ? 1 : 0;
            }
            return (double) hits / DRAWS;
        });
    }

    private static boolean reaches(double t, double x) {
        return Math.abs(forward(t) - x) <= NOISE;
    }

    private static StudyResult run(StudyContext context) {
        var train = simulate(context.rows(20_000), context.seed().child("train"));
        var test = simulate(context.rows(2_000), context.seed().child("test"));
        var model = context.train("mixture", CONFIG, train);
        var single = context.train("single", CONFIG.withComponents(1), train);
        var heldOut = HeldOut.of(model, test);

        var figures = new LinkedHashMap<String, Number>();
        figures.put("nll", heldOut.nll());
        figures.put("nll_truth", exactNll(test));
        figures.put("nll_one_component", HeldOut.of(single, test).nll());
        figures.put("hit_rate", hits(heldOut, context.seed().child("draws").random()));
        figures.put("hit_rate_of_the_mean",
                heldOut.mean((prediction, x) -> reaches(prediction.mixture().mean()[0], x[0]) ? 1 : 0));
        figures.put("density_coverage_95", Calibration.of(heldOut.predictions(), test.y()).densityCoverage(0.95));
        context.save(map(model, test).chart(), "density", 560, 400);
        var table = Table.of("x", "t that can have made it", "95% highest density region as learned");
        for (double x : new double[]{0.2, 0.4, 0.5, 0.6, 0.8}) {
            table = table.with(x, text(possible(x)), text(model.predict(x).mixture().line().highestDensity(0.95)));
        }
        return StudyResult.of(figures, table);
    }

    private static DensityMap map(MdnRegressor model, Samples test) {
        var range = new DensityMap.Range(0, 1);
        var labels = new DensityMap.Labels("One x, several t: p(t|x) as learned", "x", "t", "p(t|x)");
        var map = ModelMap.of(labels, model, range, new DensityMap.Range(-0.1, 1.1)).withPoints(test.x(), test.y(), 600);
        return ModelMap.withCurve(map, "mean", model, prediction -> prediction.mixture().mean()[0]);
    }
}
