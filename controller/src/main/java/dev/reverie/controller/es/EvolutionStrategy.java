package dev.reverie.controller.es;

import dev.reverie.core.FileException;
import java.nio.file.Path;

/**
 * What proposes candidates and learns from their fitness, which it maximises: ask, evaluate, tell, again.
 *
 * <p>A strategy is a function of its seed and of the fitness it was told, on any number of threads. It belongs to one thread at a time. Its
 * state, random state included, is saved and restored between generations.
 *
 * <p>Implement it for a strategy of your own; {@code EvolutionStrategyContract} in this module's test jar is the test that it should pass,
 * and a {@link StrategyProvider} lets {@link #load} find it.
 */
public interface EvolutionStrategy {
    /** Parameters of a candidate. */
    int size();

    /** Candidates of this generation, the one that {@link #ask} proposes; most strategies have the same number in each. */
    int population();

    /** How many generations have been told, also before a restore: the number of the one that {@link #ask} proposes. */
    int generation();

    /** How many candidates have been told in all generations, also before a restore. */
    default long evaluations() {
        return (long) generation() * population();
    }

    /**
     * The candidates of this generation: until they are told, the same each time.
     *
     * @return [{@link #population}][{@link #size}], the caller's own
     */
    double[][] ask();

    /**
     * Learns from the candidates last asked for.
     *
     * @param fitness
     *            one a candidate, greater is better, [{@link #population}]; infinite is allowed, NaN is not
     * @throws IllegalStateException
     *             if this generation was not asked for
     */
    void tell(double... fitness);

    /** What it holds for best, a copy: the centre of the distribution that candidates come from. */
    double[] mean();

    /** How far candidates spread, as a standard deviation. */
    double stepSize();

    /** The whole state, a copy. The same state gives the same arrays; what was asked but not told is asked again. */
    StrategyState state();

    /**
     * Goes on where another strategy of this kind and size stood, with its options, seed and all.
     *
     * @throws IllegalArgumentException
     *             if it is the state of another strategy, of another size, or damaged; then this one is as it was
     */
    void restore(StrategyState state);

    /** Writes the state as {@code .npz}, whole or not at all. The same state gives the same bytes. */
    default void save(Path file) {
        state().save(file);
    }

    /**
     * Goes on where {@link #save} left off.
     *
     * @throws FileException
     *             if the file cannot be read, or holds the state of another strategy or size
     */
    default void restore(Path file) {
        var state = StrategyState.load(file);
        try {
            restore(state);
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }

    /**
     * A strategy of whatever kind the file was written by: one of this package, or one that a {@link StrategyProvider} knows.
     *
     * @throws FileException
     *             if the file cannot be read or holds no state of a strategy
     */
    static EvolutionStrategy load(Path file) {
        var state = StrategyState.load(file);
        try {
            return Strategies.restored(state);
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }
}
