package dev.reverie.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes an {@link Encoder} known by a name, to be used as {@code encode.encoder} in place of the variational autoencoder. Implementations
 * are found by {@link java.util.ServiceLoader}: name yours in {@code META-INF/services/dev.reverie.core.EncoderProvider}.
 */
public interface EncoderProvider {
    /** How one is found by its name. */
    Providers<EncoderProvider, EncoderProvider> PROVIDERS = Providers.named("encoder", EncoderProvider.class, EncoderProvider::name);

    /** Its name in a configuration. */
    String name();

    /** The options that it takes. */
    default List<String> options() {
        return List.of();
    }

    /**
     * Makes one for the observations of some episodes, trains it if there is something to learn, and writes its file.
     *
     * @param options
     *            by name, all of them known
     * @param seed
     *            of everything random
     * @param training
     *            where a checkpoint may be kept, and who is told of the progress
     * @param file
     *            to be written, whole or not at all
     * @throws IllegalArgumentException
     *             if the value of an option is not allowed, or the observations are of a kind that it cannot take
     */
    void train(Map<String, String> options, EpisodeStore episodes, Seed seed, Training training, Path file);

    /**
     * Loads what {@link #train} wrote.
     *
     * @throws FileException
     *             if there is no such file, or it holds something else
     */
    Encoder load(Path file);
}
