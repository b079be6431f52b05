package dev.reverie.compute;

/** What follows a product or a convolution, fused into it. Each is recoverable from its output, so only outputs are kept for training. */
public enum Activation {
    NONE, RELU, SIGMOID, TANH;

    /**
     * The value for one pre-activation.
     *
     * @param x
     *            pre-activation
     */
    public double of(double x) {
        return switch (this) {
            case NONE -> x;
            case RELU -> Double.isNaN(x) ? x : Math.max(x, 0);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
        };
    }

    /**
     * dy/dx written in terms of the output.
     *
     * @param y
     *            the activation's output
     */
    public double slope(double y) {
        return switch (this) {
            case NONE -> 1;
            case RELU -> y > 0 ? 1 : 0;
            case SIGMOID -> y * (1 - y);
            case TANH -> 1 - y * y;
        };
    }
}
