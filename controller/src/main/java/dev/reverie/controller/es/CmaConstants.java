package dev.reverie.controller.es;

/**
 * The strategy parameters of CMA-ES, all of them functions of n, λ and whether the update is active: Hansen, "The CMA Evolution Strategy: A
 * Tutorial", arXiv 1604.00772v2, Table 1. Equation numbers are the tutorial's.
 *
 * @param weights
 *            w, best first, [λ]: the positive ones sum to 1, the others are 0 unless active
 * @param muEff
 *            μ_eff, the variance effective selection mass
 * @param stepSizeRate
 *            c_σ
 * @param stepSizeDamping
 *            d_σ
 * @param pathRate
 *            c_c
 * @param rankOneRate
 *            c_1
 * @param rankMuRate
 *            c_μ
 * @param chiN
 *            E‖N(0, I)‖
 * @param decompositionInterval
 *            evaluations between eigendecompositions
 */
record CmaConstants(double[] weights, double muEff, double stepSizeRate, double stepSizeDamping, double pathRate,
        double rankOneRate,
        double rankMuRate, double chiN, double decompositionInterval) {
    private static final double ALPHA_COV = 2;

    static CmaConstants of(int n, int population, boolean active) {
        double[] raw = raw(population);
        double mass = mass(raw, 1);
        double pathRate = (4 + mass / n) / (n + 4 + 2 * mass / n); // (56)
        double rankOne = Math.min(1, ALPHA_COV / ((n + 1.3) * (n + 1.3) + mass)); // (57)
        double rankMu = Math.min(1 - rankOne,
                ALPHA_COV * (0.25 + mass + 1 / mass - 2) / ((n + 2.0) * (n + 2.0) + ALPHA_COV * mass / 2)); // (58)
        return of(n, raw, active, pathRate, rankOne, rankMu);
    }

    /**
     * For the diagonal alone: fewer numbers to learn, so they are learned faster (Ros and Hansen, PPSN 2008). The rates are those of the
     * author's own implementation today, pycma's {@code cc_sep}, {@code c1_sep} and {@code cmu_sep}. Against 2008 the path is shorter, √n
     * generations instead of n/4, without which Rosenbrock's function takes a quarter more evaluations with n = 100.
     */
    static CmaConstants separable(int n, int population, boolean active) {
        double[] raw = raw(population);
        double mass = mass(raw, 1);
        double root = Math.sqrt(n);
        double pathRate = (1 + 1.0 / n + mass / n) / (root + 1.0 / n + 2 * mass / n);
        double rankOne = 1 / (n + 2 * root + mass / n);
        double rankMu = Math.min(1 - rankOne, (0.25 + mass + 1 / mass - 2) / (n + 4 * root + mass / 2));
        return of(n, raw, active, pathRate, rankOne, rankMu);
    }

    private static CmaConstants of(int n, double[] raw, boolean active, double pathRate, double rankOne, double rankMu) {
        double mass = mass(raw, 1);
        double massOfNegative = mass(raw, -1);
        double stepSizeRate = (mass + 2) / (n + mass + 5); // (55)
        double damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1.0)) - 1) + stepSizeRate; // (55)
        double negative = 0;
        if (active) {
            double perRate = 1 + rankOne / rankMu; // (50)
            double perMass = 1 + 2 * massOfNegative / (mass + 2); // (51)
            double positiveDefinite = (1 - rankOne - rankMu) / (n * rankMu); // (52)
            negative = Math.max(0, Math.min(perRate, Math.min(perMass, positiveDefinite)));
        }
        double length = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n)); // below (44)
        // B.2, as counted in the tutorial's program: every λ / (10 n (c_1 + c_μ)) evaluations.
        double interval = raw.length / (10.0 * n * (rankOne + rankMu));
        return new CmaConstants(scaled(raw, negative), mass, stepSizeRate, damping, pathRate, rankOne, rankMu, length, interval);
    }

    /** w′ (49). */
    private static double[] raw(int population) {
        var raw = new double[population];
        for (int i = 0; i < population; i++) {
            raw[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1);
        }
        return raw;
    }

    /** (Σ w)² / Σ w² over the weights of one sign. */
    private static double mass(double[] raw, int sign) {
        double sum = 0;
        double squares = 0;
        for (double w : raw) {
            if (w * sign > 0) {
                sum += w;
                squares += w * w;
            }
        }
        return sum * sum / squares;
    }

    /** (53): the positive weights sum to 1, the negative ones to −{@code negative}. */
    private static double[] scaled(double[] raw, double negative) {
        double positiveSum = 0;
        double negativeSum = 0;
        for (double w : raw) {
            positiveSum += Math.max(w, 0);
            negativeSum -= Math.min(w, 0);
        }
        var weights = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = raw[i] >= 0 ? raw[i] / positiveSum : negative == 0 ? 0 : negative * raw[i] / negativeSum;
        }
        return weights;
    }
}
