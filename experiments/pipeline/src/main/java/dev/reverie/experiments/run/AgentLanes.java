package dev.reverie.experiments.run;

import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.Encoder;
import dev.reverie.core.Env;
import dev.reverie.core.InPlaceEnv;
import dev.reverie.core.Observations;
import dev.reverie.core.WorldModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** The episodes that one thread of an {@link AgentBatch} plays side by side; those that go on come first. */
final class AgentLanes implements AutoCloseable {
    private final Encoder encoder;
    private final ControllerBatch controllers;
    private final AgentBatch.Queue queue;
    private final List<Lane> lanes = new ArrayList<>();
    private final WorldModel.State state;
    private final Observations seen;
    private final int[] controllerOf;
    private final float[] z;
    private final float[] action;
    private int count;

    /** An environment and the episode in it. */
    private static final class Lane {
        private final InPlaceEnv env;
        private int episode;
        private RandomGenerator latents;

        Lane(Env env) {
            this.env = InPlaceEnv.of(env);
        }
    }

    /**
     * @param most
     *            environments; one alone if they are not of this process, where each would be a process or a connection
     */
    AgentLanes(AgentBatch batch, ControllerBatch controllers, AgentBatch.Queue queue, int most) {
        encoder = batch.encoder();
        this.controllers = controllers;
        this.queue = queue;
        var first = batch.envs().get();
        lanes.add(new Lane(first));
        if (!Arrays.equals(first.observationSpace().shape(), encoder.observationSpace().shape())) {
            lanes.get(0).env.close();
            throw new IllegalArgumentException(
                    "observations must be " + encoder.observationSpace() + ", which is what V sees, were " + first.observationSpace());
        }
        while (first instanceof InPlaceEnv && lanes.size() < most) {
            lanes.add(new Lane(batch.envs().get()));
        }
        state = batch.rnn().open(lanes.size());
        seen = Observations.allocate(lanes.size(), encoder.observationSpace());
        controllerOf = new int[lanes.size()];
        z = new float[encoder.latentSize()];
        action = new float[batch.rnn().actionSize()];
    }

    void play() {
        while (count < lanes.size() && begin(count)) {
            count++;
        }
        while (count > 0) {
            queue.checkInterrupt();
            see();
            controllers.act(count, controllerOf, state.z(), state.parts(), state.actions());
            state.advance(count);
            // from behind: what closes a gap has been stepped
            for (int row = count - 1; row >= 0; row--) {
                step(row);
            }
        }
    }

    /** Gives a lane the next episode; false if there is none. */
    private boolean begin(int row) {
        int i = queue.take();
        if (i < 0) {
            return false;
        }
        var lane = lanes.get(row);
        lane.episode = i;
        lane.latents = queue.episode(i).policy().child("latent").random();
        lane.env.begin(queue.episode(i).environment());
        state.begin(row);
        controllerOf[row] = queue.episode(i).controller();
        return true;
    }

    /** z of every lane, drawn from what V says of its frame. */
    private void see() {
        for (int row = 0; row < count; row++) {
            lanes.get(row).env.look(seen, row);
        }
        var posterior = encoder.posterior(count == lanes.size() ? seen : seen.slice(0, count));
        for (int row = 0; row < count; row++) {
            posterior.sample(row, lanes.get(row).latents, z, 0);
            state.z().write(row * z.length, z, 0, z.length);
        }
    }

    private void step(int row) {
        var lane = lanes.get(row);
        state.actions().read(row * action.length, action, 0, action.length);
        boolean cut = queue.pay(lane.episode, lane.env.play(action));
        if (lane.env.done() || cut) {
            queue.ended();
            if (!begin(row)) {
                close(row);
            }
        }
    }

    /** The last lane takes the place of one that has nothing more to do. */
    private void close(int row) {
        int last = --count;
        if (row != last) {
            state.copyRow(row, state, last);
            controllerOf[row] = controllerOf[last];
            Collections.swap(lanes, row, last);
        }
    }

    @Override
    public void close() {
        state.close();
        lanes.forEach(lane -> lane.env.close());
    }
}
