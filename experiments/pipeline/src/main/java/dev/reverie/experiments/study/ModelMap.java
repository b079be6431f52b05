package dev.reverie.experiments.study;

import dev.reverie.experiments.plots.DensityMap;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The density map of a model with one input and one target. */
public final class ModelMap {
    private static final int MAX_POINTS = 600;

    private ModelMap() {
    }

    /** Over all of some rows, with these on top, the median, and the central interval that holds 95%. */
    public static DensityMap of(MdnRegressor model, String x, String y, Samples rows) {
        var labels = new DensityMap.Labels("p(" + y + " | " + x + ")", x, y, "density");
        var map = of(labels, model, range(rows.x(), 0), range(rows.y(), 0.1)).withPoints(rows.x(), rows.y(), MAX_POINTS);
        map = withCurve(map, "median", model, prediction -> prediction.quantile(0.5));
        map = withCurve(map, "central 95%", model, prediction -> prediction.quantile(0.025));
        return withCurve(map, "central 95%", model, prediction -> prediction.quantile(0.975));
    }

    /** From the least to the greatest and a share of that farther; around a single value, one to either side. */
    private static DensityMap.Range range(double[] values, double beyond) {
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        double margin = most > least ? beyond * (most - least) : 1;
        return new DensityMap.Range(least - margin, most + margin);
    }

    static DensityMap of(DensityMap.Labels labels, MdnRegressor model, DensityMap.Range x, DensityMap.Range y) {
        var at = DensityMap.columns(x);
        var predictions = model.predictAll(at);
        double width = at[1] - at[0];
        return DensityMap.of(labels, x, y, (here, value) -> predictions.get((int) Math.round((here - at[0]) / width)).density(value));
    }

    /** A curve of the map: something asked of the prediction at every column. */
    static DensityMap withCurve(DensityMap map, String name, MdnRegressor model, ToDoubleFunction<Predictive> what) {
        var at = DensityMap.columns(map.x());
        return map.withCurve(name, at, model.predictAll(at).stream().mapToDouble(what).toArray());
    }
}
