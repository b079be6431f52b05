/**
 * Evolution strategies, asked for candidates and told their fitness, which they maximise.
 *
 * <p>{@link dev.reverie.controller.es.EvolutionStrategy} proposes and learns. {@link dev.reverie.controller.es.CmaEs} is the one of the
 * paper; {@link dev.reverie.controller.es.Xnes} its textbook counterpart; {@link dev.reverie.controller.es.Snes}, {@link
 * dev.reverie.controller.es.Pepg} and {@link dev.reverie.controller.es.OpenAiEs} are for many parameters; {@link
 * dev.reverie.controller.es.SimpleGa} is the plainest. {@link dev.reverie.controller.es.FitnessShaping} is what they make of fitness before
 * they learn.
 *
 * <p>An {@link dev.reverie.controller.es.Evaluator} gives candidates their fitness; {@link dev.reverie.controller.es.EpisodeEvaluator} does
 * so by episodes, on all threads, with common random numbers and, by option, {@link dev.reverie.controller.es.Racing}. {@link
 * dev.reverie.controller.es.Evolution} is the loop around the two, a stream of {@link dev.reverie.controller.es.Generation}s that ends as a
 * {@link dev.reverie.controller.es.Stop} says.
 *
 * <pre>{@code
 * Evaluator sphere = (all, random) -> Stream.of(all).mapToDouble(x -> DoubleStream.of(x).map(v -> -v * v).sum()).toArray();
 * var seed = Seed.of(42);
 * var strategy = CmaEs.of(10, CmaEs.Options.of(10).withStepSize(0.5), seed.child("es"));
 * var evolution = Evolution.of(strategy, sphere).stream(seed.child("evolve"));
 * evolution.limit(50).forEach(g -> log.write("evolve", g.number(), Map.of("best", g.bestFitness())));
 * strategy.save(file);
 * var resumed = Evolution.of(CmaEs.load(file), sphere).stream(seed.child("evolve"));
 * var best = resumed.takeWhile(g -> g.stepSize() > 1e-9).reduce((a, b) -> b).orElseThrow();
 * double nearlyZero = best.meanFitness();
 * double[] parameters = best.mean();
 * }</pre>
 *
 * <p>Letters are Hansen's: <b>n</b> parameters, <b>λ</b> candidates, <b>m</b> mean, <b>σ</b> step size (in code always {@code stepSize}),
 * <b>C</b> covariance, <b>z</b> standard normals, <b>y</b> steps. <b>z</b> is no latent here.
 */
package dev.reverie.controller.es;
