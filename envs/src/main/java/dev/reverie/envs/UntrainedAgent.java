package dev.reverie.envs;

import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Xoshiro256;
import java.util.random.RandomGenerator;

/**
 * The whole agent of Ha and Schmidhuber (2018) before any training, which played the episodes of their CarRacing: W z + b through tanh,
 * where all of W and b are standard Cauchy times a scale, the scale uniform in 0..0.01, both drawn anew for each episode.
 *
 * <p>In their published code V and M are drawn like W, too, but the method that puts these weights into the networks divides them by
 * 10,000. So V's mean and log-variance are close to 0 whatever it sees, and so is M's state: with the largest scale, half of h is below
 * 2e-5 and all of it below 0.005. This policy is what remains: z of 32 elements is N(0, I), a new one each step, h is 0, and the
 * observation is not looked at. Cauchy's rare large weights make an agent that steers hard, brakes or does neither for a whole episode.
 *
 * <p>Outputs become actions as theirs do for CarRacing: steering tanh, gas (tanh + 1)/2, brake tanh above 0. Other boxes are tanh scaled to
 * their bounds; of choices, the one with the largest output.
 *
 * @param actions
 *            a box of floats with finite bounds, or choices
 */
public record UntrainedAgent(Space actions) implements Policy {
    private static final int LATENT = 32;
    private static final double LARGEST_SCALE = 0.01;
    /** Steering, gas and brake. */
    private static final Space DRIVING = Space.box(new float[]{-1, 0, 0}, new float[]{1, 1, 1});
    private static final int BRAKE = 2;

    public UntrainedAgent {
        if (actions instanceof Space.Box box) {
            for (int i = 0; i < box.size(); i++) {
                if (box.isFrame() || Float.isInfinite(box.low(i)) || Float.isInfinite(box.high(i))) {
                    throw new IllegalArgumentException("actions must be choices, or floats with finite bounds, were " + actions);
                }
            }
        }
    }

    @Override
    public Actor begin(Seed seed) {
        var weights = seed.child("weights").random();
        int outputs = actions instanceof Space.Discrete choices ? choices.n() : actions.size();
        var w = new double[outputs][LATENT + 1];
        double scale = LARGEST_SCALE * weights.nextDouble();
        for (var row : w) {
            for (int i = 0; i < row.length; i++) {
                row[i] = scale * cauchy(weights);
            }
        }
        return new Agent(w, seed.child("latent").random());
    }

    /** Standard Cauchy, by inversion. */
    static double cauchy(RandomGenerator random) {
        return StrictMath.tan(StrictMath.PI * (random.nextDouble() - 0.5));
    }

    private final class Agent implements Actor {
        /** [outputs, Z + 1], the bias last. */
        private final double[][] w;
        private final Xoshiro256 random;
        private final double[] z = new double[LATENT];

        Agent(double[][] w, Xoshiro256 random) {
            this.w = w;
            this.random = random;
        }

        @Override
        public float[] act(Observation observation) {
            for (int i = 0; i < LATENT; i++) {
                z[i] = random.nextGaussian();
            }
            var outputs = new double[w.length];
            for (int o = 0; o < outputs.length; o++) {
                outputs[o] = w[o][LATENT];
                for (int i = 0; i < LATENT; i++) {
                    outputs[o] += w[o][i] * z[i];
                }
            }
            return actions instanceof Space.Box box ? squashed(box, outputs) : new float[]{largest(outputs)};
        }

        private float[] squashed(Space.Box box, double[] outputs) {
            var action = new float[outputs.length];
            for (int o = 0; o < action.length; o++) {
                double x = StrictMath.tanh(outputs[o]);
                double low = box.low(o);
                double high = box.high(o);
                double scaled = o == BRAKE && box.equals(DRIVING) ? Math.max(0, x) : (low + high) / 2 + (high - low) / 2 * x;
                // Rounding to float may not pass the bounds.
                action[o] = (float) Math.max(low, Math.min(scaled, high));
            }
            return action;
        }

        private int largest(double[] outputs) {
            int best = 0;
            for (int o = 1; o < outputs.length; o++) {
                if (outputs[o] > outputs[best]) {
                    best = o;
                }
            }
            return best;
        }
    }
}
