package dev.reverie.envs;

import java.util.List;

/**
 * Brings environments of your own into the registry: implement it, with a public constructor without arguments, and write the name of the
 * class into {@code META-INF/services/dev.reverie.envs.EnvProvider} of your jar.
 */
public interface EnvProvider {
    List<EnvEntry> entries();
}
