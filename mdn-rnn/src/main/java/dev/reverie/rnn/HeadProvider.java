package dev.reverie.rnn;

import java.util.List;
import java.util.Map;

/**
 * Makes a {@link Head} known by a name, to be used in {@code rnn.heads}. Implementations are found by {@link java.util.ServiceLoader}: name
 * yours in {@code META-INF/services/dev.reverie.rnn.HeadProvider}.
 */
public interface HeadProvider {
    /** Its name in a configuration. */
    String name();

    /** The options that it takes. */
    default List<String> options() {
        return List.of();
    }

    /**
     * Makes one.
     *
     * @param options
     *            by name, all of them known
     * @throws IllegalArgumentException
     *             if a value is not allowed or one is missing
     */
    Head create(Map<String, String> options);
}
