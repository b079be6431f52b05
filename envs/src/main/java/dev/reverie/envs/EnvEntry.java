package dev.reverie.envs;

import dev.reverie.core.DidYouMean;
import dev.reverie.core.Env;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * An environment as the registry knows it.
 *
 * <pre>{@code
 * new EnvEntry("Maze", "1", "Find the way out.", List.of(new EnvOption("size", "9", "rooms a side, >= 2")),
 *         options -> new Maze(options.integer("size")));
 * }</pre>
 *
 * @param name
 *            what it is asked for by
 * @param version
 *            of its rules and its picture; must change when the same seed and actions no longer give the same episode
 * @param description
 *            one line
 * @param options
 *            what can be chosen; copied
 * @param factory
 *            makes a new one, from options that all have a value; an {@link IllegalArgumentException} refuses a value
 * @param software
 *            tells the versions of the programs that play it, by name, beyond those of this JVM; see {@link #software(Map)}
 */
public record EnvEntry(String name, String version, String description, List<EnvOption> options, Function<EnvOptions, Env> factory,
        Function<EnvOptions, Map<String, String>> software) {
    public EnvEntry {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of an environment must not be blank");
        }
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(factory, "factory");
        Objects.requireNonNull(software, "software");
        options = List.copyOf(options);
        var names = new HashSet<String>();
        for (var option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException("environment " + name + ": option " + option.name() + " is declared twice");
            }
        }
    }

    /** An environment that this JVM plays by itself. */
    public EnvEntry(String name, String version, String description, List<EnvOption> options, Function<EnvOptions, Env> factory) {
        this(name, version, description, options, factory, any -> Map.of());
    }

    /**
     * All options by name in the order of {@link #options}: those given, the others as they stand by default.
     *
     * @throws IllegalArgumentException
     *             if one is given that there is not; the values are not looked at
     */
    public Map<String, String> resolve(Map<String, String> given) {
        var names = options.stream().map(EnvOption::name).toList();
        for (var option : given.entrySet()) {
            if (!names.contains(option.getKey())) {
                throw new IllegalArgumentException("environment " + name + ": " + DidYouMean.unknown("option", option.getKey(), names));
            }
            if (option.getValue() == null) {
                throw new IllegalArgumentException("environment " + name + ": " + option.getKey() + " must have a value");
            }
        }
        var resolved = new LinkedHashMap<String, String>();
        for (var option : options) {
            resolved.put(option.name(), given.getOrDefault(option.name(), option.defaultValue()));
        }
        return resolved;
    }

    /**
     * A new environment.
     *
     * @throws IllegalArgumentException
     *             if there is no such option, or not with this value
     */
    public Env make(Map<String, String> given) {
        return asked(factory, given);
    }

    /**
     * Versions of the programs that play this environment, such as those of gymnasium and numpy: other versions may give other episodes
     * from the same seed. Empty for an environment that this JVM plays by itself, and where a server does not tell. It may start a process.
     *
     * @throws IllegalArgumentException
     *             if there is no such option, or not with this value
     */
    public Map<String, String> software(Map<String, String> given) {
        return asked(software, given);
    }

    private <T> T asked(Function<EnvOptions, T> function, Map<String, String> given) {
        var chosen = new EnvOptions(resolve(given));
        try {
            return function.apply(chosen);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("environment " + name + ": " + e.getMessage(), e);
        }
    }
}
