package dev.reverie.experiments.run;

import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.Progress;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plays controllers of the evolution's history in the dream and in the environment: is what is better in the dream better? */
final class FidelityStage implements Stage {
    private static final int DREAMS = 64;
    /** Of {@code evaluate.episodes}: one in so many for each of the controllers. */
    private static final int SHARE = 4;
    /** With fewer, an interval says nothing. */
    private static final int LEAST = 4;

    static Path file(RunFolder folder) {
        return folder.scores().resolveSibling("fidelity.csv");
    }

    @Override
    public String name() {
        return "fidelity";
    }

    @Override
    public String about() {
        return "Play controllers of the evolution's history in the dream and in the environment.";
    }

    @Override
    public String unit() {
        return "episodes";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.vae(), folder.latents(), folder.rnn(), History.of(folder).folder());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(file(folder));
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "dream", "evolve", "evaluate");
    }

    @Override
    public Report run(Context context) {
        try (var world = World.load(context)) {
            var controllers = History.of(context.folder()).load(world.blank());
            int episodes = Math.max(LEAST, context.config().evaluate().episodes() / SHARE);
            var dreams = new DreamEvaluator(world.dreams(), world.blank(), DREAMS, context.config().dream().maxSteps());
            var points = new ArrayList<DreamFidelity.Point>();
            controllers.forEach((generation, controller) -> {
                var real = world.batch().withProgress(from(context.progress(), points.size() * episodes, controllers.size() * episodes))
                        .play(ControllerBatch.of(controller, controller.parameters()), episodes, context.seed().child("agent"));
                var dream = context.config().dreamsScore()
                        ? Optional.of(dreams.scores(context.seed().child("dreams"), controller.parameters()))
                        : Optional.<Scores>empty();
                points.add(new DreamFidelity.Point(generation, dream.map(Scores::mean).orElse(Double.NaN),
                        dream.map(Scores::margin95).orElse(Double.NaN), real.mean(), real.margin95()));
            });
            var fidelity = new DreamFidelity(points);
            fidelity.save(file(context.folder()));
            return new Report(String.format(Locale.ROOT, "%d controllers of the history", points.size()) + (fidelity.hasDreams()
                    ? String.format(Locale.ROOT, ": rank correlation of dream and real %.2f, bias %+.0f", fidelity.rankCorrelation(),
                            fidelity.bias())
                    : ""));
        }
    }

    private static Progress from(Progress whole, int offset, int total) {
        return (step, ignored, message) -> whole.update(offset + step, total, "");
    }
}
