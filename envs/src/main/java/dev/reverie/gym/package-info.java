/**
 * Environments that run elsewhere, played as if they were here: Gymnasium's in a Python process, and those behind gym-http-api.
 *
 * <p>The way in is the registry: {@code Envs.make("gym:CarRacing-v3")} is an ordinary environment everywhere. {@link
 * dev.reverie.gym.GymVectorEnv} steps many at once; {@link dev.reverie.gym.GymClient} is the connection; {@link dev.reverie.gym.GymCheck}
 * tells how good an environment is. {@code reverie gym setup} installs what Python needs.
 *
 * <pre>{@code
 * try (var car = Envs.make("gym:CarRacing-v3", Map.of("crop", "0:84", "size", "64x64"))) {
 *     var scores = Rollout.evaluate(car, Policy.random(car.actionSpace()), 1, Seed.of(1));
 *     lines.add("random driver: " + scores.mean());
 * }
 * try (var poles = GymVectorEnv.make(GymOptions.of("CartPole-v1"), 64)) {
 *     var out = poles.allocate();
 *     poles.reset(1, out);
 *     poles.step(new float[64], out);
 * }
 * }</pre>
 */
package dev.reverie.gym;
