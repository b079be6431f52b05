package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.Evolution;
import dev.reverie.controller.es.Generation;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Evolves C, in the dream, in the environment, or in one after the other. */
final class EvolveStage implements Stage {
    /** Generations between checkpoints; in the environment, where a generation takes minutes, every one. */
    private static final int CHECKPOINT = 5;
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
        return List.of(folder.controller(), folder.strategy(), History.of(folder).folder());
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "dream", "evolve");
    }

    @Override
    public Report run(Context context) {
        try (var world = World.load(context)) {
            var config = context.config().evolve();
            var blank = world.blank();
            var strategy = Files.exists(context.checkpoint()) ? CmaEs.load(context.checkpoint())
                    : CmaEs.of(blank.parameterCount(), new CmaEs.Options(config.population(), config.stepSize(), false),
                            context.seed().child("strategy"));
            try (var log = MetricLog.resume(context.folder().metrics(), name(), strategy.generation() - 1)) {
                var fitness = world.fitness(blank, strategy::generation, Metrics.of(context.folder(), name()).last("length"));
                evolve(strategy, fitness, generation -> keep(generation, strategy, fitness, blank, context, log), context, log);
                var controller = blank.withParameters(strategy.mean());
                strategy.save(context.folder().strategy());
                controller.save(context.folder().controller());
                return new Report(String.format(Locale.ROOT, "%,d parameters, %d generations%s", controller.parameterCount(),
                        config.allGenerations(), dreamScore(context, world, controller, log)));
            }
        }
    }

    private static void evolve(CmaEs strategy, Fitness fitness, Consumer<Generation> keep, Context context,
            MetricLog log) {
        try {
            Evolution.of(strategy, fitness).stream(context.seed())
                    .limit(context.config().evolve().allGenerations() - strategy.generation()).forEach(keep);
        } catch (CancellationException e) {
            log.sync();
            strategy.save(context.checkpoint());
            throw e;
        }
    }

    /** What the controller that is kept is worth in dreams that it was not evolved in. */
    private String dreamScore(Context context, World world, Controller controller, MetricLog log) {
        if (!context.config().dreamsScore()) {
            return "";
        }
        var test = new DreamEvaluator(world.dreams(), controller, TEST_DREAMS, context.config().dream().maxSteps());
        double score = test.scores(context.seed().child("test"), controller.parameters()).mean();
        log.write(name(), context.config().evolve().allGenerations(), Map.of("dreamScore", score));
        return String.format(Locale.ROOT, ", return %.0f in the dream", score);
    }

    private void keep(Generation generation, CmaEs strategy, Fitness fitness, Controller blank, Context context, MetricLog log) {
        var config = context.config().evolve();
        int told = strategy.generation();
        boolean real = config.isReal(told - 1);
        if (History.keeps(told, config.allGenerations())) {
            History.of(context.folder()).save(told, blank.withParameters(strategy.mean()));
        }
        log.write(name(), generation.number(), Map.of("best", generation.bestFitness(), "mean", generation.meanFitness(), "worst",
                generation.worstFitness(), "stepSize", generation.stepSize(), "length", fitness.meanLength(), "real", real ? 1.0 : 0.0));
        if (real || told % CHECKPOINT == 0) {
            log.sync();
            strategy.save(context.checkpoint());
        }
        context.progress().update(told, config.allGenerations(), String.format(Locale.ROOT,
                "%s mean %.0f, best %.0f", real ? "real" : "dream", generation.meanFitness(), generation.bestFitness()));
    }
}
