package dev.reverie.experiments.cli;

import dev.reverie.core.Seed;
import dev.reverie.mdn.NamedRegressor;
import dev.reverie.mdn.Predictive;
import java.util.ArrayList;
import java.util.Collections;
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
     * The cells of some rows; those of a row that cannot be predicted are empty, but for inputs that are numbers.
     *
     * @param x
     *            [N, P], NaN where there is no number
     * @param first
     *            number of the first row, since each draws from a stream of its own
     * @param failed
     *            gets the numbers of the rows that cannot be predicted
     */
    List<List<String>> rows(double[] x, int first, List<Integer> failed) {
        int inputs = regressor.inputs().size();
        int width = names().size();
        var all = regressor.model().predictRows(x);
        var rows = new ArrayList<List<String>>();
        for (int r = 0; r < all.size(); r++) {
            var row = new ArrayList<String>();
            for (int i = 0; i < inputs; i++) {
                row.add(Double.isNaN(x[r * inputs + i]) ? "" : Double.toString(x[r * inputs + i]));
            }
            if (all.get(r).isEmpty() || !fill(row, all.get(r), first + r)) {
                failed.add(first + r);
                row.subList(inputs, row.size()).clear();
                row.addAll(Collections.nCopies(width - inputs, ""));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Whether all that is said of a row is finite. */
    private boolean fill(List<String> row, List<Predictive> parts, int number) {
        var cells = cells(parts, number);
        cells.forEach(cell -> row.add(Double.toString(cell)));
        return cells.stream().allMatch(Double::isFinite);
    }

    private List<Double> cells(List<Predictive> parts, int number) {
        var row = new ArrayList<Double>();
        for (int d = 0; d < regressor.targets().size(); d++) {
            var one = parts.size() > 1 ? parts.get(d) : regressor.targets().size() > 1 ? parts.get(0).marginal(d) : parts.get(0);
            var spread = one.spread();
            row.add(spread.mean());
            row.add(spread.deviation());
            row.add(Math.sqrt(spread.within()));
            row.add(Math.sqrt(spread.between()));
            for (double p : quantiles) {
                row.add(one.quantile(p));
            }
        }
        for (var part : parts) {
            for (double weight : part.mixture().weights()) {
                row.add(weight);
            }
        }
        var random = seed.child("row", number).random();
        for (int s = 0; s < samples; s++) {
            for (var part : parts) {
                for (double y : part.sample(random)) {
                    row.add(y);
                }
            }
        }
        return row;
    }
}
