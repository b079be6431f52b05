package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.Stage;
import java.util.List;
import picocli.CommandLine;

/** One stage of a run by itself: {@code reverie train-vae --run DIR}. */
final class StageCommand extends StageVerb {
    private StageCommand(List<Stage> stages, Stage stage) {
        super(stages, List.of(stage));
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
        return runStages();
    }
}
