package dev.reverie.core;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds things by the names under which the class path offers them: every kind of thing has a provider type, whose implementations a {@link
 * ServiceLoader} finds, ours and a user's alike.
 *
 * <p>They are looked up at each call, with the context class loader, so one that arrives later is found.
 *
 * @param kind
 *            such as {@code strategy}, for messages
 * @param type
 *            of the providers
 * @param entries
 *            what a provider offers, by name
 */
public record Providers<P, T>(String kind, Class<P> type, Function<P, Map<String, T>> entries) {
    /** Providers that are themselves what is found, each with a name. */
    public static <P> Providers<P, P> named(String kind, Class<P> type, Function<P, String> name) {
        return new Providers<>(kind, type, provider -> Map.of(name.apply(provider), provider));
    }

    /** All there are, in order of the names. */
    public SortedMap<String, T> all() {
        var all = new TreeMap<String, T>();
        for (var provider : ServiceLoader.load(type)) {
            entries.apply(provider).forEach((name, thing) -> {
                if (all.putIfAbsent(name, thing) != null) {
                    throw new IllegalStateException(
                            kind + ": '" + name + "' of " + provider.getClass().getName() + " is a name already taken; rename it");
                }
            });
        }
        return all;
    }

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException
     *             if there is none; the message says what there is
     */
    public T find(String name) {
        var all = all();
        var found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    DidYouMean.unknown(kind, name, all.keySet()) + "; a " + kind + " of your own needs a " + type.getSimpleName());
        }
        return found;
    }
}
