package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.EpisodeEvaluator;
import dev.reverie.controller.es.EpisodeFitness;
import dev.reverie.controller.es.Evaluator;
import dev.reverie.controller.es.Evolution;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Generation;
import dev.reverie.controller.es.Racing;
import dev.reverie.controller.es.Snes;
import dev.reverie.controller.es.Stop;
import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Observation;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tours in the package-infos compile, run, and are these. */
class TourTest {
    /** Shows a number; the action should be its tanh. */
    private static final class Follow implements Env {
        private final EpisodeState state = new EpisodeState(actionSpace());
        private RandomGenerator random;
        private float x;

        @Override
        public Observation reset(long seed) {
            state.begin();
            random = Seed.of(seed).random();
            return show();
        }

        private Observation show() {
            x = 2 * random.nextFloat() - 1;
            return new Observation.Vector(x);
        }

        @Override
        public Step step(float[] action) {
            int number = state.next(action);
            double miss = action[0] - StrictMath.tanh(x);
            return state.end(new Step(show(), -miss * miss, false, number == 20));
        }

        @Override
        public Space.Box observationSpace() {
            return Space.box(-10, 10, 1);
        }

        @Override
        public Space actionSpace() {
            return Space.box(-1, 1, 1);
        }
    }

    @TempDir
    Path folder;

    @Test
    void theTourOfControllersRuns() {
        var env = new Follow();
        var encoder = new Echo.Vision(0.01f);
        var model = new Echo.Memory();
        var seed = Seed.of(42);
        var file = folder.resolve("best.npy");
        Controller controller = Controller.linear(Features.ZCH, model, env.actionSpace());
        var strategy = CmaEs.of(controller.parameterCount(), seed.child("es"));
        Evaluator evaluator = (candidates, generation) -> {
            var agents = Arrays.stream(candidates).map(p -> new WorldModelAgent(encoder, model, controller.withParameters(p)));
            return agents.mapToDouble(agent -> Rollout.evaluate(env, agent, 4, generation).mean()).toArray();
        };
        var best = Evolution.of(strategy, evaluator).last(40, seed.child("evolve"));
        var agent = new WorldModelAgent(encoder, model, controller.withParameters(best.mean()));
        agent.controller().save(file);
        double score = Rollout.evaluate(env, agent, 10, seed.child("test")).mean();
        double before = Rollout.evaluate(env, new WorldModelAgent(encoder, model, controller), 10, seed.child("test")).mean();
        assertTrue(score > before / 2, before + " became " + score);
        assertEquals(agent.controller(), controller.withParameters(file));
    }

    @Test
    void theTourOfStrategiesRuns() {
        var file = folder.resolve("state.npz");
        try (var log = MetricLog.open(folder.resolve("metrics.jsonl"))) {
            Evaluator sphere = (all, random) -> Stream.of(all).mapToDouble(x -> DoubleStream.of(x).map(v -> -v * v).sum()).toArray();
            var seed = Seed.of(42);
            var strategy = CmaEs.of(10, CmaEs.Options.of(10).withStepSize(0.5), seed.child("es"));
            var evolution = Evolution.of(strategy, sphere).stream(seed.child("evolve"));
            evolution.limit(50).forEach(g -> log.write("evolve", g.number(), Map.of("best", g.bestFitness())));
            strategy.save(file);
            var resumed = Evolution.of(CmaEs.load(file), sphere).stream(seed.child("evolve"));
            var best = resumed.takeWhile(g -> g.stepSize() > 1e-9).reduce((a, b) -> b).orElseThrow();
            double nearlyZero = best.meanFitness();
            double[] parameters = best.mean();
            assertEquals(0, nearlyZero, 1e-15);
            assertEquals(10, parameters.length);
        }
        assertEquals(50, MetricLog.read(folder.resolve("metrics.jsonl")).size());
    }

    @Test
    void theProgramOfTheGuideRuns() {
        var file = folder.resolve("state.npz");
        var seed = Seed.of(1);
        var controller = Controller.mlp(Features.Z, 1, List.of(), ActionMap.of(Space.box(-1, 1, 1)), true, 8);
        EpisodeFitness trial = (parameters, chances) -> {
            var agent = new ObservationAgent(controller.withParameters(parameters));
            return Rollout.evaluate(new Follow(), agent, 1, chances).mean();
        };
        var evaluator = EpisodeEvaluator.of(trial, 8).withRacing(new Racing.Significance(4, 16, 0.05));
        var options = Snes.Options.of(controller.parameterCount()).withPopulation(32).withStepSize(0.5);
        var strategy = Snes.of(controller.parameters(), options, seed.child("strategy"));
        var scores = new ArrayList<Generation.Reassessed>();
        Evolution.of(strategy, evaluator).reassessing(5, evaluator.withEpisodes(20)).until(Stop.score(-0.5).or(Stop.generations(60)))
                .stream(seed).forEach(generation -> generation.reassessed().ifPresent(scores::add));
        strategy.save(file);                                // another day: strategy.restore(file), and the same bits
        assertTrue(scores.get(scores.size() - 1).mean() > -0.5, scores.toString());
        assertArrayEquals(strategy.mean(), EvolutionStrategy.load(file).mean());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "src/main/java/dev/reverie/controller/package-info.java    | {@code  | * }</pre>",
        "src/main/java/dev/reverie/controller/es/package-info.java | {@code  | * }</pre>",
        "../src/site/evolution.md                                  | ```java | ```"})
    void theToursAndTheProgramOfTheGuideAreThese(Path shown, String begin, String end) throws IOException {
        var test = Path.of("src/test/java/dev/reverie/controller/TourTest.java");
        assumeTrue(Files.exists(shown) && Files.exists(test), "the sources are not here");
        var text = Files.readString(shown);
        int from = text.indexOf(begin + "\n") + begin.length() + 1;
        var code = text.substring(from, text.indexOf(end, from)).lines().map(line -> line.replaceFirst("^ \\* ?", "").strip())
                .filter(line -> !line.isEmpty()).toList();
        var lines = Files.readAllLines(test).stream().map(String::strip).toList();
        assertTrue(code.size() >= 10, code.toString());
        for (var line : code) {
            assertTrue(lines.contains(line), line);
        }
    }
}
