package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.Panels;
import dev.reverie.mdn.LogDensity;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.NoiseModel;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Samples;
import dev.reverie.mdn.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.chart.JFreeChart;

/**
 * What a component may look like, on data whose two dimensions go together: y = (cos 2πx, sin 2πx) + noise with deviations 0.5 and 0.3 and
 * a correlation of 0.9. NLLs keep all constants, so they can be compared across the models and with the truth.
 */
final class NoiseModels {
    static final Study STUDY = new Study("noise-models",
            "full, diagonal, isotropic, shared and fixed noise on correlated data: test NLL side by side with the truth", "epochs",
            NoiseModels::run);
    private static final double RIGHT = 0.5;
    private static final double UP = 0.3;
    private static final double CORRELATION = 0.9;
    private static final double[][] COVARIANCE =
            {{RIGHT * RIGHT, CORRELATION * RIGHT * UP}, {CORRELATION * RIGHT * UP, UP * UP}};
    private static final int[] COMPONENTS = {1, 5};
    private static final double SHOWN_AT = 0.125;

    /** The five, by the names of the figures. */
    private static Map<String, NoiseModel> models() {
        var models = new LinkedHashMap<String, NoiseModel>();
        models.put("full", new NoiseModel.Full(Scale.CLAMPED));
        models.put("diagonal", new NoiseModel.Diagonal(Scale.CLAMPED));
        models.put("isotropic", new NoiseModel.Isotropic(Scale.CLAMPED));
        models.put("shared", new NoiseModel.SharedIsotropic(Scale.CLAMPED));
        // a constant must be guessed: half of the targets' deviation
        models.put("fixed", new NoiseModel.Fixed(0.5));
        return models;
    }

    private static Normal truth(double x) {
        return Normal.withCovariance(new double[]{StrictMath.cos(2 * Math.PI * x), StrictMath.sin(2 * Math.PI * x)}, COVARIANCE);
    }

    private static Samples simulate(int rows, Seed seed) {
        return Simulation.of(rows, 1, 2, seed, (random, x, y) -> {
            x[0] = random.nextDouble();
            double shared = random.nextGaussian();
            y[0] = StrictMath.cos(2 * Math.PI * x[0]) + RIGHT * shared;
            y[1] = StrictMath.sin(2 * Math.PI * x[0])
                    + UP * (CORRELATION * shared + Math.sqrt(1 - CORRELATION * CORRELATION) * random.nextGaussian());
        });
    }

    private static StudyResult run(StudyContext context) {
        var train = simulate(context.rows(20_000), context.seed().child("train"));
        var test = simulate(context.rows(5_000), context.seed().child("test"));
        double exact = HeldOut.nll(test, (x, y) -> truth(x[0]).logDensity(y));
        var figures = new LinkedHashMap<String, Number>();
        figures.put("nll_truth", exact);
        var table = Table.of("noise", "K", "numbers out", "test NLL, nats", "above the truth");
        var charts = new ArrayList<JFreeChart>();
        charts.add(chart("Truth, at x = " + SHOWN_AT, truth(SHOWN_AT)::logDensity));
        for (int k : COMPONENTS) {
            for (var noise : models().entrySet()) {
                var config = MdnRegressorConfig.of(k).withNoise(noise.getValue()).withTraining(40, 256, 1e-2, 1e-4);
                var model = context.train(noise.getKey() + " " + k, config, train);
                double nll = HeldOut.of(model, test).nll();
                figures.put("nll_" + noise.getKey() + "_" + k, nll);
                table = table.with(noise.getKey(), k, model.layout().outputs(), nll, nll - exact);
                if (k > 1) {
                    var prediction = model.predict(SHOWN_AT);
                    charts.add(chart(name(noise.getKey()) + ", K = " + k, prediction::logDensity));
                }
            }
        }
        table = table.with("truth", "", "", exact, 0.0);
        Figures.save(new Panels(3, charts).picture(300, 270), context.folder().resolve("densities.png"));
        return StudyResult.of(figures, table);
    }

    private static String name(String noise) {
        return noise.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + noise.substring(1);
    }

    private static JFreeChart chart(String title, LogDensity density) {
        var labels = new DensityMap.Labels(title, "first dimension", "second dimension", "density");
        return DensityMap.of(labels, new DensityMap.Range(-1, 2.4), new DensityMap.Range(-0.4, 1.8), (a, b) -> Math.exp(density.at(a, b)))
                .chart();
    }
}
