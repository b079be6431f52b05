package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.CalibrationPlot;
import dev.reverie.experiments.plots.Curves;
import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/** K = 1 is regression with a noise that depends on x: y = sin 2πx + σ(x)·ε with σ(x) = 0.05 + 0.45·x², which is to be found again. */
final class Heteroscedastic {
    static final Study STUDY = new Study("heteroscedastic",
            "K = 1: mean and noise of y = sin 2πx + σ(x)·ε, beside those that made the data", "epochs", Heteroscedastic::run);
    private static final MdnRegressorConfig CONFIG = MdnRegressorConfig.of(1).withTraining(60, 256, 1e-2, 1e-4);
    private static final double[] LEVELS = {0.5, 0.8, 0.95};

    private static double mean(double x) {
        return StrictMath.sin(2 * Math.PI * x);
    }

    private static double scale(double x) {
        return 0.05 + 0.45 * x * x;
    }

    private static Samples simulate(int rows, Seed seed) {
        return Simulation.of(rows, seed, (random, x, y) -> {
            x[0] = random.nextDouble();
            y[0] = mean(x[0]) + scale(x[0]) * random.nextGaussian();
        });
    }

    private static double scale(Predictive prediction) {
        return prediction.mixture().component(0).scale(0);
    }

    private static StudyResult run(StudyContext context) {
        var test = simulate(context.rows(5_000), context.seed().child("test"));
        var model = context.train("one component", CONFIG, simulate(context.rows(20_000), context.seed().child("train")));
        var heldOut = HeldOut.of(model, test);
        var calibration = Calibration.of(heldOut.predictions(), test.y());

        var figures = new LinkedHashMap<String, Number>();
        figures.put("nll", heldOut.nll());
        figures.put("nll_truth", HeldOut.nll(test, (x, y) -> Normal.of(mean(x[0]), scale(x[0])).logDensity(y)));
        figures.put("mean_rmse", Math.sqrt(heldOut.mean((prediction, x) -> {
            double error = prediction.mixture().mean()[0] - mean(x[0]);
            return error * error;
        })));
        figures.put("scale_relative_error", heldOut.mean((prediction, x) -> Math.abs(scale(prediction) / scale(x[0]) - 1)));
        figures.put("pit_ks_p", calibration.uniformity());
        for (double level : LEVELS) {
            figures.put("coverage_" + Math.round(100 * level), calibration.centralCoverage(level));
        }
        var table = Table.of("x", "true mean", "mean", "true σ", "σ");
        for (double x : new double[]{0.1, 0.3, 0.5, 0.7, 0.9}) {
            var prediction = model.predict(x);
            table = table.with(x, mean(x), prediction.mixture().mean()[0], scale(x), scale(prediction));
        }

        var labels = new DensityMap.Labels("Noise that grows with x: p(y|x) as learned, K = 1", "x", "y", "p(y|x)");
        var map = ModelMap.of(labels, model, new DensityMap.Range(0, 1), new DensityMap.Range(-2, 2)).withPoints(test.x(), test.y(), 600);
        map = ModelMap.withCurve(map, "mean", model, prediction -> prediction.mixture().mean()[0]);
        map = ModelMap.withCurve(map, "central 95%", model, prediction -> prediction.quantile(0.025));
        map = ModelMap.withCurve(map, "central 95%", model, prediction -> prediction.quantile(0.975));
        context.save(map.chart(), "density", 560, 400);
        var at = IntStream.rangeClosed(0, 200).mapToDouble(i -> i / 200.0).toArray();
        var learned = new DensityMap.Curve("learned", at, model.predictAll(at).stream().mapToDouble(Heteroscedastic::scale).toArray());
        var truth = new DensityMap.Curve("true: 0.05 + 0.45 x²", at, Arrays.stream(at).map(Heteroscedastic::scale).toArray());
        context.save(Curves.besideTruth("Noise that depends on x", "x", "σ, in the unit of y", truth, learned).chart(), "scale", 520, 340);
        Figures.save(CalibrationPlot.of("K = 1, held-out rows", calibration).picture(400, 320),
                context.folder().resolve("calibration.png"));
        return StudyResult.of(figures, table);
    }
}
