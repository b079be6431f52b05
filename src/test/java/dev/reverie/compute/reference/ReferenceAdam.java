package dev.reverie.compute.reference;

import dev.reverie.compute.AdamStep;

/** Adam as published (Kingma and Ba 2015, algorithm 1), gradients clipped by value first. */
public final class ReferenceAdam {
    private ReferenceAdam() {
    }

    /** Updates parameters and both moments. */
    public static void update(AdamStep.Settings s, double[] parameters, double[] gradients, double[] mean, double[] variance) {
        for (int i = 0; i < parameters.length; i++) {
            double g = Math.max(-s.clip(), Math.min(s.clip(), gradients[i]));
            mean[i] = s.beta1() * mean[i] + (1 - s.beta1()) * g;
            variance[i] = s.beta2() * variance[i] + (1 - s.beta2()) * g * g;
            double m = mean[i] / (1 - Math.pow(s.beta1(), s.step()));
            double v = variance[i] / (1 - Math.pow(s.beta2(), s.step()));
            parameters[i] -= s.rate() * m / (Math.sqrt(v) + s.epsilon());
        }
    }
}
