package dev.reverie.core;

/**
 * An environment that plays and shows in two calls: it writes what is seen into a buffer of the caller's, so that a step need not allocate,
 * and paints nothing that nobody looks at.
 *
 * <p>Whoever writes an environment may implement this instead of {@link Env}: {@link #reset} and {@link #step} follow from it. A {@link
 * VectorEnv} uses it by itself. Every other environment can be looked at in the same way through {@link #of}, but allocates what it
 * allocates.
 */
public interface InPlaceEnv extends Env {
    /** {@code env} itself if it is one, otherwise a view of it, which closes it. */
    static InPlaceEnv of(Env env) {
        return env instanceof InPlaceEnv inPlace ? inPlace : new RememberedEnv(env);
    }

    /** Starts an episode, giving up the current one if there is one; {@link #reset} without its observation. */
    void begin(long seed);

    /**
     * Plays one action; {@link #step} without its observation, and with the same refusals.
     *
     * @return the reward
     */
    double play(float[] action);

    /** Whether the last action ended the task; see {@link Step#terminated}. */
    boolean terminated();

    /** Whether the last action was the last that anybody looks at; see {@link Step#truncated}. */
    boolean truncated();

    /**
     * Writes what is seen now; changes nothing, so it may be called as often as one likes.
     *
     * @param into
     *            of this environment's observation space
     * @param row
     *            of {@code into}; the others are left alone
     */
    void look(Observations into, int row);

    /** Whether the episode is over, for whichever reason. */
    default boolean done() {
        return terminated() || truncated();
    }

    /** What is seen now, newly allocated. */
    default Observation look() {
        var one = Observations.allocate(1, observationSpace());
        look(one, 0);
        if (one instanceof Observations.Frames f) {
            return new Observation.Frame(f.height(), f.width(), f.channels(), f.pixels());
        }
        return new Observation.Vector(((Observations.Vectors) one).values());
    }

    @Override
    default Observation reset(long seed) {
        begin(seed);
        return look();
    }

    @Override
    default Step step(float[] action) {
        double reward = play(action);
        return new Step(look(), reward, terminated(), truncated());
    }
}
