package dev.reverie.mdn;

import java.util.Arrays;
import java.util.List;

/**
 * The loss of one row and its gradient, for any layout, in double: the definition, and what trains where no kernel is faster. Not for several threads at
 * once; it allocates nothing while working.
 */
final class RowLoss {
    private final MdnLayout layout;
    private final List<Regulariser> regularisers;
    private final double[] shares;
    private final double[] weights;
    /** [K, D]: Lᵀ(y − μ) of every component. */
    private final double[][] whitened;

    RowLoss(MdnLayout layout, List<Regulariser> regularisers) {
        this.layout = layout;
        this.regularisers = regularisers;
        shares = new double[layout.components()];
        weights = new double[layout.components()];
        whitened = new double[layout.components()][layout.dimensionsEach()];
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
        for (int i = layout.scales(); gradient != null && i < layout.scales() + layout.scaleCount(); i++) {
            gradient[i] = layout.transform().drifts(row[i], gradient[i]) ? 0 : gradient[i];
        }
        return loss;
    }

    private double likelihood(int m, double[] row, double[] y, double[] gradient) {
        for (int k = 0; k < shares.length; k++) {
            weights[k] = row[layout.logit(m, k)];
            shares[k] = weights[k] + logDensity(m, k, row, y);
        }
        double loss = LogSumExp.softmax(weights) - LogSumExp.softmax(shares);
        if (gradient != null) {
            for (int k = 0; k < shares.length; k++) {
                gradient[layout.logit(m, k)] += weights[k] - shares[k];
                if (shares[k] != 0) {
                    componentGradient(m, k, row, y, gradient);
                }
            }
        }
        return loss;
    }

    /** log N_k(y) = Σ log L_ii − ½·|Lᵀ(y − μ)|² − ½·D·log 2π. */
    private double logDensity(int m, int k, double[] row, double[] y) {
        int d = layout.dimensionsEach();
        var w = whitened[k];
        double log = -0.5 * d * Normal.LOG_2PI;
        for (int i = 0; i < d; i++) {
            double logScale = layout.logScale(row, m, k, i);
            double sum = error(m, k, i, row, y) * Math.exp(-logScale);
            for (int j = i + 1; j < d && layout.noise() instanceof NoiseModel.Full; j++) {
                sum += row[layout.offDiagonal(k, j, i)] * error(m, k, j, row, y);
            }
            w[i] = sum;
            log -= logScale + 0.5 * sum * sum;
        }
        return log;
    }

    /** By means −r·L·w; by a scale ln s_i r·(1 − L_ii e_i w_i); by L_ij r·e_i w_j, with w = Lᵀe and e = y − μ. */
    private void componentGradient(int m, int k, double[] row, double[] y, double[] gradient) {
        var w = whitened[k];
        double r = shares[k];
        for (int i = 0; i < w.length; i++) {
            double diagonal = Math.exp(-layout.logScale(row, m, k, i));
            double e = error(m, k, i, row, y);
            double pull = diagonal * w[i];
            for (int j = 0; j < i && layout.noise() instanceof NoiseModel.Full; j++) {
                int at = layout.offDiagonal(k, i, j);
                pull += row[at] * w[j];
                gradient[at] += r * e * w[j];
            }
            gradient[layout.mean(m, k, i)] -= r * pull;
            int at = layout.scale(m, k, i);
            if (at >= 0) {
                gradient[at] += r * (1 - diagonal * e * w[i]) * layout.transform().slope(row[at]);
            }
        }
    }

    private double error(int m, int k, int i, double[] row, double[] y) {
        return y[layout.mixtures() > 1 ? m : i] - row[layout.mean(m, k, i)];
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
