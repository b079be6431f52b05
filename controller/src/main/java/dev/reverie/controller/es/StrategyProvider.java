package dev.reverie.controller.es;

/**
 * Lets {@link EvolutionStrategy#load} read the states of a strategy of your own: implement it, with a public constructor without arguments, and write the
 * name of the class into {@code META-INF/services/dev.reverie.controller.es.StrategyProvider} of your jar.
 */
public interface StrategyProvider {
    /** The strategy's name, as in {@link StrategyState#of}. */
    String name();

    /**
     * A strategy that goes on where the state says.
     *
     * @throws IllegalArgumentException
     *             if an array is missing or wrong; {@link StrategyState} says so by itself
     */
    EvolutionStrategy restored(StrategyState state);
}
