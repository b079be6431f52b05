package dev.reverie.vae;

import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.DivergedException;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
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

/** Trains V: random batches, updates, a line of the log now and then, checkpoints. */
final class Trainer {
    static final String STAGE = "vae";
    private static final int LOG_EVERY = 50;
    private static final int MEASURE_EVERY = 500;

    private final TrainingTask lesson;
    private final Training training;
    private final BooleanSupplier stop;
    private final MultiLayerNetwork network;
    private final INDArray x;
    private TrainingState state;
    private String message = "";
    /** Update of the checkpoint that is on disk; 0 if there is none. */
    private int saved;

    /**
     * @param stop
     *            whether to save a checkpoint and stop; looked at between two updates
     */
    Trainer(TrainingTask lesson, Seed seed, Training training, BooleanSupplier stop) {
        this.lesson = lesson;
        this.training = training;
        this.stop = stop;
        var checkpoint = training.checkpoint().flatMap(lesson::read);
        network = checkpoint.map(TrainingTask.Kept::network).orElseGet(lesson::begin);
        saved = checkpoint.isPresent() ? done() : 0;
        state = checkpoint.map(TrainingTask.Kept::state).orElse(TrainingState.begin(seed));
        x = Nd4j.createUninitialized(DataType.FLOAT, new long[]{lesson.batch(), lesson.size()}, 'c');
    }

    /** To the end. */
    MultiLayerNetwork run() {
        try (var log = new Log(training.metrics().map(file -> MetricLog.resume(file, STAGE, resumedAt())))) {
            while (done() < lesson.steps()) {
                if (stop.getAsBoolean()) {
                    throw cancelled(log);
                }
                update(log);
                report(log);
                if (training.checkpoint().isPresent() && (done() % training.every() == 0 || done() == lesson.steps())) {
                    save(log);
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

    private void update(Log log) {
        try {
            lesson.read(done(), Views.view(x));
        } catch (CancellationException e) {
            throw cancelled(log);
        }
        network.fit(x, x);
        if (!Double.isFinite(network.score())) {
            throw diverged("the loss became " + network.score());
        }
        state = state.plus(network.score(), lesson.reconstruction(network), lesson.kl(network));
    }

    private void report(Log log) {
        boolean last = done() == lesson.steps();
        if (done() % LOG_EVERY == 0 || last) {
            var values = new HashMap<String, Double>();
            values.put("loss", state.loss() / state.count());
            values.put("reconstruction", state.reconstruction() / state.count());
            values.put("kl", state.kl() / state.count());
            values.put("epochs", (double) done() * lesson.batch() / lesson.epoch());
            values.put("rate", lesson.rate().at(done() - 1));
            if (done() % MEASURE_EVERY == 0 || last) {
                values.putAll(lesson.measure(network));
            }
            log.write(done(), values);
            message = String.format(Locale.ROOT, "recon %.1f kl %.1f", values.get("reconstruction"), values.get("kl"));
            state = TrainingState.begin(state.seed());
        }
        training.progress().update((long) done() * lesson.batch(), (long) lesson.steps() * lesson.batch(), message);
    }

    /** After the lines of the log that it counts on are on the disk. */
    private void save(Log log) {
        if (training.checkpoint().isPresent() && !Double.isFinite(network.params().sumNumber().doubleValue())) {
            throw diverged("parameters became infinite or no numbers");
        }
        log.sync();
        training.checkpoint().ifPresent(file -> lesson.write(file, network, state));
        saved = done();
    }

    private DivergedException diverged(String what) {
        var kept = saved > 0 ? "; " + training.checkpoint().orElseThrow() + " is still that of update " + saved : "";
        return new DivergedException("vae: " + what + " in update " + done() + " of " + lesson.steps() + ", with batch "
                + (done() - 1) + " of " + lesson.batch() + " " + lesson.examples() + ", counted from 0" + kept + "; a lower rate than "
                + lesson.rate()
                + " may help");
    }

    private CancellationException cancelled(Log log) {
        save(log);
        return new CancellationException("interrupted after " + done() + " of " + lesson.steps() + " updates"
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
