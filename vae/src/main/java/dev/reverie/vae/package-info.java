/**
 * V, the latent encoder: a variational autoencoder from frames to z and back.
 *
 * <p>{@link dev.reverie.vae.Vae} is the way in: it trains on a store of episodes, encodes and decodes. {@link dev.reverie.vae.VaeConfig}
 * says how wide it is and how it learns; {@link dev.reverie.core.Gaussians} is what it says of frames.
 *
 * <pre>{@code
 * var episodes = EpisodeStore.open(run.folder().episodes());
 * var training = new Training(Optional.of(checkpoint), 1000, Optional.of(metrics), progress);
 * Vae vae = Vae.train(VaeConfig.paper(32, 1_000_000), episodes, seed.child("vae"), training);
 * vae.save(file);
 *
 * vae.encode(episodes, LatentStore.create(latents), progress); // μ and log σ² of every frame, for M
 * float[] z = vae.encode(frame, random);                       // a sample, as in a real episode
 * Observation shown = vae.decode(z);
 * Gaussians posterior = vae.posterior(episodes.read(0).observations());
 * }</pre>
 *
 * <p>{@link dev.reverie.vae.VectorVae} is the same for observations that are vectors, of dense layers.
 *
 * <p>Inside: a {@code ConvVaeArchitecture} lists the layers; {@code …Config} are their DL4J configurations, which train as one network;
 * {@code EncoderPlan} and {@code DecoderPlan} compute the same on a single frame, from the network's weights; {@code FrameTraining} feeds
 * the network from a {@code FrameStream}.
 */
package dev.reverie.vae;
