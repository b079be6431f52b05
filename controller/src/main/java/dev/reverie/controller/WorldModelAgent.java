package dev.reverie.controller;

import dev.reverie.core.Encoder;
import dev.reverie.core.Observation;
import dev.reverie.core.Observations;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.WorldModel;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * V, M and C together, playing the real environment.
 *
 * <p>A step, as in Ha and Schmidhuber (2018): z_t is sampled from V, not its mean; the action comes from z_t and M's memory; then M
 * advances with (z_t, a_t).
 *
 * @param encoder
 *            V
 * @param model
 *            M
 * @param controller
 *            C, made for their sizes
 */
public record WorldModelAgent(Encoder encoder, WorldModel model, Controller controller) implements Policy {
    public WorldModelAgent {
        same("latent size", "M", model.latentSize(), "V", encoder.latentSize());
        same("latent size", "C", controller.latentSize(), "V", encoder.latentSize());
        if (!controller.shape().memory().equals(model.parts())) {
            throw new IllegalArgumentException(
                    "memory that C was made for must be " + model.parts() + ", that of M, was " + controller.shape().memory());
        }
        same("action size", "C", controller.actionSpace().size(), "M", model.actionSize());
    }

    private static void same(String what, String name, int value, String other, int wanted) {
        if (value != wanted) {
            throw new IllegalArgumentException(what + " of " + name + " must be " + wanted + ", that of " + other + ", was " + value);
        }
    }

    @Override
    public Actor begin(Seed seed) {
        return begin(seed, action -> action);
    }

    /**
     * As {@link #begin(Seed)}, with actions that may be replaced by others before they are taken; M is told those that are taken.
     *
     * @param taken
     *            the action in place of C's
     */
    public Actor begin(Seed seed, UnaryOperator<float[]> taken) {
        return new Player(seed, taken);
    }

    /** One episode. */
    private final class Player implements Actor {
        private final RandomGenerator random;
        private final UnaryOperator<float[]> taken;
        private final WorldModel.State state = model.open(1);
        private final Observations one = Observations.allocate(1, encoder.observationSpace());
        private final float[] z = new float[encoder.latentSize()];
        private final float[][] memory;

        Player(Seed seed, UnaryOperator<float[]> taken) {
            this.taken = taken;
            random = seed.child("latent").random();
            memory = model.parts().stream().map(part -> new float[part.size()]).toArray(float[][]::new);
            state.begin(0);
        }

        @Override
        public float[] act(Observation observation) {
            one.set(0, observation);
            encoder.encode(one, random, z);
            for (int i = 0; i < memory.length; i++) {
                state.parts().get(i).read(0, memory[i], 0, memory[i].length);
            }
            var action = taken.apply(controller.act(z, memory));
            state.z().write(0, z, 0, z.length);
            state.actions().write(0, action, 0, action.length);
            state.advance(1);
            return action;
        }

        @Override
        public void close() {
            state.close();
        }
    }
}
