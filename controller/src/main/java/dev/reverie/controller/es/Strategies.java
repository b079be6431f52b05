package dev.reverie.controller.es;

import dev.reverie.core.DidYouMean;
import dev.reverie.core.Providers;
import dev.reverie.core.Seed;
import java.util.List;

/** The registry: strategies by name, ours and those of every {@link StrategyProvider} on the class path. */
public final class Strategies {
    private static final Providers<StrategyProvider, StrategyProvider> PROVIDERS =
            Providers.named("strategy", StrategyProvider.class, StrategyProvider::name, List.of(CmaEs.kind(false), CmaEs.kind(true),
                    RestartingCmaEs.kind(RestartSchedule.Kind.IPOP), RestartingCmaEs.kind(RestartSchedule.Kind.BIPOP), OpenAiEs.kind(),
                    Pepg.kind(),
                    SimpleGa.kind(), Snes.kind(), Xnes.kind()));

    private Strategies() {
    }

    /** All there are, in order of the alphabet. */
    public static List<String> names() {
        return List.copyOf(PROVIDERS.all().keySet());
    }

    /**
     * A new strategy, at zeros.
     *
     * @param size
     *            parameters of a candidate, n
     * @throws IllegalArgumentException
     *             if there is no such strategy, or it has no such option, or not with this value; the message says what there is
     */
    public static EvolutionStrategy make(String name, int size, StrategySettings settings, Seed seed) {
        var provider = PROVIDERS.find(name);
        for (var option : settings.options().keySet()) {
            if (!provider.options().contains(option)) {
                throw new IllegalArgumentException(
                        "strategyOptions: " + DidYouMean.unknown("option of " + name, option, provider.options()));
            }
        }
        return provider.create(size, settings, seed);
    }

    /**
     * A strategy that goes on where the state says.
     *
     * @throws IllegalArgumentException
     *             if there is no strategy of that name, or the state is damaged
     */
    static EvolutionStrategy restored(StrategyState state) {
        return PROVIDERS.find(state.strategy()).restored(state);
    }
}
