package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Python with the real packages, and with the environments of {@code test_envs.py}. */
final class LivePython {
    private static final Path FOLDER = Path.of("src/test/python").toAbsolutePath();

    private LivePython() {
    }

    static GymPython here(String... variables) {
        var executable = System.getenv(GymPython.VARIABLE);
        if (executable == null || executable.isBlank()) {
            var message =
                    GymPython.VARIABLE + " is not set: the bridge was not tried on the real Gymnasium; see envs/src/test/python/setup";
            return "required".equals(System.getenv("REVERIE_LIVE")) ? fail(message) : abort(message);
        }
        var environment = new HashMap<>(Map.of("PYTHONPATH", FOLDER.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new GymPython(executable, environment);
    }

    static Path folder() {
        return FOLDER;
    }

    /** Options in pairs. */
    static GymOptions options(String id, String... options) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return GymOptions.of(id, map);
    }

    static GymEnv env(String id, String... options) {
        return GymEnv.make(GymClient.start(here()), options(id, options));
    }
}
