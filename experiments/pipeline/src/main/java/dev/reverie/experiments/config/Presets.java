package dev.reverie.experiments.config;

import dev.reverie.core.DidYouMean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The experiments that come along: complete, commented files. */
public final class Presets {
    /** The first is the one to begin with. */
    public static final List<String> NAMES = List.of("takecover", "takecover-paper", "carracing", "carracing-paper",
            "carracing-dream", "bouncing-ball", "pendulum", "tiny", "gym-carracing", "gym-takecover");

    /** The key by which a file says what it is laid over. */
    static final String KEY = "preset";

    private Presets() {
    }

    /**
     * The file as it was written, comments and all.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(unknown(name));
        }
        try (var in = Presets.class.getResourceAsStream(file(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a preset with this environment has for its options; none if there is no such preset. */
    public static Map<String, String> options(String environment) {
        return NAMES.stream().map(name -> ExperimentConfig.preset(name).env()).filter(env -> env.name().equals(environment)).findFirst()
                .map(EnvConfig::options).orElse(Map.of());
    }

    static Node.Mapping tree(String name) {
        return YamlReader.read(text(name), file(name));
    }

    private static String file(String name) {
        return name + ".yaml";
    }

    static String unknown(String name) {
        return name + ": unknown preset; " + DidYouMean.to(name, NAMES).map(near -> "did you mean " + near + "?")
                .orElse("there are " + String.join(", ", NAMES));
    }
}
