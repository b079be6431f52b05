package dev.reverie.dream;

import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.Gaussians;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.LatentDynamics;

/**
 * An environment whose dynamics is M: anything that runs an environment runs a dream.
 *
 * <p>Observation: z, a vector of Z numbers without bounds. Action: the real environment's. Reward: what M expects, or 1 a
 * step where it has no head for it. An episode terminates as its {@link Termination}
 * says, and is truncated at its horizon, if it has one. {@code reset(seed)} takes the seed for the dream's key: with the same key and
 * actions it is, bit for bit, the dream of {@link DreamBatch}. Whoever acts on M's memory too finds it in {@link #state}.
 */
public final class DreamEnv implements Env {
    private final Gaussians starts;
    private final Space actions;
    private final int horizon;
    private final Space.Box observations;
    private final EpisodeState episode;
    private final DreamBlock block;

    /** That ends as the paper's dreams do, never truncated. */
    public DreamEnv(LatentDynamics model, Gaussians starts, Temperature temperature, Space actions) {
        this(model, starts, DreamOptions.of(temperature), actions);
    }

    /**
     * @param actions
     *            the real environment's
     */
    public DreamEnv(LatentDynamics model, Gaussians starts, DreamOptions options, Space actions) {
        if (starts.latentSize() != model.latentSize() || actions.size() != model.actionSize()) {
            throw new IllegalArgumentException("starts and actions must have " + model.latentSize() + " and " + model.actionSize()
                    + " elements, as the model, had " + starts.latentSize() + " and " + actions.size());
        }
        this.starts = starts;
        this.actions = actions;
        horizon = options.horizon();
        observations = Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, model.latentSize());
        episode = new EpisodeState(actions);
        block = new DreamBlock(model, 1, options);
    }

    @Override
    public Observation reset(long seed) {
        episode.begin();
        block.clear();
        block.start(block.begin(0, seed), starts);
        return z();
    }

    @Override
    public Step step(float[] action) {
        int number = episode.next(action);
        block.state().actions().write(0, action, 0, action.length);
        block.advance();
        block.draw(number);
        boolean over = block.over(0);
        return episode.end(new Step(z(), block.reward(0), over, !over && number == horizon));
    }

    private Observation z() {
        var z = new float[observations.size()];
        block.state().z().read(0, z, 0, z.length);
        return new Observation.Vector(z);
    }

    /** M's state as it stands, with one row: what the next action may look at beside z. To be read, not to be changed. */
    public LatentDynamics.State state() {
        return block.state();
    }

    /** How sure M was, at the last step, that the episode is over: > 0 is more likely than not. */
    public double restartLogit() {
        return block.state().restartLogit(0);
    }

    @Override
    public Space.Box observationSpace() {
        return observations;
    }

    @Override
    public Space actionSpace() {
        return actions;
    }

    @Override
    public void close() {
        block.close();
    }
}
