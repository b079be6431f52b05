package dev.reverie.experiments.config;

import dev.reverie.core.Policy;
import dev.reverie.core.Space;

/** What plays the episodes that V and M learn from. In YAML, {@code type} says which. */
public sealed interface CollectPolicy permits CollectPolicy.Uniform, CollectPolicy.Held {
    /** The policy on these actions. */
    Policy on(Space actions);

    /** {@code type: uniform}: a new uniform action each step. */
    record Uniform() implements CollectPolicy {
        @Override
        public Policy on(Space actions) {
            return Policy.random(actions);
        }
    }

    /**
     * {@code type: held}: uniform actions, each held for a random number of steps, as Ha and Schmidhuber (2018) collected DoomTakeCover.
     *
     * @param least
     *            steps an action is held
     * @param most
     *            steps an action is held
     */
    record Held(int least, int most) implements CollectPolicy {
        public Held {
            Check.atLeast(1, "least", least);
            if (most < least) {
                throw new IllegalArgumentException("most must be >= least = " + least + ", was " + most);
            }
        }

        @Override
        public Policy on(Space actions) {
            return Policy.random(actions).held(least, most);
        }
    }
}
