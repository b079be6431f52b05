package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.CalibrationPlot;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.Panels;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.chart.JFreeChart;

/**
 * Whether trained models can be taken at their word: on four densities that are known, how often intervals hold the held-out values, and
 * simulation-based calibration (Talts et al. 2018) of a posterior with two modes, θ ~ N(0, 1) seen through y = θ² + 0.5 ε.
 */
final class Coverage {
    static final Study STUDY = new Study("coverage",
            "do 95% intervals hold 95%? four known densities on held-out rows, and simulation-based calibration of a posterior", "epochs",
            Coverage::run);
    private static final MdnRegressorConfig CONFIG = MdnRegressorConfig.of(5).withTraining(40, 256, 1e-2, 1e-4);
    private static final double[] LEVELS = {0.5, 0.8, 0.95};
    private static final int DRAWS = 99;
    private static final int BINS = 20;

    private static StudyResult run(StudyContext context) {
        var figures = new LinkedHashMap<String, Number>();
        var table = Table.of("density", "central 50%", "80%", "95%", "densest 50%", "80%", "95%", "PIT KS p", "test NLL, nats",
                "above the truth");
        var charts = new ArrayList<JFreeChart>();
        for (var density : KnownDensity.all()) {
            var seed = context.seed().child(density.name());
            var model = context.train(density.name(), CONFIG.withTargets(density.target()),
                    density.rows(context.rows(20_000), seed.child("train")));
            var test = density.rows(context.rows(5_000), seed.child("test"));
            var calibration = Calibration.of(model.predictAll(test.x()), test.y());
            double above = calibration.nll() - HeldOut.nll(test, density.logDensity());
            table = table.with(density.name(), calibration.centralCoverage(LEVELS[0]), calibration.centralCoverage(LEVELS[1]),
                    calibration.centralCoverage(LEVELS[2]), calibration.densityCoverage(LEVELS[0]), calibration.densityCoverage(LEVELS[1]),
                    calibration.densityCoverage(LEVELS[2]), calibration.uniformity(), calibration.nll(), above);
            figures.put("coverage_95_" + density.name(), calibration.centralCoverage(0.95));
            figures.put("density_coverage_95_" + density.name(), calibration.densityCoverage(0.95));
            figures.put("nll_above_truth_" + density.name(), above);
            charts.addAll(CalibrationPlot.of(density.about(), calibration).panels().charts());
        }
        figures.putAll(simulationBased(context));
        Figures.save(new Panels(2, charts).picture(400, 280), context.folder().resolve("calibration.png"));
        return StudyResult.of(figures, table);
    }

    private static Map<String, Number> simulationBased(StudyContext context) {
        var seed = context.seed().child("posterior");
        var model = context.train("posterior", CONFIG, simulate(context.rows(50_000), seed.child("train")));
        var test = simulate(context.rows(2_000), seed.child("test"));
        var ranks = Calibration.simulationBased(test.y(), model.predictAll(test.x()), DRAWS, seed.child("draws").random());
        return Map.of("sbc_p", ranks.uniformity(BINS));
    }

    /** x is what was seen, y the parameter. */
    private static Samples simulate(int rows, Seed seed) {
        return Simulation.of(rows, seed, (random, seen, parameter) -> {
            parameter[0] = random.nextGaussian();
            seen[0] = parameter[0] * parameter[0] + 0.5 * random.nextGaussian();
        });
    }
}
