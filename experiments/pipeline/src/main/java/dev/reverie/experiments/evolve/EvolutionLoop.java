package dev.reverie.experiments.evolve;

import dev.reverie.controller.es.Evolution;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.controller.es.Generation;
import dev.reverie.controller.es.PlateauDetector;
import dev.reverie.controller.es.Stagnation;
import dev.reverie.controller.es.Stop;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * The loop of every evolution here: it resumes, writes a line of metrics for each generation, tells the user, checkpoints, and saves when
 * it is interrupted. Where all candidates are worth the same for a while, it says so.
 */
public final class EvolutionLoop {
    /** Generations between checkpoints. */
    private static final int CHECKPOINT = 5;
    /** Generations without any difference before the user is told. */
    private static final int TELLING = 3;
    private static final String FLAT = "flat";

    private final EvolutionStrategy strategy;
    private final Path state;
    private final int generations;
    private final PlateauDetector plateau = Stop.plateau(TELLING);
    private Predicate<Generation> stop;
    private boolean ended;

    /** What one evolution adds to the loop. */
    public interface Watcher {
        /** Adds what is to be logged of a generation, and keeps of it what is to be kept. */
        void seen(Generation generation, Map<String, Double> values);

        /** What the user is told of it. */
        String words(Generation generation);

        /** Whether it took so long that it is to be saved by itself. */
        default boolean isCostly(Generation generation) {
            return false;
        }
    }

    /**
     * @param strategy
     *            a new one; it goes on where the file says, if there is one
     * @param state
     *            where the strategy is saved
     * @param generations
     *            how many, those of earlier attempts included
     */
    public EvolutionLoop(EvolutionStrategy strategy, Path state, int generations) {
        this.strategy = strategy;
        this.state = state;
        this.generations = generations;
        stop = Stop.generations(generations);
        if (Files.exists(state)) {
            strategy.restore(state);
        }
    }

    /** Saves the strategy, after the metrics of the generations that it was told. */
    public void save(MetricLog log) {
        log.sync();
        strategy.save(state);
    }

    /** Where it stands. */
    public EvolutionStrategy strategy() {
        return strategy;
    }

    /** Ends by another rule, too. */
    public void until(Predicate<Generation> rule) {
        stop = stop.or(rule);
    }

    /** It ends here: a rule was fulfilled in an earlier attempt. */
    public void end() {
        ended = true;
    }

    /**
     * Takes notice of what earlier attempts logged.
     *
     * @param entries
     *            of this evolution's generations, in order
     * @param stagnation
     *            generations without a rise of the mean to stop after; 0 for never
     */
    public void remember(List<MetricLog.Entry> entries, int stagnation) {
        Stagnation rule = stagnation > 0 ? Stop.stagnation(stagnation, 0) : null;
        for (var entry : entries) {
            plateau.seen(entry.values().getOrDefault(FLAT, 0.0) > 0);
            ended |= rule != null && rule.seen((int) entry.step(), entry.values().get("mean"));
        }
        if (rule != null) {
            until(rule);
        }
    }

    /**
     * Runs to its end.
     *
     * @return whether there was anything left to do
     * @throws CancellationException
     *             if the thread is interrupted; the strategy is saved
     */
    public boolean run(Evolution evolution, Seed seed, String stage, MetricLog log, Progress progress, Watcher watcher) {
        if (ended || strategy.generation() >= generations) {
            return false;
        }
        try {
            evolution.until(stop).stream(seed).forEach(generation -> keep(generation, stage, log, progress, watcher));
        } catch (CancellationException e) {
            save(log);
            throw e;
        }
        return true;
    }

    private void keep(Generation generation, String stage, MetricLog log, Progress progress, Watcher watcher) {
        var values = new HashMap<String, Double>();
        values.put("best", generation.bestFitness());
        values.put("mean", generation.meanFitness());
        values.put("worst", generation.worstFitness());
        values.put("stepSize", generation.stepSize());
        watcher.seen(generation, values);
        boolean flat = generation.flat();
        if (flat) {
            values.put(FLAT, 1.0);
        }
        boolean told = plateau.seen(flat);
        log.write(stage, generation.number(), values);
        if (watcher.isCostly(generation) || strategy.generation() % CHECKPOINT == 0) {
            save(log);
        }
        progress.update(strategy.generation(), generations, watcher.words(generation) + (told ? "; " + plateau() : ""));
    }

    /** What is to be said of the last generations, if all candidates were worth the same in them; otherwise empty. */
    public String plateau() {
        return plateau.length() < TELLING ? ""
                : "all candidates were worth the same in the last " + plateau.length() + " generations, so nothing was learned";
    }
}
