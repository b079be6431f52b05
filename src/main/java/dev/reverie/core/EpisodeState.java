package dev.reverie.core;

/**
 * Where in an episode an environment stands, so that every environment refuses a wrong call in the same words.
 *
 * <p>For implementers of {@link Env}: a field, {@link #begin()} in {@code reset}, {@link #next(float[])} at the head of {@code step},
 * {@link #end(Step)} around what it returns. For those of {@link InPlaceEnv}: the same in {@code begin} and {@code play}, with {@link
 * #end(boolean, boolean)} and the two flags that it keeps.
 */
public final class EpisodeState {
    private enum Phase {
        UNBORN, RUNNING, OVER
    }

    private final Space actions;
    private Phase phase = Phase.UNBORN;
    private int steps;
    private boolean terminated;
    private boolean truncated;

    public EpisodeState(Space actions) {
        this.actions = actions;
    }

    public void begin() {
        phase = Phase.RUNNING;
        steps = 0;
        terminated = false;
        truncated = false;
    }

    /**
     * Checks that a step may be made and counts it.
     *
     * @return the number of this step in its episode; the first is 1
     */
    public int next(float[] action) {
        if (phase == Phase.UNBORN) {
            throw new IllegalStateException("step before reset: call reset(seed) first");
        }
        if (phase == Phase.OVER) {
            throw new IllegalStateException("step after the end of the episode, which had " + steps + " steps: call reset(seed) first");
        }
        actions.check("action", action);
        return ++steps;
    }

    /** {@code step} itself; remembers if it was the last. */
    public Step end(Step step) {
        end(step.terminated(), step.truncated());
        return step;
    }

    /** Remembers the flags of a step, and if it was the last. */
    public void end(boolean terminated, boolean truncated) {
        this.terminated = terminated;
        this.truncated = truncated;
        if (terminated || truncated) {
            phase = Phase.OVER;
        }
    }

    /** Whether the last step terminated the episode. */
    public boolean terminated() {
        return terminated;
    }

    /** Whether the last step truncated the episode. */
    public boolean truncated() {
        return truncated;
    }

    /** How many steps the episode has had. */
    public int steps() {
        return steps;
    }
}
