package dev.reverie.experiments.evolve;

import dev.reverie.compute.Engine;
import dev.reverie.controller.Controller;
import dev.reverie.controller.ObservationAgent;
import dev.reverie.controller.es.Arena;
import dev.reverie.controller.es.EpisodeEvaluator;
import dev.reverie.controller.es.Evolution;
import dev.reverie.controller.es.FailurePolicy;
import dev.reverie.controller.es.Generation;
import dev.reverie.controller.es.Stop;
import dev.reverie.core.Disk;
import dev.reverie.core.Env;
import dev.reverie.core.FileException;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.envs.Envs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Evolves a controller in an environment, in a folder: {@code settings.txt}, {@code metrics.jsonl}, the strategy's {@code state.npz} and
 * the best {@code controller.npy}. The same settings in the same folder go on where they were interrupted, with the same bits.
 */
public final class EnvEvolution {
    /** The file that tells what is evolved in a folder. */
    public static final String SETTINGS = "settings.txt";
    private static final String STAGE = "evolve";
    private static final int TEST_EPISODES = 100;

    private final EvolveSettings settings;
    private final Path folder;
    private final Progress progress;
    private final Consumer<FailurePolicy.Failure> report;
    private final Seed seed;
    private double best = Double.NEGATIVE_INFINITY;

    /**
     * What came of it.
     *
     * @param generations
     *            how many, all attempts together
     * @param parameters
     *            of the controller
     * @param test
     *            of the best controller, on episodes that nothing was chosen by
     * @param plateau
     *            what is to be said of its last generations, if all candidates were worth the same in them; otherwise empty
     */
    public record Result(int generations, int parameters, Scores test, String plateau) {
    }

    /** With failures told to nobody. */
    public EnvEvolution(EvolveSettings settings, Path folder, Progress progress) {
        this(settings, folder, progress, failure -> {
        });
    }

    /**
     * @param report
     *            is told of episodes that failed, where they do not stop the run
     */
    public EnvEvolution(EvolveSettings settings, Path folder, Progress progress, Consumer<FailurePolicy.Failure> report) {
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
        this.report = report;
        seed = Seed.of(settings.seed());
    }

    /** Where the metrics are. */
    public static Path metrics(Path folder) {
        return folder.resolve("metrics.jsonl");
    }

    /** Where the parameters of the best controller are. */
    public static Path controller(Path folder) {
        return folder.resolve("controller.npy");
    }

    private Path state() {
        return folder.resolve("state.npz");
    }

    /**
     * Evolves until a rule says to stop, then tests.
     *
     * @throws CancellationException
     *             if the thread is interrupted; the state is saved
     */
    public Result run() {
        var evolve = settings.evolve();
        Controller blank;
        try (var env = env()) {
            int size = ObservationAgent.size(env.observationSpace());
            blank = evolve.blank(size, List.of(), env.actionSpace());
        }
        claim();
        var loop = new EvolutionLoop(evolve.strategy(blank.parameterCount(), seed.child("strategy")), state(), evolve.generations());
        try (var trial = new EnvTrial(this::env, blank);
                var log = MetricLog.resume(metrics(folder), STAGE, loop.strategy().generation() - 1)) {
            evolve(loop, blank, trial, log);
        }
        var agent = new ObservationAgent(blank.withParameters(controller(folder)));
        var test = Rollout.on(this::env).evaluate(agent, TEST_EPISODES, seed.child("test"));
        return new Result(loop.strategy().generation(), blank.parameterCount(), test, loop.plateau());
    }

    /** Deletes what an evolution with other settings left in the folder. */
    public void replaceOther() {
        if (settings.differences(folder.resolve(SETTINGS)).isEmpty()) {
            return;
        }
        List.of(controller(folder), state(), metrics(folder), folder.resolve(SETTINGS)).forEach(Disk::delete);
    }

    private void claim() {
        if (!Files.exists(folder.resolve(SETTINGS))) {
            for (var other : List.of(new RunFolder(folder).config(), new RunFolder(folder).manifest(), metrics(folder), state(),
                    controller(folder))) {
                if (Files.exists(other)) {
                    throw new FileException(folder,
                            "holds " + other.getFileName() + " of something else than an evolution in an environment; "
                                    + "choose another folder");
                }
            }
        }
        settings.claim(folder.resolve(SETTINGS));
    }

    private Env env() {
        return Envs.make(settings.env(), settings.options());
    }

    private void evolve(EvolutionLoop loop, Controller blank, EnvTrial trial, MetricLog log) {
        remember(loop, MetricLog.read(metrics(folder)));
        var arena = Arena.of(trial, settings.skipFailures() ? new FailurePolicy.CountAsWorst(report) : new FailurePolicy.Stop(),
                Engine.current().pool());
        var fitness = new ConfiguredEvaluator(settings.evolve(), null, arena, loop.strategy()::generation, Double.NaN);
        var evolution = Evolution.of(loop.strategy(), fitness).reassessing(settings.reassessEvery(),
                EpisodeEvaluator.of(arena, settings.reassessEpisodes()));
        if (loop.run(evolution, seed, STAGE, log, progress, new Watch(blank))) {
            if (best == Double.NEGATIVE_INFINITY) {
                blank.withParameters(loop.strategy().mean()).save(controller(folder)); // never reassessed
            }
            loop.save(log);
        }
    }

    /** When to stop, and the best score so far, with what an earlier attempt saw. */
    private void remember(EvolutionLoop loop, List<MetricLog.Entry> entries) {
        for (var entry : entries) {
            double score = entry.values().getOrDefault("reassessedMean", Double.NEGATIVE_INFINITY);
            best = Math.max(best, Math.max(score, entry.values().getOrDefault("reassessedBest", Double.NEGATIVE_INFINITY)));
            if (settings.target().isPresent() && score >= settings.target().getAsDouble()) {
                loop.end();
            }
        }
        if (settings.target().isPresent()) {
            loop.until(Stop.score(settings.target().getAsDouble()));
        }
        loop.remember(entries, settings.evolve().stagnation());
    }

    /** What is kept and said of a generation. */
    private final class Watch implements EvolutionLoop.Watcher {
        private final Controller blank;

        Watch(Controller blank) {
            this.blank = blank;
        }

        @Override
        public void seen(Generation generation, Map<String, Double> values) {
            double[] mean = generation.mean();
            values.put("parameterRms", Math.sqrt(Arrays.stream(mean).map(v -> v * v).average().orElseThrow()));
            values.put("parameterMost", Arrays.stream(mean).map(Math::abs).max().orElseThrow());
            generation.reassessed().ifPresent(again -> {
                values.put("reassessedMean", again.mean());
                values.put("reassessedBest", again.best());
                if (Math.max(again.mean(), again.best()) > best) {
                    best = Math.max(again.mean(), again.best());
                    blank.withParameters(again.mean() >= again.best() ? mean : generation.bestCandidate()).save(controller(folder));
                }
            });
        }

        @Override
        public String words(Generation generation) {
            return String.format(Locale.ROOT, "mean %.1f, best %.1f", generation.meanFitness(), generation.bestFitness());
        }
    }
}
