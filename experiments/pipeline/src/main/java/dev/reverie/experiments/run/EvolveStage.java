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

/** Evolves C, wholly inside the dream. */
final class EvolveStage implements Stage {
    private static final int CHECKPOINT = 5;
    /** Dreams that the final controller's dream score is the mean of: none of them was dreamt in the evolution. */
    private static final int TEST_DREAMS = 256;

    @Override
    public String name() {
        return "evolve";
    }

    @Override
    public String about() {
        return "Evolve C, the controller, inside the dream.";
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
            var dreams = new DreamEvaluator(world.dreams(), blank, config.repeats(), context.config().dream().maxSteps());
            var strategy = Files.exists(context.checkpoint()) ? CmaEs.load(context.checkpoint())
                    : CmaEs.of(blank.parameterCount(), new CmaEs.Options(config.population(), config.stepSize(), false),
                            context.seed().child("strategy"));
            try (var log = MetricLog.resume(context.folder().metrics(), name(), strategy.generation() - 1)) {
                Evolution.of(strategy, dreams).stream(context.seed()).limit(config.generations() - strategy.generation())
                        .forEach(generation -> keep(generation, strategy, blank, context, log));
                var controller = blank.withParameters(strategy.mean());
                var test = new DreamEvaluator(dreams.dreams(), controller, TEST_DREAMS, dreams.maxSteps());
                double score = test.outcome(context.seed().child("test"), controller.parameters()).mean();
                log.write(name(), config.generations(), Map.of("dreamScore", score));
                strategy.save(context.folder().strategy());
                controller.save(context.folder().controller());
                return new Report(String.format(Locale.ROOT, "%,d parameters, %d generations, return %.0f in the dream",
                        controller.parameterCount(), config.generations(), score));
            }
        }
    }

    private void keep(Generation generation, CmaEs strategy, Controller blank, Context context, MetricLog log) {
        if (History.keeps(strategy.generation(), context.config().evolve().generations())) {
            History.of(context.folder()).save(strategy.generation(), blank.withParameters(strategy.mean()));
        }
        log.write(name(), generation.number(), Map.of("best", generation.bestFitness(), "mean", generation.meanFitness(), "worst",
                generation.worstFitness(), "stepSize", generation.stepSize()));
        if (strategy.generation() % CHECKPOINT == 0) {
            strategy.save(context.checkpoint());
        }
        context.progress().update(strategy.generation(), context.config().evolve().generations(), String.format(Locale.ROOT,
                "dream mean %.0f, best %.0f", generation.meanFitness(), generation.bestFitness()));
    }
}
