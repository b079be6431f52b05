package dev.reverie.core;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds implementations on the class path by their names, such as strategies and controllers. Each kind has a provider type, and a {@link
 * ServiceLoader} finds its providers beside those that are known without it.
 *
 * <p>Every call looks them up again, with the context class loader of its thread.
 *
 * @param kind
 *            such as {@code strategy}, for messages
 * @param type
 *            of the providers
 * @param entries
 *            what a provider offers, by name
 * @param own
 *            providers that no file names
 */
public record Providers<P, T>(String kind, Class<P> type, Function<P, Map<String, T>> entries, List<P> own) {
    /** Where the providers themselves are what is found, each by one name, and all of them are named by files. */
    public static <P> Providers<P, P> named(String kind, Class<P> type, Function<P, String> name) {
        return named(kind, type, name, List.of());
    }

    /** Where the providers themselves are what is found, each by one name. */
    public static <P> Providers<P, P> named(String kind, Class<P> type, Function<P, String> name, List<? extends P> own) {
        return new Providers<>(kind, type, provider -> Map.of(name.apply(provider), provider), List.copyOf(own));
    }

    /** All of them, in order of their names. */
    public SortedMap<String, T> all() {
        var all = new TreeMap<String, T>();
        for (var provider : (Iterable<P>) Stream.concat(own.stream(), ServiceLoader.load(type).stream().map(Provider::get))::iterator) {
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
     * Finds one by its name.
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
