/**
 * Environments that run on the JVM, by name.
 *
 * <p>The way in is {@link dev.reverie.envs.Envs}, the registry; {@link dev.reverie.envs.EnvProvider} brings your own into it. Each can also
 * be made directly, as {@link dev.reverie.envs.TakeCover} and {@link dev.reverie.envs.CarRacing} with their options. {@link
 * dev.reverie.envs.FrameSkip}, {@link dev.reverie.envs.TimeLimit}, {@link dev.reverie.envs.Resize} and {@link dev.reverie.envs.Recording}
 * are put around one, in any order; {@link dev.reverie.envs.Mdp} makes rl4j's MDP of one, and one of an MDP. Many side by side are a {@link
 * dev.reverie.core.VectorEnv}.
 *
 * <p>Episodes are collected by {@link dev.reverie.envs.BrownianPolicy}, {@link dev.reverie.envs.UntrainedAgent} and {@link
 * dev.reverie.envs.ScriptedPolicy}, beside those of {@link dev.reverie.core.Policy}; {@link dev.reverie.envs.DataSheet} is the class
 * comment of an environment as text.
 *
 * <pre>{@code
 * var options = Map.of("frameSkip", "2");
 * for (var option : Envs.entry("TakeCover").options()) {
 *     lines.add(option.name() + " = " + option.defaultValue() + ": " + option.meaning());
 * }
 * var store = EpisodeStore.create(folder, Envs.dataset("TakeCover", options, ""));
 * var rollout = Rollout.on(() -> Envs.make("TakeCover", options)).withThreads(2);
 * var policy = Policy.random(Space.box(-1, 1, 1)).held(1, 10);
 * rollout.collect(policy, 3, Seed.of(1), store::write);
 * double tics = rollout.evaluate(policy, 3, Seed.of(2)).mean();
 * }</pre>
 */
package dev.reverie.envs;
