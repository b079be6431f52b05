package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Xoshiro256;

/**
 * Actions that wander: a uniform one first, then each element changes by a normal number of standard deviation √dt a step and is stopped at
 * its bounds. A car driven like that gets somewhere, where uniform actions, a new one each step, make it tremble on the spot.
 *
 * <p>It is how reproductions of Ha and Schmidhuber (2018) collect CarRacing, with dt = 1/50, the time of a step; the paper itself has
 * {@link UntrainedAgent}.
 *
 * @param actions
 *            floats
 * @param dt
 *            variance of a step's change, above 0
 */
public record BrownianPolicy(Space.Box actions, double dt) implements Policy {
    /** A step of CarRacing in seconds. */
    public static final double DT = 0.02;

    public BrownianPolicy {
        if (actions.isFrame()) {
            throw new IllegalArgumentException("actions must be floats, were bytes: " + actions);
        }
        Arguments.positive("dt", dt);
    }

    /**
     * On any environment's actions.
     *
     * @throws IllegalArgumentException
     *             if they are choices, which cannot wander
     */
    public static BrownianPolicy on(Space actions, double dt) {
        if (actions instanceof Space.Box box) {
            return new BrownianPolicy(box, dt);
        }
        throw new IllegalArgumentException("a Brownian policy needs actions that are numbers, these are " + actions
                + "; hold random ones instead");
    }

    @Override
    public Actor begin(Seed seed) {
        return new Wanderer(seed.random());
    }

    private final class Wanderer implements Actor {
        private final Xoshiro256 random;
        private float[] action;

        Wanderer(Xoshiro256 random) {
            this.random = random;
        }

        @Override
        public float[] act(Observation observation) {
            if (action == null) {
                action = actions.sample(random);
                return action.clone();
            }
            double deviation = Math.sqrt(dt);
            for (int i = 0; i < action.length; i++) {
                double moved = action[i] + deviation * random.nextGaussian();
                action[i] = (float) Math.max(actions.low(i), Math.min(moved, actions.high(i)));
            }
            return action.clone();
        }
    }
}
