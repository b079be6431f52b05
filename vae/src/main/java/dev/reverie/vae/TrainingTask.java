package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.core.LearningRate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What a {@link Trainer} trains: where the batches come from, what the network is, and how it is kept. */
interface TrainingTask {
    /** Examples an update. */
    int batch();

    /** Updates in all. */
    int steps();

    /** Examples of an epoch: all that are trained on, each once. */
    long epoch();

    LearningRate rate();

    /** Elements of an example. */
    int size();

    /** What examples are called, in messages. */
    String examples();

    /** A new network with initial parameters. */
    MultiLayerNetwork begin();

    /**
     * The batch of an update, counted from 0.
     *
     * @param x
     *            [batch, size], overwritten
     * @throws java.util.concurrent.CancellationException
     *             if it is to stop
     */
    void read(long update, Floats x);

    /** KL divergence of the batch last seen, in nats, mean over its examples. */
    double kl(MultiLayerNetwork network);

    /** Squared error of an example without weights, mean over the batch last seen. */
    double reconstruction(MultiLayerNetwork network);

    /** Means over what is never trained on, by name; empty if nothing is. */
    Map<String, Double> measure(MultiLayerNetwork network);

    /** Keeps it. */
    void write(Path file, MultiLayerNetwork network, TrainingState state);

    /**
     * What was kept, if there is anything.
     *
     * @throws dev.reverie.core.FileException
     *             if it is another training's
     */
    Optional<Kept> read(Path file);

    /** A network, and where its training stands. */
    record Kept(MultiLayerNetwork network, TrainingState state) {
    }
}
