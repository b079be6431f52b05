package dev.reverie.mdn;

/**
 * Mean and covariance of a mixture, the covariance in two parts: what every component is unsure of by itself, and what they disagree on.
 *
 * @param mean
 *            E[y] = Σ π_k μ_k, [D]
 * @param within
 *            Σ π_k Σ_k, [D, D]: noise
 * @param between
 *            Σ π_k μ_k μ_kᵀ − E[y] E[y]ᵀ, [D, D]: different futures
 */
public record Moments(double[] mean, double[][] within, double[][] between) {
    static Moments of(Mixture mixture) {
        int d = mixture.dimensions();
        var mean = new double[d];
        for (int k = 0; k < mixture.size(); k++) {
            for (int i = 0; i < d; i++) {
                mean[i] += mixture.weight(k) * mixture.component(k).mean(i);
            }
        }
        var within = new double[d][d];
        var between = new double[d][d];
        for (int k = 0; k < mixture.size(); k++) {
            var component = mixture.component(k);
            var covariance = component.covariance();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    within[i][j] += mixture.weight(k) * covariance[i][j];
                    between[i][j] += mixture.weight(k) * (component.mean(i) - mean[i]) * (component.mean(j) - mean[j]);
                }
            }
        }
        return new Moments(mean, within, between);
    }

    /** Cov[y] = within + between, [D, D] (law of total covariance). */
    public double[][] covariance() {
        var sum = Triangular.copy(within);
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] += between[i][j];
            }
        }
        return sum;
    }

    /** Var[y_i]. */
    public double variance(int i) {
        return within[i][i] + between[i][i];
    }
}
