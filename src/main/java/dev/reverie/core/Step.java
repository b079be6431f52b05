package dev.reverie.core;

import java.util.Objects;

/**
 * What one step of an environment gives.
 *
 * @param observation
 *            what is seen after the step
 * @param reward
 *            of this step, finite or not as the environment has it; files and batches keep it as a float
 * @param terminated
 *            the task itself came to an end: nothing follows, the value of what follows is 0
 * @param truncated
 *            somebody stopped looking, usually a time limit: more would have followed
 */
public record Step(Observation observation, double reward, boolean terminated, boolean truncated) {
    public Step {
        Objects.requireNonNull(observation, "observation");
    }

    /** Whether the episode is over, for whichever reason. */
    public boolean done() {
        return terminated || truncated;
    }
}
