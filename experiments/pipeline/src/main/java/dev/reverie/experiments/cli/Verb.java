package dev.reverie.experiments.cli;

import dev.reverie.experiments.progress.Display;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb of the command line, with its help, its output and its ways to end. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, footerHeading = "%nExamples:%n")
abstract class Verb implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void say(Object line) {
        out().println(line);
        out().flush();
    }

    final void sayAll(Collection<String> lines) {
        lines.forEach(out()::println);
        out().flush();
    }

    /** Says on standard error that something is odd. */
    final void warn(String line) {
        var err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": warning: " + line);
        err.flush();
    }

    /** Shows how far work has come, unless it is to be quiet. */
    final Display display(boolean quiet, String name, String unit) {
        return quiet ? Display.none() : Display.of(out(), name, unit);
    }

    /** Wrong usage, which is told with a pointer to the help. */
    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Refuses a number that was given and is too small. */
    static void atLeast(int least, String option, Integer value) {
        if (value != null && value < least) {
            throw new IllegalArgumentException(option + " must be >= " + least + ", was " + value);
        }
    }

    /**
     * Runs work that keeps no checkpoint.
     *
     * @param lost
     *            what to say of it if it is interrupted, such as {@code nothing was written}
     * @return the exit code
     */
    final int interruptible(String lost, Runnable work) {
        try {
            work.run();
            return 0;
        } catch (RuntimeException e) {
            return interrupted(e, "interrupted; " + lost);
        }
    }

    /** The exit code after an interrupt, which is told; what failed by itself is thrown on. */
    final int interrupted(RuntimeException e, String told) {
        if (!Interruption.isBehind(e)) {
            throw e;
        }
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + told);
        spec.commandLine().getErr().flush();
        return Reverie.INTERRUPTED;
    }

    /** Of a verb that has verbs, given without one: how to go on. */
    final int usage() {
        spec.commandLine().usage(out(), Ansi.OFF);
        return 0;
    }
}
