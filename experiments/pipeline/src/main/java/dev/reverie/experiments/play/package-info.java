/**
 * An environment to look at and to play: pictures of an episode without a display, and a window with the keyboard.
 *
 * <pre>{@code
 * try (var env = Envs.make("CartPole")) {
 *     var episode = Rollout.collect(env, Policy.random(env.actionSpace()), 1, Seed.of(1)).get(0);
 *     Film.of(episode, Portrait.of(env)).save(folder.resolve("cart-pole.gif"), 1, 20);
 * }
 * }</pre>
 *
 * <p>{@link dev.reverie.experiments.play.Portrait} makes a picture of an observation, {@link dev.reverie.experiments.play.Film} saves those
 * of an episode, {@link dev.reverie.experiments.play.Controls} tells what the keys do, {@link dev.reverie.experiments.play.Game} counts the
 * score, and {@link dev.reverie.experiments.play.GameWindow} shows it in real time.
 */
package dev.reverie.experiments.play;
