package dev.reverie.experiments.cli;

import dev.reverie.core.DivergedException;
import dev.reverie.core.FileException;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Stages;
import dev.reverie.gym.GymException;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
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
        System.exit(commandLine().execute(args));
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
        return NumberOptions.addTo(reverie)
                .registerConverter(Path.class, new PathOption())
                .setExecutionStrategy(Reverie::runVerb)
                .setParameterExceptionHandler(UsageMessage::report)
                .setExecutionExceptionHandler(Reverie::report);
    }

    private static int runVerb(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (ExceptionInInitializerError e) {
            // the engine reads its settings when first used, so a wrong one arrives wrapped
            var verbs = parsed.asCommandLineList();
            throw new ExecutionException(verbs.get(verbs.size() - 1), e.toString(), e.getCause());
        }
    }

    /** Without a verb: how to go on. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int report(Exception e, CommandLine verb, ParseResult parsed) {
        String name = verb.getCommandSpec().qualifiedName();
        if (e instanceof InterruptedException || e instanceof CancellationException) {
            verb.getErr().println(name + ": interrupted");
            return INTERRUPTED;
        }
        verb.getErr().println(name + ": " + (e.getMessage() != null ? e.getMessage() : e.toString()));
        if (e instanceof GymException elsewhere) {
            elsewhere.details().lines().forEach(line -> verb.getErr().println("  " + line));
        } else if (!isToldInOneLine(e)) {
            e.printStackTrace(verb.getErr());
        }
        return code(e);
    }

    private static boolean isToldInOneLine(Exception e) {
        return e instanceof IllegalArgumentException || e instanceof FileException || e instanceof DivergedException;
    }

    /** The exit code for what ended a verb: a full disk is a failure, not the user's mistake. */
    static int code(Exception e) {
        return isToldInOneLine(e) && !(e instanceof DivergedException) && !(e instanceof FileException file && file.isStorageFault())
                ? WRONG_USAGE : FAILED;
    }
}
