package dev.reverie.controller.es;

/**
 * Where CMA-ES stands, but for the covariance: a value, from which {@link #next} makes another.
 *
 * @param generation
 *            g, how many were told
 * @param stepSize
 *            σ
 * @param mean
 *            m, [n]
 * @param stepSizePath
 *            p_σ, [n]
 * @param covariancePath
 *            p_c, [n]
 */
record CmaState(int generation, double stepSize, double[] mean, double[] stepSizePath, double[] covariancePath) {
    /** Fitness that improves without bound would take the step size beyond the numbers. */
    private static final double LARGEST_STEP = 1e32;

    static CmaState start(double[] mean, double stepSize) {
        return new CmaState(0, stepSize, mean.clone(), new double[mean.length], new double[mean.length]);
    }

    /**
     * The state after selection: equations (42) to (45) of Hansen's tutorial.
     *
     * @param k
     *            constants
     * @param mass
     *            μ_eff of the weights that the steps were selected with
     * @param step
     *            ⟨y⟩_w, the weighted mean of the selected steps, [n]
     * @param whitened
     *            C^−½ ⟨y⟩_w, [n]
     */
    CmaState next(CmaConstants k, double mass, double[] step, double[] whitened) {
        double cs = k.stepSizeRate();
        double cc = k.pathRate();
        double[] moved = sum(1, mean, stepSize, step); // (42), c_m = 1
        double[] path = sum(1 - cs, stepSizePath, Math.sqrt(cs * (2 - cs) * mass), whitened); // (43)
        double change = cs / k.stepSizeDamping() * (norm(path) / k.chiN() - 1);
        double size = Math.min(LARGEST_STEP, stepSize * StrictMath.exp(Math.min(1, change))); // (44), at most e in a generation
        double h = stalled(k, path, generation + 1) ? 0 : 1;
        double[] covariance = sum(1 - cc, covariancePath, h * Math.sqrt(cc * (2 - cc) * mass), step); // (45)
        return new CmaState(generation + 1, size, moved, path, covariance);
    }

    /** The state after a generation that taught nothing. */
    CmaState unmoved() {
        return new CmaState(generation + 1, stepSize, mean, stepSizePath, covariancePath);
    }

    /** Whether h_σ was 0 in the step that led here: p_σ so long that the step size is far too small, and p_c should not grow. */
    boolean stalled(CmaConstants k) {
        return stalled(k, stepSizePath, generation);
    }

    private static boolean stalled(CmaConstants k, double[] path, int generation) {
        double settled = Math.sqrt(1 - StrictMath.pow(1 - k.stepSizeRate(), 2.0 * generation));
        return !(norm(path) / settled < (1.4 + 2 / (path.length + 1.0)) * k.chiN()); // h_σ, below (45)
    }

    /** a x + b y. */
    private static double[] sum(double a, double[] x, double b, double[] y) {
        var sum = new double[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a * x[i] + b * y[i];
        }
        return sum;
    }

    static double norm(double[] x) {
        double squares = 0;
        for (double value : x) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
