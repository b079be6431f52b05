package dev.reverie.mdn;

import java.util.Arrays;
import java.util.List;

/**
 * The loss of one row and its gradient, for any layout, in double: the definition, and what trains where no kernel is faster. Not for
 * several threads at once; it allocates nothing while working.
 */
final class RowLoss {
    private final MdnLayout layout;
    private final List<Regulariser> regularisers;
    private final double[] shares;
    private final double[] weights;
    /** Of every component, [K, D]: e = y − μ, and what its noise made of it. */
    private final double[][] errors;
    private final double[][] whitened;
    /** Of every component's noise, [K, P]; where it is shared all K are the same array. */
    private final double[][] numbers;
    private final double[][] byNumbers;
    private final double[] byMean;

    RowLoss(MdnLayout layout, List<Regulariser> regularisers) {
        this.layout = layout;
        this.regularisers = regularisers;
        int components = layout.components();
        shares = new double[components];
        weights = new double[components];
        errors = new double[components][layout.dimensionsEach()];
        whitened = new double[components][layout.dimensionsEach()];
        numbers = new double[components][layout.parameters()];
        byNumbers = new double[components][layout.parameters()];
        byMean = new double[layout.dimensionsEach()];
        if (layout.noise().isShared()) {
            Arrays.fill(numbers, numbers[0]);
            Arrays.fill(byNumbers, byNumbers[0]);
        }
    }

    /**
     * −log p(y) in nats, over all dimensions, and the regularisers.
     *
     * @param row
     *            [outputs], not modified
     * @param y
     *            [D], not modified
     * @param gradient
     *            [outputs], overwritten; null where it is not needed
     */
    double of(double[] row, double[] y, double[] gradient) {
        if (gradient != null) {
            Arrays.fill(gradient, 0);
        }
        double loss = 0;
        for (int m = 0; m < layout.mixtures(); m++) {
            loss += likelihood(m, row, y, gradient);
            for (var regulariser : regularisers) {
                loss += regulariser instanceof Regulariser.Entropy entropy ? entropy(entropy, m, row, gradient)
                        : ordering((Regulariser.Ordering) regulariser, m, row, gradient);
            }
        }
        for (int m = 0; gradient != null && m < layout.mixtures(); m++) {
            for (int k = 0; k < sets(); k++) {
                for (int p = 0; p < numbers[k].length; p++) {
                    int at = layout.noise(m, k, p);
                    gradient[at] = layout.noise().drifts(byMean.length, p, row[at], gradient[at]) ? 0 : gradient[at];
                }
            }
        }
        return loss;
    }

    private int sets() {
        return layout.noise().isShared() ? 1 : numbers.length;
    }

    private double likelihood(int m, double[] row, double[] y, double[] gradient) {
        var noise = layout.noise();
        for (int k = 0; k < shares.length; k++) {
            take(m, k, row, y);
            weights[k] = row[layout.logit(m, k)];
            shares[k] = weights[k] + noise.logDensity(numbers[k], errors[k], whitened[k]);
        }
        double loss = LogSumExp.softmax(weights) - LogSumExp.softmax(shares);
        if (gradient != null) {
            for (int k = 0; k < shares.length; k++) {
                gradient[layout.logit(m, k)] += weights[k] - shares[k];
                if (shares[k] != 0) {
                    Arrays.fill(byMean, 0);
                    noise.gradient(shares[k], numbers[k], errors[k], whitened[k], byMean, byNumbers[k]);
                    for (int i = 0; i < byMean.length; i++) {
                        gradient[layout.mean(m, k, i)] += byMean[i];
                    }
                }
            }
            for (int k = 0; k < sets(); k++) {
                for (int p = 0; p < byNumbers[k].length; p++) {
                    gradient[layout.noise(m, k, p)] += byNumbers[k][p];
                }
            }
        }
        return loss;
    }

    /** Reads what a component's density needs. */
    private void take(int m, int k, double[] row, double[] y) {
        for (int i = 0; i < byMean.length; i++) {
            errors[k][i] = y[layout.mixtures() > 1 ? m : i] - row[layout.mean(m, k, i)];
        }
        for (int p = 0; p < numbers[k].length; p++) {
            numbers[k][p] = row[layout.noise(m, k, p)];
            byNumbers[k][p] = 0;
        }
    }

    /** −λ·H(π); by a logit λ·π_k(log π_k + H). */
    private double entropy(Regulariser.Entropy regulariser, int m, double[] row, double[] gradient) {
        for (int k = 0; k < weights.length; k++) {
            weights[k] = row[layout.logit(m, k)];
        }
        double log = LogSumExp.of(weights);
        double entropy = 0;
        for (double logit : weights) {
            entropy -= Math.exp(logit - log) * (logit - log);
        }
        for (int k = 0; k < weights.length && gradient != null; k++) {
            double logWeight = weights[k] - log;
            gradient[layout.logit(m, k)] += regulariser.weight() * Math.exp(logWeight) * (logWeight + entropy);
        }
        return -regulariser.weight() * entropy;
    }

    private double ordering(Regulariser.Ordering regulariser, int m, double[] row, double[] gradient) {
        double loss = 0;
        int d = layout.dimensionsEach();
        for (int k = 0; k + 1 < layout.components(); k++) {
            double step = 0;
            for (int i = 0; i < d; i++) {
                step += regulariser.along(d == 1 ? m : i) * (row[layout.mean(m, k, i)] - row[layout.mean(m, k + 1, i)]);
            }
            if (step > 0) {
                loss += regulariser.weight() * step * step;
                for (int i = 0; i < d && gradient != null; i++) {
                    double slope = 2 * regulariser.weight() * step * regulariser.along(d == 1 ? m : i);
                    gradient[layout.mean(m, k, i)] += slope;
                    gradient[layout.mean(m, k + 1, i)] -= slope;
                }
            }
        }
        return loss;
    }
}
