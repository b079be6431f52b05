package dev.reverie.mdn;

import dev.reverie.core.RunningMoments;
import java.util.List;

/**
 * What a model's likelihood is worth: beside one Gaussian a dimension that looks at x, and beside one that does not.
 *
 * <p>All are means of −log p over held-out rows, in nats a dimension of y and in its units, so they compare: less is better, and a model
 * that is not better than {@code standard} learned nothing of x. Where targets are standardised already, {@code standard} is near 1.4189,
 * what N(0, 1) pays for its own draws.
 *
 * @param nll
 *            of the model
 * @param single
 *            of a model with K = 1
 * @param standard
 *            of N(0, I) over the targets as standardised by the training rows
 */
public record NllComparison(double nll, double single, double standard) {
    /**
     * On rows that neither was trained on.
     *
     * @param model
     *            whose worth is asked
     * @param single
     *            trained on the same rows with K = 1; the model itself if that is its K
     * @param train
     *            rows that tell the targets' means and deviations
     * @param test
     *            of as many inputs and dimensions
     */
    public static NllComparison of(MdnRegressor model, MdnRegressor single, Samples train, Samples test) {
        return new NllComparison(nll(model, test), nll(single, test), standard(model, train, test));
    }

    /** Mean −log p(y|x), nats a dimension; of both factorisations. */
    public static double nll(MdnRegressor model, Samples test) {
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

    private static double standard(MdnRegressor model, Samples train, Samples test) {
        var dimensions = model.predictEach(test.input(0));
        double sum = 0;
        for (int d = 0; d < test.dimensions(); d++) {
            var bijector = dimensions.get(d).bijectors().get(0);
            var moments = new RunningMoments(bijector.forward(train.target(0)[d]));
            for (int r = 0; r < train.rows(); r++) {
                moments.add(bijector.forward(train.target(r)[d]));
            }
            double deviation = moments.isConstant() ? 1 : moments.deviation();
            var normal = new Predictive(Mixture.of(new double[]{1}, List.of(Normal.of(moments.mean(), deviation))), List.of(bijector));
            for (int r = 0; r < test.rows(); r++) {
                sum -= normal.logDensity(test.target(r)[d]);
            }
        }
        return sum / test.rows() / test.dimensions();
    }
}
