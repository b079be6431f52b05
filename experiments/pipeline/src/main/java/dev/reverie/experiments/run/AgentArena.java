package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.es.Arena;
import dev.reverie.core.Encoder;
import dev.reverie.core.Env;
import dev.reverie.core.Progress;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.rnn.LatentDynamics;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Controllers in the real environment, with V and M in the loop. Episodes are played many at a time, on all threads. */
public final class AgentArena implements Arena {
    private final AgentBatch batch;
    private final Controller controller;

    /**
     * @param controller
     *            of which kind the candidates are
     */
    public AgentArena(Supplier<? extends Env> envs, Encoder encoder, LatentDynamics rnn, Controller controller) {
        this(new AgentBatch(envs, encoder, rnn, Integer.MAX_VALUE, Progress.none()), controller);
    }

    AgentArena(AgentBatch batch, Controller controller) {
        this.batch = Objects.requireNonNull(batch, "batch");
        this.controller = Objects.requireNonNull(controller, "controller");
    }

    @Override
    public Scores play(double[][] candidates, int[] players, int[] numbers, int maxSteps, Seed seed) {
        var episodes = IntStream.range(0, players.length).mapToObj(i -> AgentBatch.Episode.of(players[i], seed, numbers[i])).toList();
        return batch.withMaxSteps(Math.min(maxSteps, batch.maxSteps())).play(ControllerBatch.of(controller, candidates), episodes);
    }
}
