package dev.reverie.controller;

import dev.reverie.core.DidYouMean;
import dev.reverie.core.Providers;
import java.util.List;
import java.util.Map;

/** The registry: controllers by name, those of every {@link ControllerProvider} on the class path. */
public final class Controllers {
    private static final Providers<ControllerProvider, ControllerProvider> PROVIDERS =
            Providers.named("controller", ControllerProvider.class, ControllerProvider::name);

    private Controllers() {
    }

    /** All there are, in order of the alphabet. */
    public static List<String> names() {
        return List.copyOf(PROVIDERS.all().keySet());
    }

    /**
     * The names of a controller's own options.
     *
     * @throws IllegalArgumentException
     *             if there is no such controller
     */
    public static List<String> options(String name) {
        return PROVIDERS.find(name).options();
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
        var provider = PROVIDERS.find(name);
        for (var option : options.keySet()) {
            if (!provider.options().contains(option)) {
                throw new IllegalArgumentException(
                        "controllerOptions: " + DidYouMean.unknown("option of " + name, option, provider.options()));
            }
        }
        return provider.create(shape, options);
    }
}
