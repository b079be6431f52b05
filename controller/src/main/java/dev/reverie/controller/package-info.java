/**
 * C, the controller: a flat parameter vector that maps what V and M know to an action.
 *
 * <p>The way in is {@link dev.reverie.controller.Controller}, whose factories make {@link dev.reverie.controller.Linear} and {@link
 * dev.reverie.controller.Mlp} ones: {@link dev.reverie.controller.Features} say what it looks at, an {@link
 * dev.reverie.controller.ActionMap} makes its outputs an action. {@link dev.reverie.controller.ControllerBatch} lets many candidates act
 * side by side while they are evolved in dreams; {@link dev.reverie.controller.WorldModelAgent} plays the real environment with V, M and
 * the best of them; {@link dev.reverie.controller.ObservationAgent} plays without a world model. What finds the parameters is in {@link
 * dev.reverie.controller.es}.
 *
 * <pre>{@code
 * Controller controller = Controller.linear(Features.ZCH, model, env.actionSpace());
 * var strategy = CmaEs.of(controller.parameterCount(), seed.child("es"));
 * Evaluator evaluator = (candidates, generation) -> {
 *     var agents = Arrays.stream(candidates).map(p -> new WorldModelAgent(encoder, model, controller.withParameters(p)));
 *     return agents.mapToDouble(agent -> Rollout.evaluate(env, agent, 4, generation).mean()).toArray();
 * };
 * var best = Evolution.of(strategy, evaluator).last(40, seed.child("evolve"));
 * var agent = new WorldModelAgent(encoder, model, controller.withParameters(best.mean()));
 * agent.controller().save(file);
 * double score = Rollout.evaluate(env, agent, 10, seed.child("test")).mean();
 * }</pre>
 *
 * <p>Letters: <b>B</b> rows, <b>Z</b> elements of a latent, <b>H</b> of a hidden state, <b>A</b> of an action, <b>N</b> candidates.
 */
package dev.reverie.controller;
