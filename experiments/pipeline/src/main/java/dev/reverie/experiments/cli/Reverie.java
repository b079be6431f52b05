package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command line. A verb ends with 0, or throws: what it throws decides the exit code and the one line on standard error. */
@Command(name = "reverie", mixinStandardHelpOptions = true, versionProvider = Version.class,
        description = "World models on the JVM: encode frames, predict them with a mixture density network, learn in the dream.",
        synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n", exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the run failed", "2:wrong usage or input", "3:interrupted; where there is a checkpoint, it is saved"})
public final class Reverie implements Runnable {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int INTERRUPTED = 3;

    @Spec
    private CommandSpec spec;

    private Reverie() {
    }

    public static void main(String... args) {
        // the build holds our own text to one language; this is for the libraries below, such as picocli's order of options
        Locale.setDefault(Locale.ROOT);
        // plots are drawn, never shown; a display that is set but not there would stop them
        if (!List.of(args).contains("play")) {
            System.setProperty("java.awt.headless", "true");
        }
        refuseObjects();
        System.exit(Interruption.run(() -> run(commandLine(), args)));
    }

    /** Runs a verb, whatever it throws. */
    static int run(CommandLine reverie, String... args) {
        try {
            return reverie.execute(args);
        } catch (RuntimeException | Error e) {
            return Failure.report(e, reverie, List.of(args));
        }
    }

    /** No verb reads Java objects, and whatever library tries to is stopped. */
    static void refuseObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }

    /** Every verb, with the exit codes and messages of this class. */
    static CommandLine commandLine() {
        return commandLine(Stages.all());
    }

    /** With other stages than the usual ones. */
    static CommandLine commandLine(List<Stage> stages) {
        var reverie = new CommandLine(new Reverie()).addSubcommand(new RunCommand(stages)).addSubcommand(new CollectCommand(stages));
        StageCommand.addTo(reverie, stages);
        reverie.addSubcommand(new InfoCommand(stages)).addSubcommand(new ConfigCommand()).addSubcommand(new StudyCommand())
                .addSubcommand(new MdnCommand()).addSubcommand(new DreamCommand())
                .addSubcommand(new WeightsCommand())
                .addSubcommand(new EnvsCommand()).addSubcommand(new RenderCommand()).addSubcommand(new PlayCommand())
                .addSubcommand(new GymCommand())
                .addSubcommand(new CompareCommand()).addSubcommand(new SweepCommand(stages)).addSubcommand(new IterateCommand(stages));
        OptionValue.readIn(reverie);
        return reverie.setExecutionStrategy(Reverie::runVerb)
                .setParameterExceptionHandler(UsageMessage::report)
                .setExecutionExceptionHandler((e, verb, parsed) -> Failure.report(e, verb, parsed.originalArgs()));
    }

    private static int runVerb(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var verbs = parsed.asCommandLineList();
        verbs.forEach(PlainOutput::of);
        try {
            return new RunLast().execute(parsed);
        } catch (Error e) {
            throw new ExecutionException(verbs.get(verbs.size() - 1), e.toString(), e);
        }
    }

    /** Without a verb: how to go on. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut(), Ansi.OFF);
    }
}
