package dev.reverie.experiments.cli;

import dev.reverie.compute.Engine;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Seed;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.CollectConfig;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.run.DataCollection;
import dev.reverie.experiments.run.Stage;
import dev.reverie.gym.GymException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie collect}: episodes of an environment in a folder of one's own; or, without such a folder, the stage of a run. */
@Command(name = "collect", customSynopsis = {"reverie collect ENV --out DIR --episodes N [--policy NAME] [--set OPTION=VALUE]... [OPTIONS]",
    "       reverie collect [PRESET|FILE] [--run DIR] [--set KEY=VALUE]... [OPTIONS]"},
        description = {"Play the episodes that V and M learn from.", "",
            "With --out, play episodes of the environment ENV into a folder, on all cores. Each is a file that numpy.load reads. "
                    + "Whatever ends it, a kill included, the same command goes on, and the files are in the end the same. "
                    + "Seed N plays the episodes of the collect stage of a run with seed N.",
            "", "Without --out it is a stage of a run, as its configuration says.", ""},
        footer = {"  reverie collect TakeCover --out data/takecover --episodes 1000 --policy hold --min-steps 101",
            "  reverie collect CarRacing --out data/car --episodes 1000 --policy untrained-agent --set size=64 --max-steps 1000",
            "  reverie collect --run runs/takecover-1"})
final class CollectCommand extends StageVerb {
    @Option(names = "--out", paramLabel = "DIR", description = "Where the episodes go; made if there is none.")
    private Path out;

    @Option(names = "--episodes", paramLabel = "N", description = "How many to play. With more than before, those there are stay.")
    private Integer episodes;

    @Mixin
    private PolicyOptions policy;

    @Option(names = "--max-steps", paramLabel = "N",
            description = "Cut an episode off after so many steps (default: where the environment ends it).")
    private Integer maxSteps;

    @Option(names = "--min-steps", paramLabel = "N", description = "Do not keep shorter episodes (default: 1).")
    private Integer minSteps;

    @Option(names = "--signals", paramLabel = "NAMES", split = ",",
            description = "Signals to keep with the episodes, such as health,hit: what the environment tells beside what is seen.")
    private List<String> signals = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "How many play at a time (default: REVERIE_THREADS, or all processors).")
    private Integer threads;

    CollectCommand(List<Stage> stages) {
        super(stages, stages.stream().filter(stage -> stage.verb().equals("collect")).toList());
    }

    @Override
    public Integer call() {
        if (out == null && !isAboutAnEnvironment()) {
            return runStages();
        }
        check();
        return interruptible("the same command goes on", this::collect);
    }

    private boolean isAboutAnEnvironment() {
        return episodes != null || policy.isGiven() || maxSteps != null || minSteps != null || threads != null
                || run.experiment != null && Envs.names().contains(run.experiment);
    }

    private void check() {
        var missing = run.experiment == null ? "the name of an environment (" + String.join(", ", Envs.names()) + ")"
                : out == null ? "--out DIR to collect " + run.experiment + " in"
                        : episodes == null ? "--episodes N" : null;
        if (missing != null) {
            throw wrong("needs " + missing);
        }
        if (run.folder != null) {
            throw wrong("--out collects by itself, --run for a run: give one of them");
        }
        Output.folder("--out", out, List.of());
        atLeast(1, "--episodes", episodes);
        atLeast(1, "--max-steps", maxSteps);
        atLeast(1, "--min-steps", minSteps);
        atLeast(1, "--threads", threads);
        if (threads != null && threads > Engine.MAX_THREADS) {
            throw new IllegalArgumentException("--threads must be <= " + Engine.MAX_THREADS + ", was " + threads);
        }
        SizeLimits.episodes("--episodes", episodes);
        if (minSteps != null && maxSteps != null && minSteps > maxSteps) {
            throw new IllegalArgumentException("--min-steps must be at most --max-steps = " + maxSteps + ", was " + minSteps);
        }
    }

    private void collect() {
        var config = new CollectConfig(episodes, policy.policy(), maxSteps == null ? Integer.MAX_VALUE : maxSteps,
                minSteps == null ? 1 : minSteps, signals);
        var seed = Seed.of(run.seed == null ? 1 : run.seed).child("collect");
        var collection = new DataCollection(EnvChoice.of(run.experiment, run.settings), config, seed);
        if (run.overwrite) {
            collection.replaceOther(out);
        }
        long begin = System.nanoTime();
        var store = played(collection);
        if (!run.quiet) {
            say(DataCollection.text(DataCollection.lengths(store)) + ", " + megabytes(store) + ", in " + out + ", after "
                    + Clock.text(Duration.ofNanos(System.nanoTime() - begin)));
        }
    }

    private EpisodeStore played(DataCollection collection) {
        int hands = threads == null ? Engine.current().pool().threads() : threads;
        try (var display = display(run.quiet, "collect", "episodes")) {
            return collection.play(out, hands, new Version().provenance(), display);
        } catch (GymException e) {
            throw new GymException(e.getMessage() + "; the same command goes on", e.details(), e);
        }
    }

    private static String megabytes(EpisodeStore store) {
        long bytes = 0;
        for (var file : store.files()) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                throw new FileException(file, "cannot be read: " + e.getMessage(), e);
            }
        }
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
