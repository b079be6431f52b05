package dev.reverie.controller.es;

import java.nio.file.Path;

/**
 * What proposes candidates and learns from their fitness, which it maximises: ask, evaluate, tell, again.
 *
 * <p>A strategy is a function of its seed and of the fitness it was told, on any number of threads. It belongs to one thread at a time. Its state, random
 * state included, is saved between generations; each class restores its own with a static {@code load}.
 */
public interface EvolutionStrategy {
    /** Parameters of a candidate. */
    int size();

    /** Candidates of a generation. */
    int population();

    /** How many generations have been told, also before a restore: the number of the one that {@link #ask} proposes. */
    int generation();

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

    /** Writes the whole state as {@code .npz}, whole or not at all. The same state gives the same bytes; what was asked but not told is asked again. */
    void save(Path file);
}
