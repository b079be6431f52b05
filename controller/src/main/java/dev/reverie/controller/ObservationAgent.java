package dev.reverie.controller;

import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;

/**
 * C alone, without a world model: its latent z is the environment's observation, a vector.
 *
 * @param controller
 *            of {@link Features#Z}, with as many latents as the observation has numbers
 */
public record ObservationAgent(Controller controller) implements Policy {
    public ObservationAgent {
        if (!controller.features().equals(Features.Z)) {
            throw new IllegalArgumentException("controller must look at Z alone where there is no world model, was " + controller);
        }
    }

    /**
     * How many numbers a controller sees.
     *
     * @throws IllegalArgumentException
     *             if observations are frames
     */
    public static int size(Space.Box observations) {
        if (observations.isFrame()) {
            throw new IllegalArgumentException("observations must be vectors for a controller without a world model, were " + observations
                    + "; pictures need V, as in reverie run");
        }
        return observations.size();
    }

    @Override
    public Actor begin(Seed seed) {
        return observation -> controller.act(((Observation.Vector) observation).values());
    }
}
