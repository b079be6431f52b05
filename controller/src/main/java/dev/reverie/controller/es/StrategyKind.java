package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.List;
import java.util.function.Function;

/** The provider of a strategy of this package. */
abstract class StrategyKind implements StrategyProvider {
    /** Makes a new strategy, at zeros, as {@link StrategyProvider#create} does. */
    interface Maker {
        EvolutionStrategy create(int size, StrategySettings settings, Seed seed);
    }

    private final String name;
    private final List<String> options;
    private final Maker maker;
    private final Function<StrategyState, EvolutionStrategy> restorer;

    /**
     * @param options
     *            names of its own options
     */
    StrategyKind(String name, List<String> options, Maker maker, Function<StrategyState, EvolutionStrategy> restorer) {
        this.name = name;
        this.options = options;
        this.maker = maker;
        this.restorer = restorer;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> options() {
        return options;
    }

    @Override
    public final EvolutionStrategy create(int size, StrategySettings settings, Seed seed) {
        return maker.create(size, settings, seed);
    }

    @Override
    public final EvolutionStrategy restored(StrategyState state) {
        return restorer.apply(state);
    }
}
