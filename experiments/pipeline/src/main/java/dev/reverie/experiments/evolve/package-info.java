/**
 * Controllers evolved in any environment whose observations are vectors, without a world model.
 *
 * <p>{@link dev.reverie.experiments.evolve.EvolveSettings} say what is evolved and how, {@link dev.reverie.experiments.evolve.EnvEvolution}
 * does it in a folder that an interrupted evolution goes on from.
 *
 * <pre>{@code
 * var settings = EvolveSettings.of("CartPole").withStrategy("snes").withTarget(475);
 * var result = new EnvEvolution(settings, folder, Progress.none()).run();
 * System.out.println(result.generations() + " generations, " + result.test());
 * }</pre>
 */
package dev.reverie.experiments.evolve;
