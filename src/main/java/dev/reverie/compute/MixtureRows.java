package dev.reverie.compute;

import dev.reverie.core.Arguments;

/**
 * Rows of mixtures of one-dimensional Gaussians, D independent ones a row with K components each, on the calling thread: their loss with
 * its gradient, and draws from them.
 *
 * <p>A row of outputs is 3·K planes of D floats: logits a_0 … a_{K−1}, then means μ, then log-scales ln σ. Component k of dimension d is at
 * k·D + d of its third, so that lanes run over dimensions and no lane needs another. Mixing weights are softmax(a). Log-scales are taken at
 * most {@link #MAX_LOG_SCALE} away from 0, and distances at most {@link #MAX_DISTANCE} scales: within, nothing changes; beyond, everything
 * stays finite.
 */
public interface MixtureRows {
    /** e^±30 is no scale of anything that was standardised, and its square is far from what f32 can hold. */
    float MAX_LOG_SCALE = 30;
    /** Of (y − μ)/σ; its square is a number in f32. */
    float MAX_DISTANCE = 1e18f;

    /**
     * @param components
     *            K
     * @param dimensions
     *            D
     */
    record Shape(int components, int dimensions) {
        public Shape {
            Arguments.atLeast(1, "components", components);
            Arguments.atLeast(1, "dimensions", dimensions);
        }

        /** Floats in a row of outputs, 3·K·D. */
        public int outputs() {
            return 3 * components * dimensions;
        }
    }

    /** Rows of a matrix within a buffer: row r begins at {@code at + r·stride}. */
    record Rows(Floats buffer, int at, int stride) {
        /** Dense rows from the beginning of a buffer. */
        public static Rows of(Floats buffer, int width) {
            return new Rows(buffer, 0, width);
        }

        /** Where row r begins. */
        public int row(int r) {
            return at + r * stride;
        }

        void within(String name, int rows, int width) {
            Gemm.within(name, buffer, at, rows == 0 ? 0 : (long) (rows - 1) * stride + width);
        }
    }

    /**
     * The negative log-likelihood −ln Σ_k π_k N(y; μ_k, σ_k) of every element, in nats, and the gradient of their weighted sum.
     *
     * <p>With responsibilities r_k = π_k N_k / Σ_j π_j N_j and u_k = (y − μ_k)/σ_k it is π_k − r_k for a logit, −r_k u_k/σ_k for a mean and
     * r_k(1 − u_k²) for a log-scale (Bishop 1994, eqs. 31–39), also where one of the limits holds, so that a scale finds its way back.
     *
     * @param outputs
     *            [rows, 3·K·D]
     * @param targets
     *            y, [rows, D]
     * @param weights
     *            [rows, 1], of a row in the sum; where it is 0, the row is not looked at
     * @param gradients
     *            [rows, 3·K·D], overwritten; may be {@code outputs}; null where it is not needed
     * @param sums
     *            [D]; weight times loss is added for each row
     */
    void loss(Shape shape, int rows, Rows outputs, Rows targets, Rows weights, Rows gradients, Floats sums);

    /**
     * Draws every element: component k is the first whose cumulative share of softmax(a/τ) exceeds the element's uniform number, the result
     * is μ_k + σ_k·{@code noiseScale}·ε.
     *
     * @param outputs
     *            [rows, 3·K·D]
     * @param temperature
     *            τ, that logits are divided by; > 0
     * @param noiseScale
     *            factor of every σ
     * @param choices
     *            uniform numbers on (0, 1) as {@link Sampling#uniform} gives them, [rows, D]
     * @param noise
     *            ε, [rows, D]
     * @param z
     *            gets the draws, [rows, D]; may be {@code noise}
     */
    void sample(Shape shape, int rows, Rows outputs, float temperature, float noiseScale, Rows choices, Rows noise, Rows z);

    /** Fails, naming the buffer, where {@link #loss} would reach outside. */
    static void checkLoss(Shape shape, int rows, Rows outputs, Rows targets, Rows weights, Rows gradients, Floats sums) {
        outputs.within("outputs", rows, shape.outputs());
        targets.within("targets", rows, shape.dimensions());
        weights.within("weights", rows, 1);
        if (gradients != null) {
            gradients.within("gradients", rows, shape.outputs());
        }
        Gemm.within("sums", sums, 0, shape.dimensions());
    }

    /** Fails, naming the buffer, where {@link #sample} would reach outside. */
    static void checkSample(Shape shape, int rows, Rows outputs, Rows choices, Rows noise, Rows z) {
        outputs.within("outputs", rows, shape.outputs());
        choices.within("choices", rows, shape.dimensions());
        noise.within("noise", rows, shape.dimensions());
        z.within("z", rows, shape.dimensions());
    }
}
