package dev.reverie.experiments.cli;

import dev.reverie.experiments.config.SizeLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to say where memory did not suffice. */
final class Memory {
    /** As ND4J, JavaCPP and the C++ below them say it. */
    private static final Pattern NATIVE =
            Pattern.compile("(?i)bad_alloc|failed to allocate|cannot allocate|out of memory|physical memory usage");

    private Memory() {
    }

    /** One line with the remedy; empty if something else was the matter. */
    static Optional<String> shortage(Throwable thrown) {
        for (var e = thrown; e != null; e = e.getCause()) {
            var message = e.getMessage() == null ? "" : e.getMessage();
            if (e instanceof OutOfMemoryError && message.contains("native thread")) {
                return Optional.of("the system gives no more threads; lower --threads or REVERIE_THREADS");
            }
            if (e instanceof OutOfMemoryError || NATIVE.matcher(message).find()) {
                return Optional.of("out of memory (" + (message.isEmpty() ? "OutOfMemoryError" : message.lines().findFirst().orElse(""))
                        + "; the heap is at most " + megabytes(Runtime.getRuntime().maxMemory()) + "); "
                        + "lower the sizes, or raise the heap, such as " + SizeLimits.largerHeap());
            }
        }
        return Optional.empty();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
