package dev.reverie.experiments.cli;

import dev.reverie.core.Seed;
import dev.reverie.mdn.NamedRegressor;
import dev.reverie.mdn.Predictive;
import java.util.ArrayList;
import java.util.List;

/** What the predictions of a regressor are, column by column: the inputs, what is said of each target, weights, draws. */
final class MdnPredictionColumns {
    private final NamedRegressor regressor;
    private final double[] quantiles;
    private final int samples;
    private final Seed seed;

    /**
     * @param quantiles
     *            in (0, 1) each
     * @param samples
     *            draws a row
     */
    MdnPredictionColumns(NamedRegressor regressor, double[] quantiles, int samples, Seed seed) {
        this.regressor = regressor;
        this.quantiles = quantiles.clone();
        this.samples = samples;
        this.seed = seed;
    }

    /** Such as {@code x, y_mean, y_sd, y_sd_within, y_sd_between, y_q0.5, weight1, y_draw1}. */
    List<String> names() {
        var names = new ArrayList<>(regressor.inputs());
        for (var target : regressor.targets()) {
            names.addAll(List.of(target + "_mean", target + "_sd", target + "_sd_within", target + "_sd_between"));
            for (double p : quantiles) {
                names.add(target + "_q" + p);
            }
        }
        boolean each = regressor.model().layout().mixtures() > 1;
        for (int m = 0; m < regressor.model().layout().mixtures(); m++) {
            for (int k = 1; k <= regressor.model().layout().components(); k++) {
                names.add((each ? regressor.targets().get(m) + "_" : "") + "weight" + k);
            }
        }
        for (int s = 1; s <= samples; s++) {
            for (var target : regressor.targets()) {
                names.add(target + "_draw" + s);
            }
        }
        return names;
    }

    /**
     * The cells of some rows.
     *
     * @param x
     *            [N, P]
     * @param first
     *            number of the first row, since each draws from a stream of its own
     */
    List<List<String>> rows(double[] x, int first) {
        int inputs = regressor.inputs().size();
        int each = regressor.model().layout().mixtures();
        var all = regressor.model().predictAll(x);
        var rows = new ArrayList<List<String>>();
        for (int r = 0; r < x.length / inputs; r++) {
            var row = new ArrayList<String>();
            for (int i = 0; i < inputs; i++) {
                row.add(Double.toString(x[r * inputs + i]));
            }
            fill(row, all.subList(r * each, (r + 1) * each), first + r);
            rows.add(row);
        }
        return rows;
    }

    private void fill(List<String> row, List<Predictive> parts, int number) {
        for (int d = 0; d < regressor.targets().size(); d++) {
            var one = parts.size() > 1 ? parts.get(d) : regressor.targets().size() > 1 ? parts.get(0).marginal(d) : parts.get(0);
            var spread = one.spread();
            row.add(Double.toString(spread.mean()));
            row.add(Double.toString(spread.deviation()));
            row.add(Double.toString(Math.sqrt(spread.within())));
            row.add(Double.toString(Math.sqrt(spread.between())));
            for (double p : quantiles) {
                row.add(Double.toString(one.quantile(p)));
            }
        }
        for (var part : parts) {
            for (double weight : part.mixture().weights()) {
                row.add(Double.toString(weight));
            }
        }
        var random = seed.child("row", number).random();
        for (int s = 0; s < samples; s++) {
            for (var part : parts) {
                for (double y : part.sample(random)) {
                    row.add(Double.toString(y));
                }
            }
        }
    }
}
