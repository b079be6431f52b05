package dev.reverie.envs;

import java.util.List;
import java.util.Optional;

/**
 * Brings environments of your own into the registry: implement it, with a public constructor without arguments, and write the name of the
 * class into {@code META-INF/services/dev.reverie.envs.EnvProvider} of your jar.
 */
public interface EnvProvider {
    List<EnvEntry> entries();

    /** An environment that is not among {@link #entries}, since there are too many to list, such as those of a name space of one's own. */
    default Optional<EnvEntry> find(String name) {
        return Optional.empty();
    }
}
