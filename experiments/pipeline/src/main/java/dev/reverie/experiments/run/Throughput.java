package dev.reverie.experiments.run;

import dev.reverie.core.Manifest;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * How fast the stages of a run were, in the unit that each is measured by.
 *
 * @param config
 *            of the run
 * @param folder
 *            of the run
 */
record Throughput(ExperimentConfig config, RunFolder folder) {
    /** Such as {@code 93,000 dream steps/s}; empty for a stage without such a unit. */
    String of(String stage, Manifest.StageRecord record) {
        return switch (stage) {
            case "collect" -> rate(frames(), "steps", record);
            case "vae" -> rate(config.vae().frames(), "frames", record);
            case "encode" -> rate(frames(), "frames", record);
            case "rnn" ->
                    rate((double) config.rnn().steps() * config.rnn().windows().batch() * config.rnn().windows().length(), "time steps",
                            record);
            case "evolve" -> rate(evolved(), "steps", record);
            case "evaluate" -> rate(evaluated(), "real steps", record);
            default -> "";
        };
    }

    private static String rate(double count, String unit, Manifest.StageRecord record) {
        return count > 0 && record.seconds() > 0 ? String.format(Locale.ROOT, "%,.0f %s/s", count / record.seconds(), unit) : "";
    }

    private double frames() {
        return Metrics.of(folder, "collect").last("steps");
    }

    /** By the mean length of each generation's episodes. */
    private double evolved() {
        var evolve = config.evolve();
        return Metrics.of(folder, "evolve").entries().stream().mapToDouble(entry -> entry.values().getOrDefault("length", 0.0)).sum()
                * evolve.population() * evolve.repeats();
    }

    /** Dreams take next to no time beside the environment. */
    private double evaluated() {
        if (!Files.exists(folder.scores())) {
            return 0;
        }
        var scores = Scoreboard.load(folder.scores()).scores();
        return scores.entrySet().stream().filter(player -> !Set.of(Scoreboard.DREAM, Scoreboard.REAL_CUT).contains(player.getKey()))
                .map(player -> player.getValue())
                .mapToDouble((Scores all) -> Arrays.stream(all.lengths()).sum()).sum();
    }
}
