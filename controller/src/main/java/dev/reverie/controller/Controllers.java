package dev.reverie.controller;

import dev.reverie.core.DidYouMean;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The registry: controllers by name, those of every {@link ControllerProvider} on the class path. */
public final class Controllers {
    private Controllers() {
    }

    /** All there are, in order of the alphabet. */
    public static List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /**
     * The names of a controller's own options.
     *
     * @throws IllegalArgumentException
     *             if there is no such controller
     */
    public static List<String> options(String name) {
        return provider(name).options();
    }

    /**
     * A controller that an evolution can begin with.
     *
     * @param options
     *            by name
     * @throws IllegalArgumentException
     *             if there is no such controller, or it has no such option, or not with this value; the message says what there is
     */
    public static Controller make(String name, ControllerShape shape, Map<String, String> options) {
        var provider = provider(name);
        for (var option : options.keySet()) {
            if (!provider.options().contains(option)) {
                throw new IllegalArgumentException(
                        "controllerOptions: " + DidYouMean.unknown("option of " + name, option, provider.options()));
            }
        }
        return provider.create(shape, options);
    }

    private static ControllerProvider provider(String name) {
        var known = providers();
        var provider = known.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("controller: " + DidYouMean.unknown("controller", name, known.keySet())
                    + "; a controller of your own needs a ControllerProvider");
        }
        return provider;
    }

    private static Map<String, ControllerProvider> providers() {
        var known = new TreeMap<String, ControllerProvider>();
        for (var provider : ServiceLoader.load(ControllerProvider.class)) {
            if (known.putIfAbsent(provider.name(), provider) != null) {
                throw new IllegalStateException("controller: '" + provider.name() + "' of " + provider.getClass().getName()
                        + " is a name already taken; rename it");
            }
        }
        return known;
    }
}
