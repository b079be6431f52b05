package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import java.util.function.Predicate;

/**
 * The mean fitness of the candidates has not risen by more than a little for some generations. It remembers; of a resumed evolution it must
 * be told the earlier generations ({@link #seen}).
 */
public final class Stagnation implements Predicate<Generation> {
    private final int generations;
    private final double least;
    private double best = Double.NEGATIVE_INFINITY;
    private int bestAt = -1;

    /**
     * @param generations
     *            how many, at least 1
     * @param least
     *            what counts as a rise, >= 0
     */
    Stagnation(int generations, double least) {
        Arguments.atLeast(1, "generations", generations);
        if (!(least >= 0)) {
            throw new IllegalArgumentException("least must be >= 0, was " + least);
        }
        this.generations = generations;
        this.least = least;
    }

    /** Takes notice of a generation; whether it is time to stop. */
    public boolean seen(int number, double meanFitness) {
        if (bestAt < 0 || meanFitness > best + least) {
            best = meanFitness;
            bestAt = number;
        }
        return number - bestAt >= generations;
    }

    @Override
    public boolean test(Generation generation) {
        return seen(generation.number(), generation.meanFitness());
    }
}
