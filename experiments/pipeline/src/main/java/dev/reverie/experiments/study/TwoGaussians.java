package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.Samples;
import java.util.LinkedHashMap;

/** y = ±a with a = 1 + x and a little noise: the mean, all that least squares can say, is where nothing ever is. */
final class TwoGaussians {
    static final Study STUDY = new Study("two-gaussians",
            "y = ±a with noise: the mean is where nothing is, and one Gaussian cannot say so", "epochs", TwoGaussians::run);
    private static final MdnRegressorConfig CONFIG = MdnRegressorConfig.of(4).withTraining(40, 256, 1e-2, 1e-4);
    private static final double NOISE = 0.2;

    private static Samples simulate(int rows, Seed seed) {
        return Simulation.of(rows, seed, (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = (random.nextBoolean() ? 1 : -1) * (1 + x[0]) + NOISE * random.nextGaussian();
        });
    }

    private static Mixture truth(double x) {
        return Mixture.of(new double[]{0.5, 0.5}, new double[]{-1 - x, 1 + x}, new double[]{NOISE, NOISE});
    }

    private static StudyResult run(StudyContext context) {
        var train = simulate(context.rows(20_000), context.seed().child("train"));
        var test = simulate(context.rows(5_000), context.seed().child("test"));
        var model = context.train("mixture", CONFIG, train);
        var single = context.train("single", CONFIG.withComponents(1), train);
        var heldOut = HeldOut.of(model, test);
        var alone = HeldOut.of(single, test);

        var figures = new LinkedHashMap<String, Number>();
        figures.put("nll", heldOut.nll());
        figures.put("nll_one_component", alone.nll());
        figures.put("nll_truth", HeldOut.nll(test, (x, y) -> truth(x[0]).logDensity(y)));
        var table = Table.of("at x = 0.5", "mean", "modes", "density at the mean", "density at 1.5", "variance within", "variance between");
        var named = new LinkedHashMap<String, Mixture>();
        named.put("mixture", model.predict(0.5).mixture());
        named.put("one Gaussian", single.predict(0.5).mixture());
        named.put("truth", truth(0.5));
        for (var one : named.entrySet()) {
            var moments = one.getValue().moments();
            var modes = one.getValue().modes().stream().filter(mode -> mode.density() > 0.01).count();
            table = table.with(one.getKey(), moments.mean()[0], modes, one.getValue().density(moments.mean()),
                    one.getValue().density(1.5), moments.within()[0][0], moments.between()[0][0]);
        }
        var mixture = named.get("mixture");
        figures.put("density_at_the_mean", mixture.density(mixture.mean()));
        figures.put("density_at_a", mixture.density(1.5));
        figures.put("variance_within", mixture.moments().within()[0][0]);
        figures.put("variance_between", mixture.moments().between()[0][0]);
        figures.put("crps", crps(heldOut));
        figures.put("crps_one_component", crps(alone));

        var labels = new DensityMap.Labels("y = ±(1 + x): p(y|x) as learned", "x", "y", "p(y|x)");
        var map = ModelMap.of(labels, model, new DensityMap.Range(0, 1), new DensityMap.Range(-3, 3)).withPoints(test.x(), test.y(), 500);
        context.save(ModelMap.withCurve(map, "mean", model, prediction -> prediction.mixture().mean()[0]).chart(), "density", 560, 400);
        return StudyResult.of(figures, table);
    }

    private static double crps(HeldOut heldOut) {
        double sum = 0;
        for (int r = 0; r < heldOut.samples().rows(); r++) {
            sum += heldOut.predictions().get(r).mixture().line().crps(heldOut.samples().y()[r]);
        }
        return sum / heldOut.samples().rows();
    }
}
