package dev.reverie.experiments.cli;

import dev.reverie.core.DivergedException;
import dev.reverie.core.FileException;
import dev.reverie.gym.GymException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What is said of a verb that did not end well, and its exit code. Wrong input, a full disk and the like are one line; so is what nobody
 * foresaw, whose stack trace goes to a file.
 */
final class Failure {
    private static final List<String> LIBRARIES =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "com.fasterxml.", "org.bytedeco.", "org.jfree.", "org.nd4j.",
                    "picocli.");

    private Failure() {
    }

    /**
     * Says it on the verb's standard error.
     *
     * @param words
     *            the command line
     * @return the exit code
     */
    static int report(Throwable thrown, CommandLine verb, List<String> words) {
        var name = verb.getCommandSpec().qualifiedName();
        var e = innermost(thrown);
        var err = verb.getErr();
        if (Interruption.isBehind(e)) {
            err.println(name + ": interrupted");
        } else {
            err.println(name + ": "
                    + Memory.shortage(e).or(() -> NativeLibraries.problem(thrown)).or(() -> told(e).map(message -> named(message, verb)))
                            .orElseGet(() -> unforeseen(e, words)));
            if (e instanceof GymException elsewhere) {
                elsewhere.details().lines().forEach(line -> err.println("  " + line));
            }
        }
        err.flush();
        return code(e);
    }

    /** The exit code for what ended a verb: a full disk is a failure, not the user's mistake. */
    static int code(Throwable thrown) {
        var e = innermost(thrown);
        if (Interruption.isBehind(e)) {
            return Reverie.INTERRUPTED;
        }
        boolean mistake = NativeLibraries.problem(thrown).isPresent() || isInput(e) || e instanceof FileSystemException
                || e instanceof FileException file && !file.isStorageFault();
        return mistake && Memory.shortage(e).isEmpty() ? Reverie.WRONG_USAGE : Reverie.FAILED;
    }

    /** A check of ours; the same exception out of a library is a fault. */
    private static boolean isInput(Throwable e) {
        if (!(e instanceof IllegalArgumentException) || e.getMessage() == null) {
            return false;
        }
        var trace = e.getStackTrace();
        return e instanceof InvalidPathException || trace.length == 0
                || LIBRARIES.stream().noneMatch(trace[0].getClassName()::startsWith);
    }

    /** The checks of records name their components, such as {@code heldOut must be …}; here it is the verb's option of that name. */
    private static String named(String message, CommandLine verb) {
        int rule = message.indexOf(" must ");
        if (rule < 0 || !message.substring(0, rule).matches("[A-Za-z. ]+")) {
            return message;
        }
        var name = message.substring(0, rule);
        var option = Stream.of(name, name.replaceAll(".*[ .]", "")).map(Failure::option)
                .filter(known -> verb.getCommandSpec().findOption(known) != null).findFirst();
        return option.orElse(name) + message.substring(rule);
    }

    private static String option(String name) {
        return "--" + name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT).replaceAll("[ .]", "-");
    }

    /** What has a message for the user. */
    private static Optional<String> told(Throwable e) {
        if (e instanceof FileSystemException file && file.getFile() != null) {
            return Optional.of(FileException.of(Path.of(file.getFile()), file).getMessage());
        }
        if (e instanceof InvalidPathException name) {
            return Optional.of("a path " + FileName.problem(name));
        }
        return isInput(e) || e instanceof FileException || e instanceof DivergedException || e instanceof GymException
                ? Optional.ofNullable(e.getMessage())
                : Optional.empty();
    }

    /** Without what threads, reflection and streams wrap around the exception that was thrown. */
    private static Throwable innermost(Throwable e) {
        boolean wraps = e instanceof CommandLine.ExecutionException || e instanceof ExceptionInInitializerError
                || e instanceof CompletionException || e instanceof java.util.concurrent.ExecutionException
                || e instanceof UncheckedIOException && !(e instanceof FileException);
        return wraps && e.getCause() != null ? innermost(e.getCause()) : e;
    }

    private static String unforeseen(Throwable e, List<String> words) {
        var what = e.getMessage() == null ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage().lines().findFirst().orElse("");
        try {
            var file = Files.createTempFile("reverie-error-", ".txt");
            Files.writeString(file, details(e, words));
            return what + "; this is a fault of Reverie's, please report it with the file " + file;
        } catch (IOException | UncheckedIOException noRoom) {
            var where = Stream.of(e.getStackTrace()).findFirst().map(frame -> " in " + frame).orElse("");
            return what + where + "; this is a fault of Reverie's, please report it (its details could not be written to "
                    + System.getProperty("java.io.tmpdir") + ")";
        }
    }

    private static String details(Throwable e, List<String> words) {
        var text = new StringWriter();
        var lines = new PrintWriter(text);
        var version = new Version();
        lines.println("reverie " + String.join(" ", words));
        lines.println(version.getVersion()[0] + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        e.printStackTrace(lines);
        lines.flush();
        return text.toString();
    }
}
