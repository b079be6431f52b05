package dev.reverie.controller.es;

import dev.reverie.core.Arguments;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What rank-based strategies agree on: how many candidates, and what a rank is worth. */
final class Utilities {
    private Utilities() {
    }

    /** λ = 4 + ⌊3 ln n⌋: Hansen's tutorial (48). */
    static int population(int n) {
        Arguments.atLeast(1, "n", n);
        return 4 + (int) StrictMath.floor(3 * StrictMath.log(n));
    }

    /**
     * The worth of each candidate by its rank, of sum 0: Wierstra et al., "Natural evolution strategies", JMLR 2014, section 3.1.
     * Candidates of equal fitness share; where all are equal, it is exactly 0.
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
        double[] byRank = Arrays.stream(raw).map(worth -> worth / sum - 1.0 / population).toArray();
        return Ranking.flat(fitness) ? new double[population] : Ranking.shared(fitness, byRank);
    }
}
