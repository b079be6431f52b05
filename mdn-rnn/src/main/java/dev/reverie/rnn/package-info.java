/**
 * M, the recurrent mixture density network that expects the next latent (Ha and Schmidhuber 2018).
 *
 * <p>{@link dev.reverie.rnn.LatentDynamics} is the way in: trained on latents that V has stored, saved and loaded, it is shown episodes or
 * dreams, many rows at a time, and asked what it expects. {@link dev.reverie.rnn.MdnRnn} is one M, {@link dev.reverie.rnn.Ensemble}
 * several.
 *
 * <pre>{@code
 * var model = LatentDynamics.train(config, LatentStore.open(folder), seed.child("rnn"), Training.quiet());
 * model.save(Path.of("model.zip"));
 *
 * var state = model.open(1);
 * state.begin(0);
 * state.z().put(0, z);                            // what was seen
 * state.actions().put(0, action);                 // and done
 * state.advance(1);
 * state.predict(1);
 * Prediction next = state.prediction(0);
 * double mean = next.latent(0).mean()[0];
 * boolean over = next.restartLogit() > 0;
 * }</pre>
 *
 * <p>How it is trained: pieces of T steps, begun with empty memory or, chunk after chunk of an episode, with what was remembered; z drawn
 * anew from V's posteriors for every update; the loss is the mean negative log-likelihood of the next z, plus the cross-entropy of the
 * restart head. Inside, {@link dev.reverie.rnn.RecurrentMdn} is one layer of a DL4J network, whose arithmetic is {@link
 * dev.reverie.rnn.BpttPass}.
 *
 * <p>Letters: T steps, B pieces in a batch, Z latent, A action, H hidden, K components.
 */
package dev.reverie.rnn;
