package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.Stage;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A verb that runs stages of an experiment, if nothing is asked of it that it does by itself. */
abstract class StageVerb extends Verb {
    /** All there are. */
    final List<Stage> stages;
    private final List<Stage> own;

    @Mixin
    RunOptions run;

    /**
     * @param own
     *            those that it runs
     */
    StageVerb(List<Stage> stages, List<Stage> own) {
        this.stages = stages;
        this.own = own;
    }

    /** Brings its stages up to date, and gives the exit code. */
    final int runStages() {
        return runner("").run(stages, own);
    }

    /**
     * What runs stages.
     *
     * @param same
     *            what of the command line must be given again to go on, besides the run folder
     */
    final StageRunner runner(String same) {
        return new StageRunner(spec.commandLine(), run, same);
    }
}
