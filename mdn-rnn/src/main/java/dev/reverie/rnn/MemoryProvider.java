package dev.reverie.rnn;

import dev.reverie.core.NamedOptions;
import dev.reverie.core.Providers;
import java.util.List;
import java.util.Map;

/**
 * Makes a memory of M known by a name, to be used as {@code rnn.memory}. Implementations are found by {@link java.util.ServiceLoader}: name
 * yours in {@code META-INF/services/dev.reverie.rnn.MemoryProvider}. {@code LatentDynamicsContract} in this module's test jar tests an M
 * that has it.
 */
public interface MemoryProvider {
    /** How one is found by its name. */
    Providers<MemoryProvider, MemoryProvider> PROVIDERS = Providers.named("memory", MemoryProvider.class, MemoryProvider::name);

    /** Its name in a configuration. */
    String name();

    /** The options that it takes. */
    default List<String> options() {
        return List.of();
    }

    /**
     * Makes one.
     *
     * @param inputs
     *            width of a row [z, a, restart] that it reads
     * @param options
     *            by name, all of them known
     * @throws IllegalArgumentException
     *             if a value is not allowed or one is missing
     */
    MemoryShape create(int inputs, Map<String, String> options);

    /** One by its name and options. */
    static MemoryShape make(NamedOptions text, int inputs) {
        var provider = PROVIDERS.find(text.name());
        text.check(provider.options());
        return provider.create(inputs, text.options());
    }
}
