package dev.reverie.envs;

import dev.reverie.core.Dataset;
import dev.reverie.core.DidYouMean;
import dev.reverie.core.Env;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The registry: environments by name, ours and those of every {@link EnvProvider} on the class path.
 *
 * <p>Providers are looked up at each call, with the context class loader, so one that arrives later is found. Making an environment costs
 * that look-up, a fraction of a millisecond; ask for it once a thread, not once an episode.
 */
public final class Envs {
    private static final List<EnvEntry> OURS = List.of(TakeCover.entry(), CarRacing.entry(), BouncingBall.entry(), CartPole.entry(),
            MountainCar.entry(), MountainCarContinuous.entry(), Pendulum.entry());

    private Envs() {
    }

    /** A new environment with its default options. */
    public static Env make(String name) {
        return make(name, Map.of());
    }

    /**
     * A new environment.
     *
     * @param options
     *            by name; those left out stand as the entry says
     * @throws IllegalArgumentException
     *             if there is no such environment, no such option, or not with this value; the message says what there is
     */
    public static Env make(String name, Map<String, String> options) {
        return entry(name).make(options);
    }

    /** All there are, ours first. */
    public static List<String> names() {
        return List.copyOf(entries().keySet());
    }

    /**
     * What is known about an environment.
     *
     * @throws IllegalArgumentException
     *             if there is no such environment
     */
    public static EnvEntry entry(String name) {
        var entries = entries();
        var entry = entries.get(name);
        if (entry == null) {
            entry = found(name);
        }
        if (entry == null) {
            throw new IllegalArgumentException("environment: " + DidYouMean.unknown("", name, List.copyOf(entries.keySet())));
        }
        return entry;
    }

    /**
     * What a store of its episodes says about where they come from. All options are in it, so that it makes no
     * difference whether a default was spelled out.
     *
     * @param commit
     *            of the code, or empty if unknown
     */
    public static Dataset dataset(String name, Map<String, String> options, String commit) {
        var entry = entry(name);
        return new Dataset(entry.name(), entry.version(), entry.resolve(options), commit);
    }

    private static EnvEntry found(String name) {
        return ServiceLoader.load(EnvProvider.class).stream().flatMap(provider -> provider.get().find(name).stream()).findFirst()
                .orElse(null);
    }

    private static Map<String, EnvEntry> entries() {
        var entries = new LinkedHashMap<String, EnvEntry>();
        OURS.forEach(entry -> entries.put(entry.name(), entry));
        for (var provider : ServiceLoader.load(EnvProvider.class)) {
            for (var entry : provider.entries()) {
                if (entries.putIfAbsent(entry.name(), entry) != null) {
                    throw new IllegalStateException("environment: '" + entry.name() + "' of " + provider.getClass().getName()
                            + " is a name already taken; rename it in its EnvEntry");
                }
            }
        }
        return entries;
    }
}
