package dev.reverie.controller.es;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of candidates by fitness: all that most strategies use of it. */
final class Ranking {
    private Ranking() {
    }

    /** Refuses what cannot be learned from. */
    static void check(double[] fitness, int population) {
        if (fitness.length != population) {
            throw new IllegalArgumentException(
                    "fitness must have one value for each of " + population + " candidates, had " + fitness.length);
        }
        for (int i = 0; i < population; i++) {
            if (Double.isNaN(fitness[i])) {
                throw new IllegalArgumentException(
                        "fitness of candidate " + i + " must be a number, was NaN; where a candidate failed, give it a low one"
                                + " such as Double.NEGATIVE_INFINITY");
            }
        }
    }

    /** The indices of {@code fitness}, best first; equals in the order of the candidates, which are exchangeable. */
    static int[] bestFirst(double[] fitness) {
        return IntStream.range(0, fitness.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> fitness[i]).reversed())
                .mapToInt(Integer::intValue).toArray();
    }
}
