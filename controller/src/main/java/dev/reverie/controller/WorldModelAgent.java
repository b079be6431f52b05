package dev.reverie.controller;

import dev.reverie.core.Encoder;
import dev.reverie.core.Observation;
import dev.reverie.core.Observations;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.WorldModel;

/**
 * V, M and C together, playing the real environment.
 *
 * <p>A step, as in Ha and Schmidhuber (2018): z_t is sampled from V, not its mean; the action comes from (z_t, h_t, c_t); then M advances
 * with (z_t, a_t).
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
        same("hidden size", "C", controller.hiddenSize(), "M", model.hiddenSize());
        same("action size", "C", controller.actionSpace().size(), "M", model.actionSize());
    }

    private static void same(String what, String name, int value, String other, int wanted) {
        if (value != wanted) {
            throw new IllegalArgumentException(what + " of " + name + " must be " + wanted + ", that of " + other + ", was " + value);
        }
    }

    @Override
    public Actor begin(Seed seed) {
        var random = seed.child("latent").random();
        var hidden = model.initial();
        var one = Observations.allocate(1, encoder.observationSpace());
        var z = new float[encoder.latentSize()];
        return (Observation observation) -> {
            one.set(0, observation);
            encoder.encode(one, random, z);
            var action = controller.act(z, hidden.h(), hidden.c());
            model.advance(hidden, z, action, hidden);
            return action;
        };
    }
}
