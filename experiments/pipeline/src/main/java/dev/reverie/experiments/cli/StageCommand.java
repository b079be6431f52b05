package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.Stage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One stage of a run by itself: {@code reverie train-vae --run DIR}. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, footerHeading = "%nExamples:%n")
final class StageCommand implements Callable<Integer> {
    private final List<Stage> stages;
    private final Stage stage;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    private StageCommand(List<Stage> stages, Stage stage) {
        this.stages = stages;
        this.stage = stage;
    }

    /** Gives {@code reverie} a verb for each stage. */
    static void addTo(CommandLine reverie, List<Stage> stages) {
        // collect is more than its stage: see CollectCommand
        for (var stage : stages.stream().filter(stage -> !stage.verb().equals("collect")).toList()) {
            if (stage.name().equals(EvaluateCommand.STAGE)) {
                reverie.addSubcommand(stage.verb(), new EvaluateCommand(stages, stage));
                continue;
            }
            var verb = new CommandLine(new StageCommand(stages, stage));
            verb.getCommandSpec().usageMessage()
                    .description(stage.about(), "",
                            "The stages before it must have run; if nothing changed since the last time, nothing is done.",
                            "")
                    .footer("  reverie " + stage.verb() + " --run runs/takecover-1          as configured there",
                            "  reverie " + stage.verb() + " takecover                       in runs/takecover-1");
            if (stage.verb().equals("plot")) {
                PlotDreamCommand.addTo(verb);
            }
            reverie.addSubcommand(stage.verb(), verb);
        }
    }

    @Override
    public Integer call() {
        return new Session(spec.commandLine(), options).run(stages, List.of(stage));
    }
}
