package dev.reverie.experiments.cli;

import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.NllComparison;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good a regressor is on rows it never saw, for people.
 *
 * @param likelihood
 *            beside that of one Gaussian and of N(0, I)
 * @param calibrations
 *            of each target by itself
 */
record MdnAssessment(NllComparison likelihood, List<Calibration> calibrations) {
    private static final double[] LEVELS = {0.5, 0.8, 0.95};

    /**
     * On test rows.
     *
     * @param train
     *            rows that tell the targets' means and deviations
     */
    static MdnAssessment of(MdnRegressor model, MdnRegressor single, Samples train, Samples test) {
        var columns = columns(model, test);
        var calibrations = new ArrayList<Calibration>();
        for (int d = 0; d < test.dimensions(); d++) {
            calibrations.add(Calibration.of(columns.get(d), column(test, d)));
        }
        return new MdnAssessment(NllComparison.of(model, single, train, test), calibrations);
    }

    private static double[] column(Samples samples, int d) {
        var column = new double[samples.rows()];
        java.util.Arrays.setAll(column, r -> samples.y()[r * samples.dimensions() + d]);
        return column;
    }

    /** The predictions of each target by itself, [D][N]. */
    private static List<List<Predictive>> columns(MdnRegressor model, Samples test) {
        int each = model.layout().mixtures();
        var all = model.predictAll(test.x());
        var columns = new ArrayList<List<Predictive>>();
        for (int d = 0; d < test.dimensions(); d++) {
            var column = new ArrayList<Predictive>();
            for (int r = 0; r < test.rows(); r++) {
                column.add(each > 1 || test.dimensions() == 1 ? all.get(r * each + Math.min(d, each - 1)) : all.get(r).marginal(d));
            }
            columns.add(column);
        }
        return columns;
    }

    /** Whether the model is better than one that does not look at x. */
    boolean learned() {
        return likelihood.nll() < likelihood.standard();
    }

    /** A line on the likelihood, then one a target on its calibration. */
    List<String> lines(List<String> targets) {
        var lines = new ArrayList<String>();
        int rows = calibrations.get(0).pit().length;
        lines.add(String.format(Locale.ROOT, "%,d held-out rows: NLL %.4f nats a dimension (K = 1: %.4f; N(0, I): %.4f)", rows,
                likelihood.nll(),
                likelihood.single(), likelihood.standard()));
        for (int d = 0; d < targets.size(); d++) {
            var one = calibrations.get(d);
            var central = new StringBuilder();
            var densest = new StringBuilder();
            for (double level : LEVELS) {
                central.append(String.format(Locale.ROOT, " %.1f%%", 100 * one.centralCoverage(level)));
                densest.append(String.format(Locale.ROOT, " %.1f%%", 100 * one.densityCoverage(level)));
            }
            lines.add(String.format(Locale.ROOT,
                    "%s: PIT KS p = %.3g; of 50, 80, 95%%: central intervals hold%s, highest density regions%s; %.1f components at work, %d dead",
                    targets.get(d), one.uniformity(), central, densest, one.effectiveComponents(), one.dead()));
        }
        return lines;
    }
}
