package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.es.Evolution;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Generation;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.evolve.ConfiguredEvaluator;
import dev.reverie.experiments.evolve.EvolutionLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Evolves C, in the dream, in the environment, or in one after the other. */
final class EvolveStage implements Stage {
    /**
     * Keys that only this stage's earliest versions did not have, with their default values: what was finished without them stays up to
     * date.
     */
    private static final List<String> LATER =
            List.of("strategy: cma-es", "strategyOptions: {}", "controller: linear", "layers: none", "stagnation: 0");
    /** Dreams that the final controller's dream score is the mean of: none of them was dreamt in the evolution. */
    private static final int TEST_DREAMS = 256;

    @Override
    public String name() {
        return "evolve";
    }

    @Override
    public String about() {
        return "Evolve C, the controller, inside the dream (or in the environment, as evolve.where says).";
    }

    @Override
    public String unit() {
        return "generations";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.vae(), folder.latents(), folder.rnn());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.controller(), folder.strategy(), ControllerSnapshots.of(folder).folder());
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "dream", "evolve").lines().filter(line -> !LATER.contains(line.strip()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Override
    public StageSummary run(StageContext context) {
        try (var world = TrainedModels.load(context)) {
            var config = context.config().evolve();
            var blank = world.blank();
            var loop = new EvolutionLoop(config.strategy(blank.parameterCount(), context.seed().child("strategy")), context.checkpoint(),
                    config.allGenerations());
            var strategy = loop.strategy();
            try (var log = MetricLog.resume(context.folder().metrics(), name(), strategy.generation() - 1)) {
                var before = Metrics.of(context.folder(), name());
                var fitness = world.fitness(blank, strategy::generation, before.last("length"));
                loop.remember(before.entries(), config.stagnation());
                loop.run(Evolution.of(strategy, fitness), context.seed(), name(), log, context.progress(),
                        new Watch(strategy, fitness, blank, context));
                var controller = blank.withParameters(strategy.mean());
                ControllerSnapshots.of(context.folder()).save(strategy.generation(), controller);
                strategy.save(context.folder().strategy());
                controller.save(context.folder().controller());
                return new StageSummary(String.format(Locale.ROOT, "%,d parameters, %d generations%s%s", controller.parameterCount(),
                        strategy.generation(), dreamScore(context, world, controller, log),
                        loop.plateau().isEmpty() ? "" : "; " + loop.plateau()));
            }
        }
    }

    /** What the controller that is kept is worth in dreams that it was not evolved in. */
    private String dreamScore(StageContext context, TrainedModels world, Controller controller, MetricLog log) {
        if (!context.config().dreamsScore()) {
            return "";
        }
        double score = world.arena(controller).play(controller.parameters(), TEST_DREAMS, context.config().dream().maxSteps(),
                context.seed().child("test")).mean();
        log.write(name(), context.config().evolve().allGenerations(), Map.of("dreamScore", score));
        return String.format(Locale.ROOT, ", return %.0f in the dream", score);
    }

    /** What a run keeps and says of a generation. */
    private record Watch(EvolutionStrategy strategy, ConfiguredEvaluator fitness, Controller blank, StageContext context)
            implements EvolutionLoop.Watcher {
        @Override
        public void seen(Generation generation, Map<String, Double> values) {
            int told = strategy.generation();
            if (ControllerSnapshots.keeps(told, context.config().evolve().allGenerations())) {
                ControllerSnapshots.of(context.folder()).save(told, blank.withParameters(strategy.mean()));
            }
            values.put("length", fitness.meanLength());
            values.put("real", isCostly(generation) ? 1.0 : 0.0);
        }

        /** In the environment, a generation takes minutes. */
        @Override
        public boolean isCostly(Generation generation) {
            return context.config().evolve().isReal(generation.number());
        }

        @Override
        public String words(Generation generation) {
            return String.format(Locale.ROOT, "%s mean %.0f, best %.0f", isCostly(generation) ? "real" : "dream", generation.meanFitness(),
                    generation.bestFitness());
        }
    }
}
