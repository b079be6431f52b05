package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import java.util.function.Predicate;

/**
 * All candidates have been worth the same for some generations in a row, so that the strategy learned nothing from them: the fitness tells
 * nothing where they are, such as a reward that none of them ever meets, or an evaluation that always fails. Then a greater step size, more
 * or longer episodes or another reward may help. It remembers; of a resumed evolution it must be told the earlier generations ({@link
 * #seen}).
 */
public final class PlateauDetector implements Predicate<Generation> {
    private final int generations;
    private int length;

    /**
     * @param generations
     *            how many, at least 1
     */
    PlateauDetector(int generations) {
        Arguments.atLeast(1, "generations", generations);
        this.generations = generations;
    }

    /** Takes notice of a generation; whether it is time to stop. */
    public boolean seen(boolean flat) {
        length = flat ? length + 1 : 0;
        return length >= generations;
    }

    /** Generations in a row until now in which all candidates were worth the same. */
    public int length() {
        return length;
    }

    @Override
    public boolean test(Generation generation) {
        return seen(generation.flat());
    }
}
