/**
 * The vocabulary of Reverie: what V (vision), M (memory), C (controller) and the environments say to each other, since they do not know
 * each other.
 *
 * <p>The way in is {@link dev.reverie.core.Env}, a world, and {@link dev.reverie.core.Rollout}, which plays it with a {@link
 * dev.reverie.core.Policy}. What was played is an {@link dev.reverie.core.Episode}; an {@link dev.reverie.core.EpisodeStore} keeps many.
 * {@link dev.reverie.core.Encoder} and {@link dev.reverie.core.Decoder} are V's two halves, {@link dev.reverie.core.WorldModel} with its
 * {@link dev.reverie.core.WorldModel.State} is M. {@link dev.reverie.core.Seed} names all randomness. {@link dev.reverie.core.Run} is the
 * folder everything is kept in, {@link dev.reverie.core.MetricLog} its numbers over time, {@link dev.reverie.core.Npz} its arrays.
 *
 * <pre>{@code
 * var seed = Seed.of(42);
 * try (var run = Run.open(root); var log = MetricLog.open(run.folder().metrics())) {
 *     var store = EpisodeStore.create(run.folder().episodes(), new Dataset("Walk", "1", Map.of(), ""));
 *     var rollout = Rollout.on(Walk::new).withThreads(2).withMaxSteps(1000);
 *     rollout.collect(Policy.random(Space.discrete(2)).held(1, 10), 100, seed.child("collect"), store::write);
 *     double longest = store.stream().mapToInt(Episode::length).max().orElseThrow();
 *     log.write("collect", 0, Map.of("longest", longest));
 *     Scores scores = rollout.evaluate(Policy.random(Space.discrete(2)), 100, seed.child("test"));
 *     log.write("test", 0, Map.of("mean", scores.mean(), "sd", scores.sd()));
 * }
 * }</pre>
 *
 * <p>Letters, everywhere in the code: <b>B</b> sequences or samples side by side in a batch; <b>T</b> steps of an episode or a window;
 * <b>Z</b> elements of a latent; <b>A</b> elements of an action; <b>H</b> elements of a hidden state (beside W and C, the height of a frame
 * [H, W, C]); <b>K</b> components of a mixture; <b>D</b> elements of a vector observation or of a density's target; <b>N</b> environments
 * side by side. Shapes are written in brackets, [T+1, D], in C order.
 */
package dev.reverie.core;
