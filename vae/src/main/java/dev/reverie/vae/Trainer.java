package dev.reverie.vae;

import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.DivergedException;
import dev.reverie.core.FileException;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trains V: batches of random frames, updates, a line of the log now and then, checkpoints. */
final class Trainer {
    static final String STAGE = "vae";
    private static final int LOG_EVERY = 50;
    private static final int MEASURE_EVERY = 500;

    private final VaeConfig config;
    private final Training training;
    private final FrameStream stream;
    private final HeldOut heldOut;
    private final BooleanSupplier stop;
    private final MultiLayerNetwork network;
    private final INDArray x;
    private TrainingState state;
    private String message = "";
    /** Update of the checkpoint that is on disk; 0 if there is none. */
    private int saved;

    /**
     * @param capacity
     *            frames in memory
     * @param stop
     *            whether to save a checkpoint and stop; looked at between two updates
     */
    Trainer(VaeConfig config, FrameSource source, Seed seed, Training training, int capacity, BooleanSupplier stop) {
        this.config = config;
        this.training = training;
        this.stop = stop;
        var checkpoint = training.checkpoint().filter(Files::exists).map(ModelFile::read);
        checkpoint.ifPresent(file -> check(file, seed));
        var split = Split.of(source.files(), config.heldOut(), seed.child("split"));
        stream = new FrameStream(split.training(), config.batch(), config.augmentation(), capacity, seed.child("frames"), stop);
        heldOut = new HeldOut(split.heldOut(), config.batch());
        network = checkpoint.map(ModelFile::network)
                .orElseGet(() -> Blueprint.network(config, stream.mean(), seed.child("network")));
        saved = checkpoint.isPresent() ? done() : 0;
        state = checkpoint.map(ModelFile::progress).orElse(TrainingState.begin(seed));
        x = Nd4j.createUninitialized(DataType.FLOAT, new long[]{config.batch(), Blueprint.FRAME}, 'c');
    }

    private void check(ModelFile found, Seed seed) {
        if (found.progress() == null || !found.config().equals(config) || !found.progress().seed().equals(seed)) {
            throw new FileException(training.checkpoint().orElseThrow(),
                    "is no checkpoint of this training but of " + found.config() + (found.progress() == null ? "" : ", seed "
                            + found.progress().seed()) + "; delete it to begin anew");
        }
    }

    /** To the end. */
    MultiLayerNetwork run() {
        try (var log = new Log(training.metrics().map(file -> MetricLog.resume(file, STAGE, resumedAt())))) {
            while (done() < config.steps()) {
                if (stop.getAsBoolean()) {
                    throw cancelled();
                }
                update();
                report(log);
                if (training.checkpoint().isPresent() && (done() % training.every() == 0 || done() == config.steps())) {
                    log.sync();
                    save();
                }
            }
        }
        for (var layer : network.getLayers()) {
            layer.close();
        }
        return network;
    }

    /** Updates made so far. */
    private int done() {
        return network.getIterationCount();
    }

    private long resumedAt() {
        return done() == 0 ? -1 : done();
    }

    private void update() {
        try {
            stream.read(done(), Views.view(x));
        } catch (CancellationException e) {
            throw cancelled();
        }
        network.fit(x, x);
        if (!Double.isFinite(network.score())) {
            throw diverged("the loss became " + network.score());
        }
        state = state.plus(network.score(), ((FrameLayer) network.getOutputLayer()).reconstruction(),
                ((LatentLayer) network.getLayer(Blueprint.LATENT)).kl());
    }

    private void report(Log log) {
        boolean last = done() == config.steps();
        if (done() % LOG_EVERY == 0 || last) {
            var values = new HashMap<String, Double>();
            values.put("loss", state.loss() / state.count());
            values.put("reconstruction", state.reconstruction() / state.count());
            values.put("kl", state.kl() / state.count());
            values.put("rate", config.rate().at(done() - 1));
            if (!heldOut.isEmpty() && (done() % MEASURE_EVERY == 0 || last)) {
                values.putAll(heldOut.measure(network));
            }
            log.write(done(), values);
            message = String.format(Locale.ROOT, "recon %.1f kl %.1f", values.get("reconstruction"), values.get("kl"));
            state = TrainingState.begin(state.seed());
        }
        training.progress().update((long) done() * config.batch(), (long) config.steps() * config.batch(), message);
    }

    private void save() {
        if (training.checkpoint().isPresent() && !Double.isFinite(network.params().sumNumber().doubleValue())) {
            throw diverged("parameters became infinite or no numbers");
        }
        training.checkpoint().ifPresent(file -> new ModelFile(config, network, state).write(file));
        saved = done();
    }

    private DivergedException diverged(String what) {
        var kept = saved > 0 ? "; " + training.checkpoint().orElseThrow() + " is still that of update " + saved : "";
        return new DivergedException("vae: " + what + " in update " + done() + " of " + config.steps() + ", with batch "
                + (done() - 1) + " of " + config.batch() + " frames, counted from 0" + kept + "; a lower rate than " + config.rate()
                + " may help");
    }

    private CancellationException cancelled() {
        save();
        return new CancellationException("interrupted after " + done() + " of " + config.steps() + " updates"
                + training.checkpoint().map(file -> "; saved in " + file).orElse(""));
    }

    /** The metric log, if there is one. */
    private record Log(Optional<MetricLog> file) implements AutoCloseable {
        void write(long step, Map<String, Double> values) {
            file.ifPresent(log -> log.write(STAGE, step, values));
        }

        void sync() {
            file.ifPresent(MetricLog::sync);
        }

        @Override
        public void close() {
            file.ifPresent(MetricLog::close);
        }
    }
}
