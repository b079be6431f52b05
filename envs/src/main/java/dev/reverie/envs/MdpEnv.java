package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.util.Objects;
import java.util.function.LongFunction;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ActionSpace;
import org.deeplearning4j.rl4j.space.Encodable;

/** What {@link Mdp#env} gives. A done of the MDP is terminated, unless it says more. */
final class MdpEnv<O extends Encodable, S extends ActionSpace<Integer>> implements Env {
    private final MDP<O, Integer, S> mdp;
    private final LongFunction<O> reset;
    private final Space.Box observations;
    private final Space.Discrete actions;
    private final EpisodeState episode;

    MdpEnv(MDP<O, Integer, S> mdp, Space.Box observations, LongFunction<O> reset) {
        this.mdp = mdp;
        this.reset = Objects.requireNonNull(reset, "reset");
        this.observations = Objects.requireNonNull(observations, "observations");
        actions = Space.discrete(mdp.getActionSpace().getSize());
        episode = new EpisodeState(actions);
    }

    @Override
    public Observation reset(long seed) {
        var first = reset.apply(seed);
        episode.begin();
        return decoded(first);
    }

    @Override
    public Step step(float[] action) {
        episode.next(action);
        var reply = mdp.step((int) action[0]);
        boolean terminated = reply.isDone();
        boolean truncated = false;
        if (reply.getInfo() instanceof Step step) {
            terminated = step.terminated();
            truncated = step.truncated();
        }
        return episode.end(new Step(decoded(reply.getObservation()), reply.getReward(), terminated, truncated));
    }

    private Observation decoded(O encoded) {
        if (encoded instanceof EncodedObservation ours && ours.observation().fits(observations)) {
            return ours.observation();
        }
        float[] numbers = MdpObservations.numbers(encoded.getData());
        if (numbers.length != observations.size()) {
            throw new IllegalStateException("observation of the MDP must have " + observations.size() + " elements for " + observations
                    + ", had " + numbers.length);
        }
        if (!observations.isFrame()) {
            return new Observation.Vector(numbers);
        }
        var pixels = new byte[numbers.length];
        for (int i = 0; i < pixels.length; i++) {
            if (!(numbers[i] >= 0 && numbers[i] <= 255)) {
                throw new IllegalStateException("observation of the MDP must be within 0..255 for a picture, was " + numbers[i]);
            }
            pixels[i] = (byte) Math.round(numbers[i]);
        }
        int[] shape = observations.shape();
        return new Observation.Frame(shape[0], shape[1], shape[2], pixels);
    }

    @Override
    public Space.Box observationSpace() {
        return observations;
    }

    @Override
    public Space.Discrete actionSpace() {
        return actions;
    }

    @Override
    public void close() {
        mdp.close();
    }
}
