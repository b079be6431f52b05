package dev.reverie.experiments.run;

import dev.reverie.core.Env;
import dev.reverie.core.Progress;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a stage works with.
 *
 * @param config
 *            of the whole experiment
 * @param folder
 *            where files are read and written
 * @param seed
 *            of all the stage's randomness
 * @param checkpoint
 *            where the stage may keep a checkpoint: a file or a folder; what is there belongs to the same inputs, and it is deleted when
 *            the stage is finished
 * @param resumed
 *            whether an attempt with the same inputs was interrupted, and left what it wrote
 * @param commit
 *            of the code, empty if unknown
 * @param progress
 *            is told how far the stage is
 */
public record StageContext(ExperimentConfig config, RunFolder folder, Seed seed, Path checkpoint, boolean resumed, String commit,
        Progress progress) {
    /** Of a run that is only looked at. */
    static StageContext reading(RunFolder folder, Seed seed) {
        return new StageContext(ExperimentConfig.load(folder.config()), folder, seed, folder.root(), false, "", Progress.none());
    }

    /** Versions of the programs that play the experiment's environment, beyond this JVM's. */
    Map<String, String> software() {
        return Envs.entry(config.env().name()).software(config.env().options());
    }

    /** New instances of the experiment's environment, one a thread. */
    public Supplier<Env> envs() {
        return () -> Envs.make(config.env().name(), config.env().options());
    }

    /**
     * A training that keeps its checkpoint here, logs to the run's metrics and tells the progress.
     *
     * @param every
     *            steps between checkpoints
     */
    public Training training(int every) {
        return new Training(Optional.of(checkpoint), every, Optional.of(folder.metrics()), progress);
    }
}
