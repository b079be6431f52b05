package dev.reverie.controller.es;

import java.util.Arrays;

/**
 * The weights of CMA-ES for one generation, best candidate first. Candidates of equal fitness share those of their ranks: each weight is
 * the mean over all ways in which the ties can be broken.
 *
 * @param positive
 *            [λ], of sum 1: what the mean and the paths are moved by
 * @param negative
 *            [λ], 0 unless the update is active
 * @param mass
 *            μ_eff of the positive ones, so that the path of the step size keeps its length where selection is random
 */
record RankWeights(double[] positive, double[] negative, double mass) {
    /**
     * @param fitness
     *            [λ], in the order of the candidates
     * @param ranked
     *            the candidates, best first
     */
    static RankWeights of(CmaConstants constants, double[] fitness, int[] ranked) {
        double[] byRank = Arrays.stream(constants.weights()).map(w -> Math.max(w, 0)).toArray();
        double[] positive = shared(byRank, fitness, ranked);
        double[] negative = shared(Arrays.stream(constants.weights()).map(w -> Math.min(w, 0)).toArray(), fitness, ranked);
        double mass = Arrays.equals(positive, byRank) ? constants.muEff() : 1 / Combination.dot(positive, positive);
        return new RankWeights(positive, negative, mass);
    }

    private static double[] shared(double[] byRank, double[] fitness, int[] ranked) {
        double[] byCandidate = Ranking.shared(fitness, byRank);
        return Arrays.stream(ranked).mapToDouble(k -> byCandidate[k]).toArray();
    }

    /** How many candidates have a positive weight: the better half, unless a tie goes beyond it. */
    int selected() {
        int count = positive.length;
        while (positive[count - 1] == 0) {
            count--;
        }
        return count;
    }

    /**
     * ⟨·⟩_w (41).
     *
     * @param rows
     *            best first, [λ][n], not modified
     * @return [n]
     */
    double[] select(double[][] rows) {
        var mean = new double[rows[0].length];
        Combination.add(Arrays.copyOf(rows, selected()), Arrays.copyOf(positive, selected()), 1, mean, 0, mean.length);
        return mean;
    }
}
