/**
 * M, the recurrent mixture density network that expects the next latent (Ha and Schmidhuber 2018).
 *
 * <p>{@link dev.reverie.rnn.MdnRnn} is the way in: it is trained on latents that V has stored, saved and loaded, advanced step by step beside a real episode
 * as a {@link dev.reverie.core.WorldModel}, and asked what it expects. {@link dev.reverie.rnn.Stepper} is the same for many rows at a time, for dreams.
 *
 * <pre>{@code
 * var model = MdnRnn.train(config, LatentStore.open(folder), seed.child("rnn"), Training.quiet());
 * model.save(Path.of("model.zip"));
 *
 * Hidden memory = model.initial();
 * model.advance(memory, z, action, memory);       // what was seen and done
 * Prediction next = model.predict(memory);
 * double mean = next.latent(0).mean()[0];
 * boolean over = next.restartLogit() > 0;
 * }</pre>
 *
 * <p>How it is trained: pieces of T steps, begun with empty memory or, chunk after chunk of an episode, with what was remembered; z drawn anew from V's posteriors for every update; the loss is the mean negative
 * log-likelihood of the next z, plus the cross-entropy of the restart head. Inside, {@link dev.reverie.rnn.RecurrentMdn} is one layer of a DL4J network, whose
 * arithmetic is {@link dev.reverie.rnn.BpttPass}.
 *
 * <p>Letters: T steps, B pieces in a batch, Z latent, A action, H hidden, K components.
 */
package dev.reverie.rnn;
