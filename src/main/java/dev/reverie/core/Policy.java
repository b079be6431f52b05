package dev.reverie.core;

/**
 * What chooses actions. The policy itself holds no state, so many episodes can be played with it at once; what it remembers within an
 * episode is in the {@link Actor} that it makes for each.
 */
@FunctionalInterface
public interface Policy {
    /** Plays one episode, from its first observation to its last; belongs to one thread. */
    @FunctionalInterface
    interface Actor extends AutoCloseable {
        /** The action to this observation, a member of the action space. Called once a step, not for the last observation. */
        float[] act(Observation observation);

        /** Called when the episode is over: frees what the actor holds. */
        @Override
        default void close() {
        }
    }

    /**
     * An actor for one episode.
     *
     * @param seed
     *            of all its randomness; each episode of a {@link Rollout} has its own
     */
    Actor begin(Seed seed);

    /**
     * This policy as it plays on one environment. A policy looks at observations alone, so it is itself; one that reads the state of its
     * environment, as scripted drivers do, is another one for each. A {@link Rollout} asks this of the environment that a thread plays on.
     *
     * @throws IllegalArgumentException
     *             if it cannot play there
     */
    default Policy on(Env env) {
        return this;
    }

    /** Uniform actions, a new one each step. */
    static Policy random(Space actions) {
        return seed -> {
            var random = seed.random();
            return observation -> actions.sample(random);
        };
    }

    /**
     * From one end of the actions to the other and back: every element at its upper bound, then at its lower; the last choice, then the
     * first. Which end is first is drawn. Held for some steps, it gets to all the places between, and stays at none.
     *
     * @throws IllegalArgumentException
     *             if an element has no bounds
     */
    static Policy sweep(Space actions) {
        return new SweepPolicy(actions);
    }

    /**
     * Repeats each action of this policy for a random number of steps, uniform on {@code least..most}; it is asked again only then. Random
     * actions held for 1 to 10 frames are what Ha and Schmidhuber (2018) collected DoomTakeCover with: single random steps cancel out and
     * get nowhere.
     */
    default Policy held(int least, int most) {
        return new HeldPolicy(this, least, most);
    }
}
