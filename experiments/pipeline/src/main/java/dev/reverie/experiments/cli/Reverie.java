package dev.reverie.experiments.cli;

import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line. A verb ends with 0, or throws: what it throws decides the exit code and the one line on standard error. */
@Command(name = "reverie", mixinStandardHelpOptions = true, versionProvider = Version.class, subcommands = InfoCommand.class,
        description = "World models on the JVM: encode frames, predict them with a mixture density network, learn in the dream.",
        synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n", exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the run failed", "2:wrong usage or input", "3:interrupted"})
public final class Reverie {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int INTERRUPTED = 3;

    private Reverie() {
    }

    public static void main(String... args) {
        System.exit(run(args));
    }

    /** Runs one command line and returns its exit code. */
    public static int run(String... args) {
        return commandLine(new Reverie()).execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    /** The exit codes and messages of this class around {@code command}. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setExecutionStrategy(new CommandLine.RunLast())
                .setParameterExceptionHandler(UsageMessage::report)
                .setExecutionExceptionHandler(Reverie::report);
    }

    private static int report(Exception e, CommandLine verb, ParseResult parsed) {
        boolean interrupted = e instanceof InterruptedException || e instanceof CancellationException;
        boolean wrongInput = e instanceof IllegalArgumentException;
        if (interrupted) {
            verb.getErr().println("interrupted");
            return INTERRUPTED;
        }
        verb.getErr().println(verb.getCommandName() + ": " + (e.getMessage() != null ? e.getMessage() : e.toString()));
        if (!wrongInput) {
            e.printStackTrace(verb.getErr());
        }
        return wrongInput ? WRONG_USAGE : FAILED;
    }
}
