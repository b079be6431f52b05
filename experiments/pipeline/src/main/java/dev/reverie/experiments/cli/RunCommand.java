package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reverie run}: an experiment from its first stage to its last. */
@Command(name = "run", description = {"Run an experiment, from playing episodes to judging the controller.", "",
    "A stage whose configuration, seed and files are those of before is up to date and does not run. "
            + "Ctrl-C saves a checkpoint; the same command goes on from it.",
    ""},
        footer = {"  reverie run tiny                      every stage at its smallest",
            "  reverie run takecover --seed 2        in runs/takecover-2",
            "  reverie run takecover --set rnn.hidden=128 --run runs/small-m",
            "  reverie run --run runs/small-m        goes on, as configured there",
            "  reverie run my.yaml --until collect   my.yaml has preset: takecover"})
final class RunCommand extends StageVerb {
    @Option(names = "--until", paramLabel = "STAGE", description = "The last stage to run (default: all).")
    private String until;

    RunCommand(List<Stage> stages) {
        super(stages, stages);
    }

    @Override
    public Integer call() {
        return runner("").run(stages, until == null ? stages : Stages.until(stages, until));
    }
}
