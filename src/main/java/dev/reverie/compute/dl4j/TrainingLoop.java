package dev.reverie.compute.dl4j;

import dev.reverie.core.DivergedException;
import dev.reverie.core.FileException;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Training;
import dev.reverie.core.TrainingIdentity;
import dev.reverie.core.Uninterrupted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains V, M or a regressor: updates, a line of the metric log every 50 of them, measurements on held-out data, checkpoints.
 *
 * <p>A training that finds its checkpoint goes on from there, with the same bits at the end. A checkpoint of another configuration, seed or
 * data is refused. When its thread is interrupted it saves a checkpoint and stops. When the loss or a parameter is NaN or infinite it stops
 * and the last checkpoint stays.
 */
public final class TrainingLoop {
    private static final int LOG_EVERY = 50;

    private final TrainingTask task;
    private final Training training;
    private final BooleanSupplier stop;
    private final TrainingMeans means = new TrainingMeans();
    private final Map<String, Double> last = new HashMap<>();
    private final MultiLayerNetwork network;
    private String message = "";
    /** Update of the checkpoint that is on disk; 0 if there is none. */
    private int saved;

    /**
     * @param stop
     *            whether to save a checkpoint and stop; asked between two updates
     * @throws FileException
     *             if the checkpoint cannot be read or is of another training
     */
    public TrainingLoop(TrainingTask task, Training training, BooleanSupplier stop) {
        this.task = task;
        this.training = training;
        this.stop = stop;
        var checkpoint = training.checkpoint().filter(Files::exists);
        if (checkpoint.isPresent()) {
            network = resumed(checkpoint.get());
            saved = done();
        } else {
            network = task.newNetwork();
            task.begin(network, 0, Map.of());
        }
    }

    /**
     * Trains to the end, on a thread of its own that interrupts do not reach; an interrupt of the caller stops the training at the next
     * update.
     *
     * @param task
     *            is told whether to stop, for reading that takes long; closed at the end
     * @param model
     *            what the task and the trained network make
     */
    public static <T extends TrainingTask, M> M run(Function<BooleanSupplier, T> task, Training training,
            BiFunction<T, MultiLayerNetwork, M> model) {
        return Uninterrupted.run("reverie-training", stop -> {
            try (var made = task.apply(stop)) {
                return model.apply(made, new TrainingLoop(made, training, stop).run());
            }
        });
    }

    private MultiLayerNetwork resumed(Path file) {
        var found = Networks.load(file);
        var identity = Optional.ofNullable(found.entries().get(TrainingIdentity.ENTRY));
        try {
            task.identity().check(file, identity.isEmpty() ? null : TrainingIdentity.parse(found.text(TrainingIdentity.ENTRY)));
            if (!found.entries().containsKey(TrainingMeans.ENTRY)) {
                throw new FileException(file, "is a checkpoint of an earlier version; delete it to begin anew");
            }
            means.restore(found.text(TrainingMeans.ENTRY));
            task.begin(found.network(), found.network().getIterationCount(), found.entries());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "is no checkpoint of this training: " + e.getMessage() + "; delete it to begin anew",
                    new IOException(e));
        }
        return found.network();
    }

    /** Trains to the end. */
    public MultiLayerNetwork run() {
        try (var log = new Log(training.metrics().map(file -> MetricLog.resume(file, task.stage(), done() == 0 ? -1 : done())))) {
            while (done() < task.updates()) {
                if (stop.getAsBoolean()) {
                    throw cancelled(log);
                }
                update(log);
                report(log);
                if (done() % training.every() == 0 || done() == task.updates()) {
                    save(log);
                }
            }
        }
        return network;
    }

    /** Updates made so far. */
    private int done() {
        return network.getIterationCount();
    }

    private void update(Log log) {
        try {
            task.update(done(), means);
        } catch (CancellationException e) {
            throw cancelled(log);
        }
        if (!Double.isFinite(network.score())) {
            throw diverged("the loss became " + network.score());
        }
    }

    private void report(Log log) {
        boolean end = done() == task.updates();
        if (done() % LOG_EVERY == 0 || end) {
            var values = new HashMap<>(means.means());
            values.put("rate", task.rate().at(done() - 1));
            values.putAll(task.values(done()));
            if (done() % task.measureEvery() == 0 || end) {
                values.putAll(task.measure());
            }
            log.write(task.stage(), done(), values);
            means.clear();
            last.putAll(values);
            message = task.message(last);
        }
        training.progress().update((long) done() * task.batch(), (long) task.updates() * task.batch(), message);
    }

    /** After the lines of the log that it counts on are on the disk. */
    private void save(Log log) {
        if (!Double.isFinite(network.params().sumNumber().doubleValue())) {
            throw diverged("parameters became NaN or infinite");
        }
        training.checkpoint().ifPresent(file -> {
            var entries = new HashMap<>(task.entries());
            entries.put(TrainingMeans.ENTRY, means.text().getBytes(StandardCharsets.UTF_8));
            entries.put(TrainingIdentity.ENTRY, task.identity().text().getBytes(StandardCharsets.UTF_8));
            log.sync();
            Networks.save(network, file, true, entries);
            saved = done();
        });
    }

    private DivergedException diverged(String what) {
        var kept = saved > 0 ? "; " + training.checkpoint().orElseThrow() + " is still that of update " + saved : "";
        return new DivergedException(task.stage() + ": " + what + " in update " + done() + " of " + task.updates() + ", with batch "
                + (done() - 1) + " of " + task.minibatch() + ", counted from 0" + kept + "; a lower rate than "
                + task.rate() + " may help");
    }

    private CancellationException cancelled(Log log) {
        save(log);
        return new CancellationException("interrupted after " + done() + " of " + task.updates() + " updates"
                + training.checkpoint().map(file -> "; saved in " + file).orElse(""));
    }

    /** The metric log, if there is one. */
    private record Log(Optional<MetricLog> file) implements AutoCloseable {
        void write(String stage, long step, Map<String, Double> values) {
            file.ifPresent(log -> log.write(stage, step, values));
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
