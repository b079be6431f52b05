package dev.reverie.compute.dl4j;

import dev.reverie.core.LearningRate;
import dev.reverie.core.TrainingIdentity;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What a {@link TrainingLoop} trains: a network, its minibatches, and how it is measured. Everything that an update sees is a function of
 * the seed and the update's number, so that a resumed training ends with the same bits.
 */
public interface TrainingTask extends AutoCloseable {
    /** Name of the stage in the metric log and in messages, such as {@code vae}. */
    String stage();

    /** Updates in all. */
    int updates();

    /** What the progress counts for an update, such as the number of examples. */
    int batch();

    /** What a minibatch is, in messages, such as {@code 50 frames}. */
    String minibatch();

    /** Learning rate of an update, counted from 0. */
    LearningRate rate();

    /** What the result depends on. Asked only where there is a checkpoint. */
    TrainingIdentity identity();

    /** A new network with initial parameters. */
    MultiLayerNetwork newNetwork();

    /** Entries of the model's file beside the network, such as its configuration, and of a checkpoint what else the next update needs. */
    Map<String, byte[]> entries();

    /**
     * Called once before the first update of this process.
     *
     * @param done
     *            updates made already
     * @param entries
     *            those of the checkpoint; empty where there was none
     * @throws IllegalArgumentException
     *             if the network or the entries are not of this task
     */
    void begin(MultiLayerNetwork network, int done, Map<String, byte[]> entries);

    /**
     * Makes one update and adds what it measured. The network's iteration count is then the number of the next one; a task that stops
     * early raises it by the updates that it leaves out.
     *
     * @param update
     *            its number, from 0
     * @throws java.util.concurrent.CancellationException
     *             if it was asked to stop; the network is then as before
     */
    void update(int update, TrainingMeans means);

    /**
     * Values of the metric log that are no means, such as epochs; they go before the loop's own.
     *
     * @param done
     *            updates made
     */
    default Map<String, Double> values(int done) {
        return Map.of();
    }

    /** Updates between two measurements on held-out data. */
    int measureEvery();

    /** Means over held-out data, by name; empty if there are none. */
    Map<String, Double> measure();

    /**
     * What the progress says beside the count.
     *
     * @param values
     *            the last of the metric log, held-out ones included
     */
    String message(Map<String, Double> values);

    /** Frees what only updates need; the network stays. */
    @Override
    void close();
}
