package dev.reverie.controller.es;

import dev.reverie.core.DidYouMean;
import dev.reverie.core.Seed;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The registry: strategies by name, those of every {@link StrategyProvider} on the class path. */
public final class Strategies {
    private Strategies() {
    }

    /** All there are, in order of the alphabet. */
    public static List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /**
     * The names of a strategy's own options.
     *
     * @throws IllegalArgumentException
     *             if there is no such strategy
     */
    public static List<String> options(String name) {
        return provider(name).options();
    }

    /**
     * A new strategy, at zeros.
     *
     * @param size
     *            parameters of a candidate, n
     * @throws IllegalArgumentException
     *             if there is no such strategy, or it has no such option, or not with this value; the message says what there is
     */
    public static EvolutionStrategy make(String name, int size, StrategySettings settings, Seed seed) {
        var provider = provider(name);
        for (var option : settings.options().keySet()) {
            if (!provider.options().contains(option)) {
                throw new IllegalArgumentException(
                        "strategyOptions: " + DidYouMean.unknown("option of " + name, option, provider.options()));
            }
        }
        return provider.create(size, settings, seed);
    }

    /**
     * A strategy that goes on where the state says.
     *
     * @throws IllegalArgumentException
     *             if there is no strategy of that name, or the state is damaged
     */
    static EvolutionStrategy restored(StrategyState state) {
        return provider(state.strategy()).restored(state);
    }

    private static StrategyProvider provider(String name) {
        var known = providers();
        var provider = known.get(name);
        if (provider == null) {
            throw new IllegalArgumentException(DidYouMean.unknown("strategy", name, known.keySet())
                    + "; a strategy of your own needs a StrategyProvider");
        }
        return provider;
    }

    private static Map<String, StrategyProvider> providers() {
        var known = new TreeMap<String, StrategyProvider>();
        for (var provider : ServiceLoader.load(StrategyProvider.class)) {
            if (known.putIfAbsent(provider.name(), provider) != null) {
                throw new IllegalStateException("strategy: '" + provider.name() + "' of " + provider.getClass().getName()
                        + " is a name already taken; rename it");
            }
        }
        return known;
    }
}
