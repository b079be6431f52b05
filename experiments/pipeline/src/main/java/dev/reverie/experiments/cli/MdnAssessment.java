package dev.reverie.experiments.cli;

import dev.reverie.mdn.Bijector;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.Normal;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good a regressor is on rows it never saw, for people.
 *
 * @param nll
 *            mean −log p(y|x), nats a dimension
 * @param single
 *            the same of a regressor with K = 1
 * @param standard
 *            the same of N(0, I) over the standardised targets, which does not look at x
 * @param calibrations
 *            of each target by itself
 */
record MdnAssessment(double nll, double single, double standard, List<Calibration> calibrations) {
    private static final double[] LEVELS = {0.5, 0.8, 0.95};

    /**
     * On test rows.
     *
     * @param bijectors
     *            of the targets
     * @param train
     *            rows that tell the targets' means and deviations
     */
    static MdnAssessment of(MdnRegressor model, MdnRegressor single, List<Bijector> bijectors, Samples train, Samples test) {
        var columns = columns(model, test);
        var calibrations = new ArrayList<Calibration>();
        for (int d = 0; d < test.dimensions(); d++) {
            calibrations.add(Calibration.of(columns.get(d), column(test, d)));
        }
        return new MdnAssessment(nll(model, test), nll(single, test), standard(bijectors, train, test), calibrations);
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

    private static double nll(MdnRegressor model, Samples test) {
        int each = model.layout().mixtures();
        var all = model.predictAll(test.x());
        double sum = 0;
        for (int r = 0; r < test.rows(); r++) {
            var y = test.target(r);
            for (int m = 0; m < each; m++) {
                sum -= each > 1 ? all.get(r * each + m).logDensity(y[m]) : all.get(r).logDensity(y);
            }
        }
        return sum / test.rows() / test.dimensions();
    }

    private static double standard(List<Bijector> bijectors, Samples train, Samples test) {
        double sum = 0;
        for (int d = 0; d < test.dimensions(); d++) {
            var bijector = bijectors.get(d);
            var u = java.util.Arrays.stream(column(train, d)).map(bijector::forward).toArray();
            double mean = java.util.Arrays.stream(u).average().orElseThrow();
            double variance = java.util.Arrays.stream(u).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            var normal = new Predictive(
                    dev.reverie.mdn.Mixture.of(new double[]{1}, List.of(Normal.of(mean, variance > 0 ? Math.sqrt(variance) : 1))),
                    List.of(bijector));
            for (double y : column(test, d)) {
                sum -= normal.logDensity(y);
            }
        }
        return sum / test.rows() / test.dimensions();
    }

    /** A line on the likelihood, then one a target on its calibration. */
    List<String> lines(List<String> targets) {
        var lines = new ArrayList<String>();
        int rows = calibrations.get(0).pit().length;
        lines.add(String.format(Locale.ROOT, "%,d held-out rows: NLL %.4f nats a dimension (K = 1: %.4f; N(0, I): %.4f)", rows, nll, single,
                standard));
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
