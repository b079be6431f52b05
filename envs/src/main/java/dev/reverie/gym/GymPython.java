package dev.reverie.gym;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which Python runs Gymnasium.
 *
 * @param executable
 *            a path, or a name that is looked for
 * @param environment
 *            variables beyond those of this process; copied
 */
public record GymPython(String executable, Map<String, String> environment) {
    /** Names the executable, before all else. */
    public static final String VARIABLE = "REVERIE_GYM_PYTHON";

    /** The versions of Python that the tested packages are published for. */
    public static final String TESTED_ON = "3.11 to 3.13";

    public GymPython {
        Objects.requireNonNull(executable, "executable");
        environment = Map.copyOf(environment);
    }

    public static GymPython of(String executable) {
        return new GymPython(executable, Map.of());
    }

    /** The one in {@value #VARIABLE}; else that of {@code reverie gym setup}, if it was run; else {@code python3}. */
    public static GymPython standard() {
        var named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return of(named);
        }
        var own = executable(home());
        return of(Files.isExecutable(own) ? own.toString() : "python3");
    }

    /** Where {@code reverie gym setup} makes its virtual environment unless told otherwise: the user's data folder. */
    public static Path home() {
        var data = System.getenv("XDG_DATA_HOME");
        return (data == null || data.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data))
                .resolve("reverie").resolve("gym");
    }

    /** What the bridge is tested with, as pip takes it: each package with its version, such as {@code gymnasium[box2d]==1.4.0}. */
    public static List<String> tested() {
        try (var in = GymPython.class.getResourceAsStream("tested.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packages as pip takes them. One of {@link #tested} gets its tested version, unless a version is named. */
    public static List<String> pinned(List<String> packages) {
        var versions = tested().stream().collect(Collectors.toMap(line -> line.replaceFirst("[\\[=].*", ""),
                line -> line.substring(line.indexOf("=="))));
        return packages.stream().map(name -> name.matches(".*[=<>!~].*") ? name
                : name + versions.getOrDefault(name.replaceFirst("\\[.*", ""), "")).toList();
    }

    /** A process of it, which gets these words. It is not told what the user's token is. */
    ProcessBuilder process(List<String> words) {
        var builder = new ProcessBuilder(Stream.concat(Stream.of(executable), words.stream()).toList());
        var variables = builder.environment();
        variables.putAll(environment);
        variables.putIfAbsent("PYTHONIOENCODING", "utf-8:backslashreplace");
        // Python takes an empty part, as of a variable that was joined carelessly, for the current folder
        variables.computeIfPresent("PYTHONPATH", (name, path) -> Arrays.stream(path.split(File.pathSeparator))
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(File.pathSeparator)));
        return builder;
    }

    /**
     * Runs a command to its end, on this process's own output. It and all it has started end if this thread is interrupted.
     *
     * @return its exit code
     * @throws IOException
     *             if it does not start
     */
    public static int run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            end(process, List.of());
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Ends a process, all it has started, and what it had started when {@code noted}; waits half a second at most until they are gone. */
    static void end(Process process, List<ProcessHandle> noted) {
        var all = Stream.of(Stream.of(process.toHandle()), noted.stream(), process.descendants()).flatMap(any -> any).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 500, TimeUnit.MILLISECONDS).join();
    }

    /** The Python of a virtual environment. */
    public static Path executable(Path venv) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return windows ? venv.resolve("Scripts").resolve("python.exe") : venv.resolve("bin").resolve("python");
    }
}
