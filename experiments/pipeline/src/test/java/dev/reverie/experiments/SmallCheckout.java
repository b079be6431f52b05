package dev.reverie.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code reverie} in a small checkout, with a Maven and a Java of its own that tell what they are asked. */
final class SmallCheckout {
    /** Makes every jar of its source, and tells that it was called. */
    private static final String MAVEN = """
            #!/bin/sh
            root=
            while [ $# -gt 0 ]; do
              if [ "$1" = -f ]; then root=${2%/pom.xml}; fi
              shift
            done
            cd "$root"
            echo built >>builds
            if [ -p pause ]; then echo $$ >pid; cat pause >/dev/null; fi
            [ ! -f src/main/wrong ] || exit 1
            for module in src vae mdn-rnn controller envs experiments/pipeline; do
              mkdir -p "$module/target/classes"
              cat "$module"/src/main/* >"$module/target/made.jar" 2>/dev/null || echo "$module" >"$module/target/made.jar"
            done
            mv experiments/pipeline/target/made.jar experiments/pipeline/target/reverie.jar
            printf '%s' "$root/src/target/made.jar:$LIBRARY" >experiments/pipeline/target/classpath.txt
            """;
    /** Shows the characters of the locale and its arguments. */
    private static final String JAVA = """
            #!/bin/sh
            echo "$(locale charmap) $*"
            """;

    private final Path folder;
    private final Path library;
    private Path root;

    /** Made below {@code folder}, never built. */
    SmallCheckout(Path folder) throws IOException {
        this.folder = folder;
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        root = Files.createDirectory(folder.resolve("check out"));
        Files.copy(Path.of("../../reverie"), root.resolve("reverie"), StandardCopyOption.COPY_ATTRIBUTES);
        for (var module : List.of("src", "vae", "mdn-rnn", "controller", "envs", "experiments/pipeline")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.createDirectories(root.resolve("src/main"));
        Files.createDirectories(root.resolve("experiments/configs"));
        Files.writeString(root.resolve("pom.xml"), "<project>\n<version>1.2.3</version>\n</project>\n");
        Files.writeString(root.resolve("src/main/A.java"), "one");
        library = Files.writeString(folder.resolve("library.jar"), "");
        executable("bin/mvn", MAVEN);
        executable("jdk/bin/java", JAVA);
        executable("jdk/bin/javac", "#!/bin/sh\n");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    Path root() {
        return root;
    }

    Path library() {
        return library;
    }

    /** To another name. */
    void move(String name) throws IOException {
        root = Files.move(root, folder.resolve(name));
    }

    /** A program, for every user. */
    Path executable(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        var file = Files.writeString(folder.resolve(name), text);
        assertTrue(file.toFile().setExecutable(true, false));
        return file;
    }

    /** What came of a run. */
    record Result(int code, String out, String err) {
        Result {
            assertFalse(err.contains("Exception"), err);
        }

        void isRefused(String message) {
            assertEquals(2, code, err);
            assertEquals(1, err.lines().count(), err);
            assertTrue(err.contains(message), err);
        }

        void isDone() {
            assertEquals(0, code, err);
        }
    }

    /** Starts the script. */
    Process start(Map<String, String> environment, String... words) throws IOException {
        return start(root.resolve("reverie"), environment, words);
    }

    /** Starts it by another way. */
    Process start(Path program, Map<String, String> environment, String... words) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "JAVA_HOME",
                folder.resolve("jdk").toString(), "LIBRARY", library.toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Result end(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        return new Result(process.exitValue(), new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    Result run(String... words) throws IOException, InterruptedException {
        return end(start(Map.of(), words));
    }

    /** How often Maven was called. */
    long builds() throws IOException {
        var log = root.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** Runs a verb, and compares. */
    void assertBuilds(long builds, String why) throws IOException, InterruptedException {
        var result = run("info");
        result.isDone();
        assertTrue(result.out.endsWith("dev.reverie.experiments.cli.Reverie info\n"), result.out);
        assertEquals(builds, builds(), why);
    }
}
