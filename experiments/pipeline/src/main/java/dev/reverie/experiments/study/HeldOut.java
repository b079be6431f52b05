package dev.reverie.experiments.study;

import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Rows that no training saw, and what a model says of them.
 *
 * @param samples
 *            the rows
 * @param predictions
 *            one a row
 */
record HeldOut(Samples samples, List<Predictive> predictions) {
    static HeldOut of(MdnRegressor model, Samples samples) {
        return new HeldOut(samples, model.predictAll(samples.x()));
    }

    /** Mean −log p(y|x), nats. */
    double nll() {
        double sum = 0;
        for (int r = 0; r < samples.rows(); r++) {
            sum -= predictions.get(r).logDensity(samples.target(r));
        }
        return sum / samples.rows();
    }

    /** The same of a density that is known. */
    static double nll(Samples samples, ToDoubleBiFunction<double[], double[]> logDensity) {
        double sum = 0;
        for (int r = 0; r < samples.rows(); r++) {
            sum -= logDensity.applyAsDouble(samples.input(r), samples.target(r));
        }
        return sum / samples.rows();
    }

    /** Mean of something asked of a prediction and its x. */
    double mean(ToDoubleBiFunction<Predictive, double[]> what) {
        double sum = 0;
        for (int r = 0; r < samples.rows(); r++) {
            sum += what.applyAsDouble(predictions.get(r), samples.input(r));
        }
        return sum / samples.rows();
    }
}
