package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.es.Evaluator;
import dev.reverie.core.Env;
import dev.reverie.core.Progress;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.CommonRandomNumbers;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The fitness of controllers in the real environment, with V and M in the loop: the mean return of some episodes each, which have the same chances for all
 * candidates of a generation. Episodes are played many at a time, on all threads.
 */
public final class RealEvaluator implements Evaluator {
    private final AgentBatch batch;
    private final Controller controller;
    private final int repeats;
    private final CommonRandomNumbers chances;

    /**
     * @param controller
     *            of which kind the candidates are
     * @param repeats
     *            episodes a candidate
     */
    public RealEvaluator(Supplier<? extends Env> envs, Vae vae, MdnRnn rnn, Controller controller, int repeats) {
        this(new AgentBatch(envs, vae, rnn, Integer.MAX_VALUE, Progress.none()), controller, repeats, CommonRandomNumbers.SHARED);
    }

    RealEvaluator(AgentBatch batch, Controller controller, int repeats, CommonRandomNumbers chances) {
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats must be >= 1, was " + repeats);
        }
        this.batch = Objects.requireNonNull(batch, "batch");
        this.controller = Objects.requireNonNull(controller, "controller");
        this.repeats = repeats;
        this.chances = Objects.requireNonNull(chances, "chances");
    }

    @Override
    public double[] evaluate(double[][] candidates, Seed seed) {
        return ConfiguredEvaluator.mean(play(batch.maxSteps(), seed, candidates).returns(), repeats);
    }

    /** Every episode, [candidates · repeats]. */
    Scores play(int maxSteps, Seed seed, double[]... candidates) {
        var episodes = IntStream.range(0, candidates.length * repeats)
                .mapToObj(i -> AgentBatch.Episode.of(i / repeats, seed, chances.number(i, candidates.length, repeats))).toList();
        return batch.withMaxSteps(Math.min(maxSteps, batch.maxSteps())).play(ControllerBatch.of(controller, candidates), episodes);
    }
}
