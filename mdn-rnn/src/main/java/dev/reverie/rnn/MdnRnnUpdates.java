package dev.reverie.rnn;

import dev.reverie.compute.dl4j.TrainingMeans;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Updates of M one by one, on episodes of the caller's choice: for loops of one's own, and to measure how long one takes. No files, no log;
 * {@link MdnRnn#train} is what has them.
 */
public final class MdnRnnUpdates implements AutoCloseable {
    private final MdnRnnConfig config;
    private final RnnTraining task;
    private final MultiLayerNetwork network;
    private int done;

    private MdnRnnUpdates(MdnRnnConfig config, List<Latents> episodes, Seed seed) {
        this.config = config;
        task = RnnTraining.ofAll(config, episodes, seed);
        network = task.newNetwork();
        task.begin(network, 0, Map.of());
    }

    /**
     * Before the first update.
     *
     * @param episodes
     *            at least one, held in memory, all of them trained on
     */
    public static MdnRnnUpdates of(MdnRnnConfig config, List<Latents> episodes, Seed seed) {
        if (episodes.isEmpty()) {
            throw new IllegalArgumentException("episodes must be at least one, were none");
        }
        return new MdnRnnUpdates(config, episodes, seed);
    }

    /**
     * One update, on windows drawn anew.
     *
     * @return the negative log-likelihood of the next latents before it, nats a dimension
     */
    public double update() {
        task.update(done++, new TrainingMeans());
        return task.losses().nll();
    }

    /** A copy of what has been learned so far. */
    public MdnRnn model() {
        return MdnRnn.of(config, network.clone());
    }

    /** Frees the buffers of updates. */
    @Override
    public void close() {
        task.close();
    }
}
