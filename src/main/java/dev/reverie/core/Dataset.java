package dev.reverie.core;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the episodes of a folder come from: its {@code dataset.json}.
 *
 * @param environment
 *            id, such as {@code TakeCover}
 * @param version
 *            of the environment's rules
 * @param options
 *            the environment's, by name; copied
 * @param commit
 *            of the code that played them, or empty if unknown
 */
public record Dataset(String environment, String version, Map<String, String> options, String commit) {
    /** What is written to and expected in the file. */
    static final int FORMAT = 1;
    static final String FILE = "dataset.json";

    public Dataset {
        Objects.requireNonNull(environment, "environment must be given");
        Objects.requireNonNull(version, "version must be given");
        Objects.requireNonNull(commit, "commit must be given, empty if unknown");
        if (environment.isBlank()) {
            throw new IllegalArgumentException("environment must not be blank");
        }
        options = Map.copyOf(options);
    }

    /** Whether episodes of {@code other} may stand beside these: the same environment, version and options. The commit may differ. */
    boolean agrees(Dataset other) {
        return environment.equals(other.environment) && version.equals(other.version) && options.equals(other.options);
    }

    /** Reads the file in {@code folder}. */
    static Dataset read(Path folder) {
        var file = Json.read(folder.resolve(FILE), File.class, FORMAT, "read it with the version that wrote it, or collect anew");
        try {
            return new Dataset(file.environment, file.version, file.options, file.commit);
        } catch (NullPointerException | IllegalArgumentException e) {
            throw new FileException(folder.resolve(FILE), e.getMessage() == null ? "options must have no null" : e.getMessage());
        }
    }

    /** Writes the file in {@code folder}, whole or not at all. */
    void write(Path folder) {
        Json.write(folder.resolve(FILE), new File(FORMAT, environment, version, new TreeMap<>(options), commit));
    }

    private record File(int format, String environment, String version, Map<String, String> options, String commit) {
    }
}
