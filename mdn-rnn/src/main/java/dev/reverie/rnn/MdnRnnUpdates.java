package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Updates of M one by one, on episodes of the caller's choice: for loops of one's own, and to measure how long one takes. No files, no log; {@link
 * MdnRnn#train} is what has them.
 */
public final class MdnRnnUpdates implements AutoCloseable {
    private final MdnRnnConfig config;
    private final Seed seed;
    private final Engine engine = Engine.current();
    private final MultiLayerNetwork network;
    private final RecurrentMdnLayer layer;
    private final WindowSampler feed;
    private final INDArray inputs;
    private final INDArray labels;
    private final Batch batch;
    private int done;

    private MdnRnnUpdates(MdnRnnConfig config, List<Latents> episodes, Seed seed) {
        this.config = config;
        this.seed = seed;
        var first = episodes.get(0);
        network = Trainer.network(config, first.latentSize(), first.actionSize(), seed);
        layer = (RecurrentMdnLayer) network.getLayer(0);
        feed = WindowSampler.of(episodes.stream().map(episode -> EncodedEpisode.of(episode, first)).toList(), config.windows(), seed);
        long rows = (long) config.windows().length() * config.windows().batch();
        inputs = Nd4j.create(DataType.FLOAT, new long[]{rows, layer.sizes().inputs()}, 'c');
        labels = Nd4j.create(DataType.FLOAT, new long[]{rows, layer.sizes().labels()}, 'c');
        batch = Batch.on(layer.sizes(), config.windows(), Views.view(inputs), Views.view(labels));
        if (config.windows().sequences() == MdnRnnConfig.Sequences.CARRIED) {
            layer.carry(CarriedMemory.of(config.windows().batch(), layer.sizes().memory(), batch.resets()));
        }
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
        done++;
        batch.fill(feed.next(), seed.child("latents", done).bits(), engine);
        layer.key(seed.child("dropout", done).bits());
        network.fit(inputs, labels);
        return layer.losses().nll();
    }

    /** A copy of what has been learned so far. */
    public MdnRnn model() {
        return MdnRnn.of(config, network.clone());
    }

    /** Frees the buffers of updates. */
    @Override
    public void close() {
        network.clear();
        layer.release();
        inputs.close();
        labels.close();
    }
}
