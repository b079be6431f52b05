package dev.reverie.gym;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

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

    /** The Python of a virtual environment. */
    public static Path executable(Path venv) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return windows ? venv.resolve("Scripts").resolve("python.exe") : venv.resolve("bin").resolve("python");
    }
}
