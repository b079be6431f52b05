package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import dev.reverie.controller.Controller;
import dev.reverie.controller.DreamArena;
import dev.reverie.controller.WorldModelAgent;
import dev.reverie.controller.es.Arena;
import dev.reverie.core.Decoder;
import dev.reverie.core.Encoder;
import dev.reverie.core.Env;
import dev.reverie.core.Gaussians;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Observation;
import dev.reverie.core.Progress;
import dev.reverie.core.Space;
import dev.reverie.dream.DreamBatch;
import dev.reverie.experiments.evolve.ConfiguredEvaluator;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Ensemble;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.vae.Vae;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What a run has learned, put together: V, M, C, and the dream they make. */
final class TrainedModels implements AutoCloseable {
    private final StageContext context;
    private final Encoder encoder;
    private final LatentDynamics rnn;
    private final Space actions;
    private final List<DreamBatch> dreams = new ArrayList<>();

    private TrainedModels(StageContext context, Encoder encoder, LatentDynamics rnn) {
        this.context = context;
        this.encoder = encoder;
        this.rnn = rnn;
        try (var env = context.envs().get()) {
            actions = env.actionSpace();
        }
    }

    static TrainedModels load(StageContext context) {
        return new TrainedModels(context, encoder(context, Precision.F32), rnn(context));
    }

    /** Whose members, if it has several, dream in turns as configured. */
    private static LatentDynamics rnn(StageContext context) {
        var rnn = LatentDynamics.load(context.folder().rnn());
        return rnn instanceof Ensemble ensemble ? ensemble.withTurn(context.config().dream().member()) : rnn;
    }

    /** V of a run, whichever it is. */
    static Encoder encoder(StageContext context, Precision precision) {
        var file = context.folder().vae();
        var encode = context.config().encode();
        return encode.isVae() ? Vae.load(file, precision) : encode.provider().load(file);
    }

    Encoder encoder() {
        return encoder;
    }

    /**
     * What V makes of a latent.
     *
     * @throws IllegalArgumentException
     *             if it has no decoder
     */
    Observation shown(float[] z) {
        return decoder().orElseThrow(() -> new IllegalArgumentException("encode.encoder is " + context.config().encode().encoder()
                + ", which has no decoder: latents cannot be shown")).decode(z);
    }

    /** V's second half; there may be none. */
    Optional<Decoder> decoder() {
        return encoder instanceof Decoder decoder ? Optional.of(decoder) : Optional.empty();
    }

    LatentDynamics rnn() {
        return rnn;
    }

    /** Of the environment. */
    Space actions() {
        return actions;
    }

    Gaussians starts() {
        return LatentStore.open(context.folder().latents()).starts();
    }

    /** As configured, all parameters zero. */
    Controller blank() {
        return context.config().evolve().blank(rnn, actions);
    }

    /** The one that evolution found. */
    Controller controller() {
        return blank().withParameters(context.folder().controller());
    }

    WorldModelAgent agent() {
        return new WorldModelAgent(encoder, rnn, controller());
    }

    /** V, M and controllers in the environment of the run. */
    AgentBatch batch() {
        return batch(context.envs());
    }

    /** The same in another one. */
    AgentBatch batch(Supplier<Env> envs) {
        return new AgentBatch(envs, encoder, rnn, Integer.MAX_VALUE, Progress.none());
    }

    /**
     * What candidates are worth, as configured.
     *
     * @param meanLength
     *            of the episodes of the generation before; NaN if there was none
     */
    ConfiguredEvaluator fitness(Controller blank, IntSupplier generation, double meanLength) {
        var evolve = context.config().evolve();
        Progress within = (done, total, message) -> context.progress().update(generation.getAsInt(), evolve.allGenerations(),
                done + " of " + total + " episodes");
        return new ConfiguredEvaluator(evolve, arena(blank), new AgentArena(batch().withProgress(within), blank), generation, meanLength);
    }

    /** Controllers of a kind in the dream, which ends where the configuration says. */
    Arena arena(Controller controller) {
        var arena = DreamArena.of(dreams(), controller);
        int most = context.config().dream().maxSteps();
        return (candidates, players, numbers, maxSteps, seed) -> arena.play(candidates, players, numbers, Math.min(maxSteps, most), seed);
    }

    DreamBatch dreams() {
        return dreams(Temperature.of(context.config().dream().temperature()));
    }

    /** As configured, but for the temperature. This closes it. */
    DreamBatch dreams(Temperature temperature) {
        var batch = DreamBatch.of(rnn, starts(), context.config().dream().options(temperature), Engine.current());
        dreams.add(batch);
        return batch;
    }

    @Override
    public void close() {
        dreams.forEach(DreamBatch::close);
        encoder.close();
        rnn.close();
    }
}
