package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.core.Encoder;
import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.WorldModel;
import java.util.Arrays;

/**
 * V, M and C as {@link dev.reverie.controller.WorldModelAgent} plays them, but now and then a random action is taken and held, and M is told that one: to see
 * what C does not do by itself.
 *
 * @param explore
 *            how often, at a step without one, a random action begins; it is held for 1 to 10 steps
 */
record ExploringAgent(Encoder encoder, WorldModel model, Controller controller, double explore) implements Policy {
    private static final int LONGEST = 10;

    @Override
    public Actor begin(Seed seed) {
        var latents = seed.child("latent").random();
        var random = seed.child("explore").random();
        var hidden = model.initial();
        var held = new float[controller.actionSpace().size()];
        int[] left = new int[1];
        return (Observation observation) -> {
            var z = encoder.encode(observation, latents);
            if (left[0] == 0 && random.nextDouble() < explore) {
                left[0] = 1 + random.nextInt(LONGEST);
                System.arraycopy(controller.actionSpace().sample(random), 0, held, 0, held.length);
            }
            boolean exploring = left[0] > 0;
            left[0] = Math.max(0, left[0] - 1);
            var action = exploring ? Arrays.copyOf(held, held.length) : controller.act(z, hidden.h(), hidden.c());
            model.advance(hidden, z, action, hidden);
            return action;
        };
    }
}
