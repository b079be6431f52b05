package dev.reverie.controller.es;

import java.util.Arrays;

/**
 * Decides when a run of CMA-ES ends, by the rules of Hansen's tutorial, B.3, and the maximum number of generations of Hansen 2009. The
 * tutorial's rules for the condition number and for a step without effect along an axis are left out, since {@link CmaEs} keeps the
 * condition number below 10^14.
 *
 * <p>The history of a run: of each generation the best and the median fitness. Not a value.
 */
final class CmaTermination {
    private static final double FITNESS_TOLERANCE = 1e-12;
    private static final double MIN_SPREAD = 1e-12;
    private static final double MAX_SPREAD = 1e4;
    private static final int MAX_HISTORY = 20_000;
    /** The last generations, whose median is what a run is worth. */
    private static final int RECENT = 10;

    private double[] best;
    private double[] median;

    private CmaTermination(double[] best, double[] median) {
        this.best = best;
        this.median = median;
    }

    /** Of a run that begins. */
    static CmaTermination fresh() {
        return new CmaTermination(new double[0], new double[0]);
    }

    /**
     * Adds a generation to the history.
     *
     * @param fitness
     *            finite, not modified
     */
    void see(double[] fitness) {
        var sorted = fitness.clone();
        Arrays.sort(sorted);
        best = and(best, sorted[sorted.length - 1]);
        median = and(median, sorted[sorted.length / 2]);
    }

    private static double[] and(double[] history, double value) {
        var longer = history.length < MAX_HISTORY ? Arrays.copyOf(history, history.length + 1)
                : Arrays.copyOfRange(history, 1, history.length + 1);
        longer[longer.length - 1] = value;
        return longer;
    }

    /**
     * Whether the run should end.
     *
     * @param generations
     *            of the run
     * @param candidates
     *            of the last generation, [λ][n]
     * @param fitness
     *            of these, finite, [λ]
     * @param mean
     *            m, [n]
     * @param firstStepSize
     *            σ at the beginning of the run
     */
    boolean isOver(int generations, double[][] candidates, double[] fitness, double[] mean, double firstStepSize) {
        int n = mean.length;
        int population = candidates.length;
        if (generations >= 100 + 50 * (n + 3.0) * (n + 3.0) / Math.sqrt(population)) {
            return true;
        }
        int recent = 10 + (int) Math.ceil(30.0 * n / population);
        if (best.length >= recent) {
            var lately = Arrays.copyOfRange(best, best.length - recent, best.length);
            double range = range(lately);
            if (range == 0 || range <= FITNESS_TOLERANCE && range(fitness) <= FITNESS_TOLERANCE) {
                return true; // EqualFunValues, TolFun
            }
        }
        return isSpreadBeyond(candidates, mean, firstStepSize) || isStagnant(generations, n, population);
    }

    private static double range(double[] values) {
        return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
    }

    /** NoEffectCoord, TolX and TolXUp, with the candidates' own standard deviations for the covariance's. */
    private static boolean isSpreadBeyond(double[][] candidates, double[] mean, double firstStepSize) {
        double widest = 0;
        for (int i = 0; i < mean.length; i++) {
            int column = i;
            double centre = Arrays.stream(candidates).mapToDouble(x -> x[column]).average().orElseThrow();
            double spread = Math.sqrt(Arrays.stream(candidates).mapToDouble(x -> (x[column] - centre) * (x[column] - centre)).average()
                    .orElseThrow());
            if (mean[i] + 0.2 * spread == mean[i]) {
                return true;
            }
            widest = Math.max(widest, spread);
        }
        return widest < MIN_SPREAD * firstStepSize || widest > MAX_SPREAD * firstStepSize;
    }

    /** Stagnation: neither the best nor the median values of late are better than those before. */
    private boolean isStagnant(int generations, int n, int population) {
        double window = Math.min(MAX_HISTORY, Math.max(0.2 * generations, 120 + 30.0 * n / population));
        if (best.length < window) {
            return false;
        }
        return !hasRisen(best, (int) window) && !hasRisen(median, (int) window);
    }

    private static boolean hasRisen(double[] history, int window) {
        int from = history.length - window;
        int part = Math.max(1, window * 3 / 10);
        return median(history, history.length - part, history.length) > median(history, from, from + part);
    }

    private static double median(double[] values, int from, int to) {
        var sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What the run has come to: the median of the last generations' median fitness; −∞ before the first. */
    double worth() {
        return median.length == 0 ? Double.NEGATIVE_INFINITY : median(median, Math.max(0, median.length - RECENT), median.length);
    }

    StrategyState write(StrategyState state) {
        return best.length == 0 ? state : state.with("bestHistory", best).with("medianHistory", median);
    }

    static CmaTermination read(StrategyState state, int generations) {
        int length = Math.min(generations, MAX_HISTORY);
        return length == 0 ? fresh() : new CmaTermination(state.doubles("bestHistory", length), state.doubles("medianHistory", length));
    }
}
