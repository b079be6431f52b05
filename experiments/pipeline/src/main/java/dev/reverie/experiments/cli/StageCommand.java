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
            var verb = command(stages, stage);
            var usage = verb.getCommandSpec().usageMessage();
            if (usage.description().length > 0) {
                reverie.addSubcommand(stage.verb(), verb);
                continue;
            }
            usage.description(stage.about(), "",
                    "The stages before it must have run; if nothing changed since the last time, nothing is done.",
                    "")
                    .footer("  reverie " + stage.verb() + " --run runs/takecover-1          as configured there",
                            "  reverie " + stage.verb() + " takecover                       in runs/takecover-1");
            reverie.addSubcommand(stage.verb(), verb);
        }
    }

    /** Some can do more than their stage. */
    private static CommandLine command(List<Stage> stages, Stage stage) {
        return switch (stage.verb()) {
            case "train-vae" -> new CommandLine(new TrainVaeCommand(stages, stage));
            case "train-rnn" -> new CommandLine(new TrainRnnCommand(stages, stage));
            case "encode" -> new CommandLine(new EncodeCommand(stages, stage));
            case "evolve" -> new CommandLine(new EvolveCommand(stages, stage));
            case "evaluate" -> new CommandLine(new EvaluateCommand(stages, stage));
            case "plot" -> {
                var plot = new CommandLine(new StageCommand(stages, stage)).addSubcommand(new PlotReconstructionsCommand())
                        .addSubcommand(new PlotLatentsCommand()).addSubcommand(new PlotTraversalCommand());
                PlotDreamCommand.addTo(plot);
                yield plot;
            }
            default -> new CommandLine(new StageCommand(stages, stage));
        };
    }

    @Override
    public Integer call() {
        return new StageRunner(spec.commandLine(), options).run(stages, List.of(stage));
    }
}
