package dev.reverie.compute;

import dev.reverie.core.Arguments;

/** Adam (Kingma and Ba 2015, algorithm 1), fused over a part of a flat parameter view, on the calling thread. */
public interface AdamStep {
    /**
     * @param rate
     *            learning rate of this step
     * @param step
     *            number of this step, from 1
     * @param clip
     *            gradients are clipped by value to ±clip first; infinity for none
     */
    record Settings(double rate, double beta1, double beta2, double epsilon, long step, double clip) {
        public Settings {
            Arguments.atLeast(1, "step", step);
            if (!(clip > 0)) {
                throw new IllegalArgumentException("clip must be > 0, was " + clip);
            }
        }

        /** rate·√(1 − β₂^t) / (1 − β₁^t): the step size with both bias corrections. */
        public double correctedRate() {
            return rate * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step));
        }

        /** ε·√(1 − β₂^t), which makes the corrected form equal the published one. */
        public double correctedEpsilon() {
            return epsilon * Math.sqrt(1 - Math.pow(beta2, step));
        }
    }

    /** Moves parameters against the gradient and updates both moments; gradients are not modified. */
    void update(Settings settings, Floats parameters, Floats gradients, Floats mean, Floats variance, int offset, int length);
}
