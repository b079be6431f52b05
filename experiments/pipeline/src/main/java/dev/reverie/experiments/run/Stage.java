package dev.reverie.experiments.run;

import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * One step of an experiment: reads files of the run folder, writes others.
 *
 * <p>What it writes is a function of what it reads, {@link #config} and its seed, and of nothing else; {@link Pipeline} relies on that when
 * it calls a stage up to date. Whether to run, what to keep of an interrupted attempt and what to tell the user is {@link Pipeline}'s
 * business.
 */
public interface Stage {
    /** Short: {@code collect}. Also the name of its seed, its folder and its lines in the metric log. */
    String name();

    /** Its verb on the command line. */
    default String verb() {
        return name();
    }

    /** One sentence on what it does, for help. */
    String about();

    /** What its progress counts, in the plural. */
    default String unit() {
        return "steps";
    }

    /** Files and folders that must be there before. */
    List<Path> reads(RunFolder folder);

    /** Files and folders that are there afterwards. */
    List<Path> writes(RunFolder folder);

    /** All of the configuration that it depends on, as text, such as {@code config.section("vae")}. */
    String config(ExperimentConfig config);

    /**
     * Works.
     *
     * @return what came of it
     * @throws java.util.concurrent.CancellationException
     *             if its thread is interrupted; a checkpoint is saved, if the stage has any
     */
    StageSummary run(StageContext context);
}
