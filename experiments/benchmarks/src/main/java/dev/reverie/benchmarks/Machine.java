package dev.reverie.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What it was measured on. */
final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    /** CPU, cores, operating system and JDK, on one line. */
    static String describe() {
        return String.format(Locale.ROOT, "%s, %d cores, %s %s, JDK %s", cpu(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"), System.getProperty("java.version"));
    }

    private static String cpu() {
        String architecture = System.getProperty("os.arch");
        try (var lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .map(model -> model + " " + architecture).orElse(architecture);
        } catch (IOException e) {
            return architecture; // not Linux
        }
    }
}
