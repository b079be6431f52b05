package dev.reverie.controller.es;

import java.util.stream.IntStream;

/** What rank-based strategies agree on: how many candidates, and what a rank is worth. */
final class Utilities {
    private Utilities() {
    }

    /** λ = 4 + ⌊3 ln n⌋: Hansen's tutorial (48). */
    static int population(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be >= 1, was " + n);
        }
        return 4 + (int) StrictMath.floor(3 * StrictMath.log(n));
    }

    /**
     * The worth of each candidate by its rank, of sum 0: Wierstra et al., "Natural evolution strategies", JMLR 2014, section 3.1.
     *
     * @return [λ], in the order of the candidates
     */
    static double[] of(double[] fitness) {
        int population = fitness.length;
        var raw = new double[population];
        for (int i = 0; i < population; i++) {
            raw[i] = Math.max(0, StrictMath.log(population / 2.0 + 1) - StrictMath.log(i + 1));
        }
        double sum = IntStream.range(0, population).mapToDouble(i -> raw[i]).sum();
        var utilities = new double[population];
        int[] order = Ranking.bestFirst(fitness);
        for (int i = 0; i < population; i++) {
            utilities[order[i]] = raw[i] / sum - 1.0 / population;
        }
        return utilities;
    }
}
