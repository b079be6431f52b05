package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The real Gymnasium, for tests that compare with what it does now: the Python that {@code REVERIE_GYM_PYTHON} names, made by {@code
 * src/test/python/setup}. Without it they are skipped; with {@code REVERIE_LIVE=required}, as in CI, they fail.
 */
public final class RealGymnasium {
    private static final String PYTHON = "REVERIE_GYM_PYTHON";
    private static final String LIVE = "REVERIE_LIVE";

    private RealGymnasium() {
    }

    /** Runs one of our scripts, which writes golden files into {@code folder}. */
    static void write(String script, Path folder) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(python(), Path.of("src/test/python", script).toAbsolutePath().toString(), folder.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            int exit = process.waitFor();
            assertEquals(0, exit, script + " failed:\n" + Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Its executable. */
    public static String python() {
        var python = System.getenv(PYTHON);
        if (python != null && !python.isBlank()) {
            return python;
        }
        var message = PYTHON + " is not set: compared with the golden files only; see envs/src/test/python/setup";
        return "required".equals(System.getenv(LIVE)) ? fail(message + ". " + LIVE + "=required does not let it pass") : abort(message);
    }
}
