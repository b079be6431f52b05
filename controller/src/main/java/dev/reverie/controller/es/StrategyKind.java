package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.List;
import java.util.function.Function;

/**
 * The provider of a strategy of this package.
 *
 * @param options
 *            names of its own options
 * @param maker
 *            makes a new one, at zeros
 * @param restorer
 *            makes one that goes on where a state says
 */
record StrategyKind(String name, List<String> options, Maker maker, Function<StrategyState, EvolutionStrategy> restorer)
        implements StrategyProvider {
    /** Makes a new strategy, as {@link StrategyProvider#create} does. */
    interface Maker {
        EvolutionStrategy create(int size, StrategySettings settings, Seed seed);
    }

    @Override
    public EvolutionStrategy create(int size, StrategySettings settings, Seed seed) {
        return maker.create(size, settings, seed);
    }

    @Override
    public EvolutionStrategy restored(StrategyState state) {
        return restorer.apply(state);
    }
}
