package dev.reverie.experiments.cli;

import dev.reverie.core.Printable;
import java.nio.file.Path;
import java.util.Optional;

/** What to do where the native libraries of the engine, which JavaCPP unpacks before it loads them, cannot be loaded. */
final class NativeLibraries {
    private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

    private NativeLibraries() {
    }

    /** One line for the user, if that is what went wrong. */
    static Optional<String> problem(Throwable e) {
        boolean natives = false;
        var last = e;
        for (var cause = e; cause != null; cause = cause.getCause()) {
            natives |= cause instanceof UnsatisfiedLinkError || cause instanceof NoClassDefFoundError && isTheirs(cause)
                    || cause instanceof ExceptionInInitializerError && isTheirs(cause);
            last = cause;
        }
        return natives ? Optional.of("the native libraries of the engine cannot be loaded from " + folder() + " (" + reason(last)
                + "); set REVERIE_CACHE to a folder where programs may run, with room for 500 MB") : Optional.empty();
    }

    private static boolean isTheirs(Throwable e) {
        return String.valueOf(e.getMessage()).matches("(?is).*(nd4j|bytedeco).*");
    }

    private static String folder() {
        return Printable.line(System.getProperty(FOLDER, Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString()));
    }

    /** Without the name of a file before it. */
    private static String reason(Throwable e) {
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        int end = message.lastIndexOf(": ");
        return Printable.line(end >= 0 && message.substring(0, end).matches(".*[/\\\\].*") ? message.substring(end + 2) : message);
    }
}
