package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reverie run}: an experiment from its first stage to its last. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = {"Run an experiment, from playing episodes to judging the controller.", "",
            "A stage whose configuration, seed and files are those of before is up to date and does not run. "
                    + "Ctrl-C saves a checkpoint; the same command goes on from it.",
            ""},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie run tiny                      every stage at its smallest",
            "  reverie run takecover --seed 2        in runs/takecover-2",
            "  reverie run takecover --set rnn.hidden=128 --run runs/small-m",
            "  reverie run --run runs/small-m        goes on, as configured there",
            "  reverie run my.yaml --until collect   my.yaml has preset: takecover"})
final class RunCommand implements Callable<Integer> {
    private final List<Stage> stages;

    @Mixin
    private RunOptions options;

    @Option(names = "--until", paramLabel = "STAGE", description = "The last stage to run (default: all).")
    private String until;

    @Spec
    private CommandSpec spec;

    RunCommand(List<Stage> stages) {
        this.stages = stages;
    }

    @Override
    public Integer call() {
        var wanted = until == null ? stages : Stages.until(stages, until);
        return new StageRunner(spec.commandLine(), options).run(stages, wanted);
    }
}
