package dev.reverie.controller.es;

/**
 * Adam, going uphill (Kingma and Ba 2015, arXiv 1412.6980): a gradient in, a step out.
 *
 * @param first
 *            moving mean of the gradients, [n], changed by every step
 * @param second
 *            moving mean of their squares, [n], changed by every step
 */
record Adam(double[] first, double[] second) {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    static Adam of(int n) {
        return new Adam(new double[n], new double[n]);
    }

    static Adam read(StrategyState state) {
        return new Adam(state.doubles("adamFirst", state.size()), state.doubles("adamSecond", state.size()));
    }

    StrategyState write(StrategyState state) {
        return state.with("adamFirst", first).with("adamSecond", second);
    }

    /**
     * Moves {@code x} by one step.
     *
     * @param number
     *            of this step, from 1
     */
    void climb(double[] x, double[] gradient, double rate, int number) {
        double scale = rate * Math.sqrt(1 - StrictMath.pow(BETA_2, number)) / (1 - StrictMath.pow(BETA_1, number));
        for (int i = 0; i < x.length; i++) {
            first[i] = BETA_1 * first[i] + (1 - BETA_1) * gradient[i];
            second[i] = BETA_2 * second[i] + (1 - BETA_2) * gradient[i] * gradient[i];
            x[i] += scale * first[i] / (Math.sqrt(second[i]) + EPSILON);
        }
    }
}
