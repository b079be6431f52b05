package dev.reverie.controller.es;

import dev.reverie.core.DidYouMean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The strategies by the names that their states have: ours, and those of every {@link StrategyProvider} on the class path. */
final class Strategies {
    private static final Map<String, Function<StrategyState, EvolutionStrategy>> OURS = Map.of(CmaEs.NAME, CmaEs::new, Pepg.NAME, Pepg::new,
            OpenAiEs.NAME, OpenAiEs::new, SimpleGa.NAME, SimpleGa::new, Xnes.NAME, Xnes::new, Snes.NAME, Snes::new);

    private Strategies() {
    }

    /**
     * One that goes on where the state says.
     *
     * @throws IllegalArgumentException
     *             if there is no strategy of that name, or the state is damaged
     */
    static EvolutionStrategy restored(StrategyState state) {
        var known = new LinkedHashMap<>(OURS);
        for (var provider : ServiceLoader.load(StrategyProvider.class)) {
            if (known.putIfAbsent(provider.name(), provider::restored) != null) {
                throw new IllegalStateException("strategy: '" + provider.name() + "' of " + provider.getClass().getName()
                        + " is a name already taken; rename it");
            }
        }
        var strategy = known.get(state.strategy());
        if (strategy == null) {
            throw new IllegalArgumentException(DidYouMean.unknown("strategy", state.strategy(), known.keySet().stream().sorted().toList())
                    + "; a strategy of your own needs a StrategyProvider");
        }
        return strategy.apply(state);
    }
}
