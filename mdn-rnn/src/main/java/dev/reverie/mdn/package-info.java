/**
 * Mixture density networks: p(y|x) as a mixture of Gaussians, of which the recurrent one is a use.
 *
 * <p>{@link dev.reverie.mdn.Mixture} is one mixture as a value, in double, to be read and asked; {@link dev.reverie.mdn.MdnLayout} knows where a network's
 * outputs stand; {@link dev.reverie.mdn.MixtureLoss} is the exact negative log-likelihood of many rows with its gradient; {@link
 * dev.reverie.mdn.Temperature} is how adventurous sampling is.
 *
 * <pre>{@code
 * var layout = new MdnLayout(5, 32);                        // 5 Gaussians for each of 32 elements
 * var loss = MixtureLoss.of(layout, rows, Engine.current());
 * double nll = loss.run(Rows.of(outputs, layout.outputs()), Rows.of(targets, 32), Rows.of(weights, 1), null);
 *
 * Mixture mixture = layout.mixture(outputs.toArray(), 0, 7); // what the first row says of element 7
 * double y = mixture.sample(Temperature.of(1.15), seed.random());
 * double unsure = mixture.variance().within();               // and between(): different futures
 * }</pre>
 *
 * <p>A negative log-likelihood is in nats for each element; it is negative where densities are above 1, and 1.4189 is what N(0, 1) pays for its own draws.
 * Letters: K components, D dimensions, N rows; π weights, μ means, σ scales, τ temperature.
 */
package dev.reverie.mdn;
