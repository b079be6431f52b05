package dev.reverie.controller.es;

import dev.reverie.core.Seed;
import java.util.List;

/**
 * Makes a strategy known by its name, to {@link Strategies#make} and to {@link EvolutionStrategy#load}, and so to {@code evolve.strategy}
 * in a configuration and {@code reverie evolve --strategy}. Implement it for a strategy of your own, as a public class with a public
 * constructor without arguments, and write the name of the class into {@code META-INF/services/dev.reverie.controller.es.StrategyProvider}
 * of your jar.
 */
public interface StrategyProvider {
    /** The strategy's name, as in {@link StrategyState#of}: lower case with hyphens, such as {@code hill-climber}. */
    String name();

    /** The names of its own options; others are refused. */
    default List<String> options() {
        return List.of();
    }

    /**
     * A new strategy, at zeros.
     *
     * @param size
     *            parameters of a candidate, n
     * @throws IllegalArgumentException
     *             if it cannot be made so; the message begins with the name of what is wrong, such as {@code population}
     */
    EvolutionStrategy create(int size, StrategySettings settings, Seed seed);

    /**
     * A strategy that goes on where the state says.
     *
     * @throws IllegalArgumentException
     *             if an array is missing or wrong; {@link StrategyState} says so by itself
     */
    EvolutionStrategy restored(StrategyState state);
}
