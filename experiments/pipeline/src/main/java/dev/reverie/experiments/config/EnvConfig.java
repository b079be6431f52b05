package dev.reverie.experiments.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which environment.
 *
 * @param name
 *            as the registry has it, such as {@code TakeCover}
 * @param options
 *            the environment's own, by name; those not given have its defaults; copied, in order of the names
 */
public record EnvConfig(String name, Map<String, String> options) {
    public EnvConfig {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
