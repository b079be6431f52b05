/**
 * The dream: an environment whose dynamics is M.
 *
 * <p>{@link dev.reverie.dream.DreamBatch} runs many dreams in lock-step, for evolution, and keeps one for film strips; {@link
 * dev.reverie.dream.DreamEnv} is a single one as an environment; {@link dev.reverie.dream.Futures} are the many ways in which a real
 * episode may go on. All make the same step, and a dream is a function of its key and its actions.
 *
 * <pre>{@code
 * long[] keys = LongStream.range(0, 1024).map(i -> seed.child("dream", i).bits()).toArray();
 * DreamPolicy policy = (rows, ids, state) -> state.actions().fill(0);
 * try (var dreams = DreamBatch.of(model, latents.starts(), Temperature.of(1.15))) {
 *     Scores outcome = dreams.run(keys, 1000, policy);
 *     double score = outcome.mean();                      // steps survived
 *     Dream dream = dreams.record(keys[0], 1000, policy);  // the first of them, step by step
 * }
 * Env env = new DreamEnv(model, latents.starts(), Temperature.of(1.15), actionSpace);
 * env.close();
 * }</pre>
 */
package dev.reverie.dream;
