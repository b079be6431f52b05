/**
 * Mixture density networks (Bishop 1994): p(y|x) as a mixture of normal densities, of which the recurrent one is a use.
 *
 * <p>{@link dev.reverie.mdn.MdnRegressor} learns a density from examples and predicts a {@link dev.reverie.mdn.Predictive} at any x. {@link
 * dev.reverie.mdn.Mixture} is one mixture as a value, in double, to be asked: density, draws at a {@link dev.reverie.mdn.Temperature},
 * {@link dev.reverie.mdn.Moments} in two parts, modes, marginals, conditionals; on a {@link dev.reverie.mdn.UnivariateMixture} also
 * quantiles, intervals, CRPS and divergences. {@link dev.reverie.mdn.Calibration} says whether predictions can be taken at their word.
 *
 * <p>Below that: {@link dev.reverie.mdn.NoiseModel}, what a component looks like; {@link dev.reverie.mdn.MdnLayout}, the only place that
 * knows where a network's outputs stand; {@link dev.reverie.mdn.MdnLoss}, the exact negative log-likelihood with its gradient; {@link
 * dev.reverie.mdn.Regulariser}; {@link dev.reverie.mdn.MixtureLayer}, all of it as the last layer of any DL4J network.
 *
 * <pre>{@code
 * var model = MdnRegressor.train(MdnRegressorConfig.of(8), Samples.of(x, y), Seed.of(1), Progress.none());
 * Predictive prediction = model.predict(0.3);
 * double low = prediction.quantile(0.025);
 * double draw = prediction.sample(random)[0];
 * double noise = prediction.mixture().moments().within()[0][0];      // and between(): different answers
 * var region = prediction.mixture().line().highestDensity(0.95);     // as intervals, one or more
 * model.save(file);
 * }</pre>
 *
 * <p>A negative log-likelihood is in nats; it is negative where densities are above 1, and 1.4189 is what N(0, 1) pays for each of its own
 * draws. Letters: K components, D dimensions of y, P inputs, N rows; π weights, μ means, σ scales, Σ covariance, L factor of the precision,
 * τ temperature.
 */
package dev.reverie.mdn;
