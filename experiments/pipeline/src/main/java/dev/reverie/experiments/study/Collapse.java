package dev.reverie.experiments.study;

import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.Panels;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.Regulariser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jfree.chart.JFreeChart;

/**
 * What the regularisers do, on the inverse sine with more components than it needs: with the entropy one, more components share the work;
 * with the ordering one, labels ascend and no component trades its place with another.
 */
final class Collapse {
    static final Study STUDY = new Study("collapse",
            "regularisers on and off: how many components do the work, and whether their labels keep their order", "epochs", Collapse::run);
    private static final int COMPONENTS = 6;
    private static final int GRID = 200;

    private static Map<String, Regulariser[]> settings() {
        var settings = new LinkedHashMap<String, Regulariser[]>();
        settings.put("none", new Regulariser[0]);
        settings.put("entropy", new Regulariser[]{new Regulariser.Entropy(0.3)});
        settings.put("ordering", new Regulariser[]{new Regulariser.Ordering(10)});
        settings.put("both", new Regulariser[]{new Regulariser.Entropy(0.3), new Regulariser.Ordering(10)});
        return settings;
    }

    private static StudyResult run(StudyContext context) {
        var train = InverseSine.simulate(context.rows(20_000), context.seed().child("train"));
        var test = InverseSine.simulate(context.rows(2_000), context.seed().child("test"));
        var figures = new LinkedHashMap<String, Number>();
        var table = Table.of("regulariser", "effective components", "dead", "labels in order", "test NLL, nats");
        var charts = new ArrayList<JFreeChart>();
        for (var setting : settings().entrySet()) {
            var name = setting.getKey();
            var config = InverseSine.CONFIG.withComponents(COMPONENTS).withRegularisers(setting.getValue());
            // the same initial weights and batches for all, so that only the regulariser differs
            var model = context.train("regressor", config, train);
            var calibration = Calibration.of(model.predictAll(test.x()), test.y());
            double ordered = ordered(model);
            figures.put("effective_components_" + name, calibration.effectiveComponents());
            figures.put("dead_" + name, calibration.dead());
            figures.put("ordered_" + name, ordered);
            figures.put("nll_" + name, calibration.nll());
            table = table.with(name, calibration.effectiveComponents(), calibration.dead(), ordered, calibration.nll());
            charts.add(chart(name, model));
        }
        Figures.save(new Panels(2, charts).picture(420, 340), context.folder().resolve("components.png"));
        return StudyResult.of(figures, table);
    }

    /** Share of neighbouring labels whose means ascend, over all x. */
    private static double ordered(MdnRegressor model) {
        int ascending = 0;
        for (int i = 0; i < GRID; i++) {
            var mixture = model.predict((i + 0.5) / GRID).mixture();
            for (int k = 1; k < COMPONENTS; k++) {
                ascending += mixture.component(k).mean(0) > mixture.component(k - 1).mean(0) ? 1 : 0;
            }
        }
        return (double) ascending / GRID / (COMPONENTS - 1);
    }

    private static JFreeChart chart(String name, MdnRegressor model) {
        var labels = new DensityMap.Labels("Regulariser: " + name, "x", "t", "p(t|x)");
        var map = ModelMap.of(labels, model, new DensityMap.Range(0, 1), new DensityMap.Range(-0.2, 1.2));
        for (int k = 0; k < COMPONENTS; k++) {
            int label = k;
            map = ModelMap.withCurve(map, k == 0 ? "means where π > 5%: 1" : Integer.toString(k + 1), model,
                    prediction -> working(prediction.mixture(), label));
        }
        return map.chart();
    }

    /** The mean of a component; NaN where it does little. */
    private static double working(Mixture mixture, int k) {
        return mixture.weight(k) > 0.05 ? mixture.component(k).mean(0) : Double.NaN;
    }
}
