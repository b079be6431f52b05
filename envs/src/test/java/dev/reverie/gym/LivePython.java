package dev.reverie.gym;

import dev.reverie.envs.RealGymnasium;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Python with the real packages, and with the environments of {@code test_envs.py}. */
final class LivePython {
    private static final Path FOLDER = Path.of("src/test/python").toAbsolutePath();

    private LivePython() {
    }

    static GymPython here(String... variables) {
        var environment = new HashMap<>(Map.of("PYTHONPATH", FOLDER.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new GymPython(RealGymnasium.python(), environment);
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
