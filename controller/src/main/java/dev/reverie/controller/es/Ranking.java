package dev.reverie.controller.es;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of candidates by fitness, which is all that most strategies use of it, and what becomes of candidates of equal fitness. */
final class Ranking {
    /** What each of some candidates of equal fitness is worth. */
    @FunctionalInterface
    interface Worth {
        /** Of those that have the ranks {@code from..to-1}, the best rank being 0. */
        double of(int from, int to);
    }

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

    /** Whether all candidates are worth the same, so that there is nothing to learn. */
    static boolean flat(double[] fitness) {
        return Arrays.stream(fitness).allMatch(f -> f == fitness[0]);
    }

    /**
     * What each candidate is worth by its rank, candidates of equal fitness the same.
     *
     * @return [N], in the order of the candidates
     */
    static double[] worth(double[] fitness, Worth worth) {
        int[] order = bestFirst(fitness);
        var worths = new double[fitness.length];
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && fitness[order[to]] == fitness[order[from]]) {
                to++;
            }
            double each = worth.of(from, to);
            for (int i = from; i < to; i++) {
                worths[order[i]] = each;
            }
        }
        return worths;
    }

    /**
     * What each candidate is worth by its rank. Candidates of equal fitness share: each has the mean over all ways in which their ties can
     * be broken.
     *
     * @param byRank
     *            best first, [N], not modified
     * @return [N], in the order of the candidates
     */
    static double[] shared(double[] fitness, double[] byRank) {
        return worth(fitness, (from, to) -> to == from + 1 ? byRank[from] : Arrays.stream(byRank, from, to).sum() / (to - from));
    }
}
