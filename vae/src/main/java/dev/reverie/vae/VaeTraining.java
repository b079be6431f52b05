package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.TrainingMeans;
import dev.reverie.compute.dl4j.TrainingTask;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.ContentHash;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import dev.reverie.core.TrainingIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training of a VAE, of frames or of vectors: what both have in common. */
abstract class VaeTraining implements TrainingTask {
    static final String STAGE = "vae";

    private final int batch;
    private final int updates;
    private final LearningRate rate;
    private final String config;
    private final Seed seed;
    private final List<Path> files;
    private TrainingIdentity identity;
    private MultiLayerNetwork network;
    private INDArray x;

    /**
     * @param config
     *            all of the configuration, as text
     * @param files
     *            of the episodes
     */
    VaeTraining(int batch, int updates, LearningRate rate, String config, Seed seed, List<Path> files) {
        this.batch = batch;
        this.updates = updates;
        this.rate = rate;
        this.config = config;
        this.seed = seed;
        this.files = files;
    }

    /** Examples of an epoch: all that are trained on, each once. */
    abstract long epoch();

    /** Elements of an example. */
    abstract int size();

    /**
     * The minibatch of an update, counted from 0.
     *
     * @param x
     *            [batch, size], overwritten
     */
    abstract void read(long update, Floats x);

    /** Squared error of an example without weights, mean over the minibatch last seen. */
    abstract double reconstruction(MultiLayerNetwork network);

    /** The layer that draws z. */
    abstract LatentLayer latent(MultiLayerNetwork network);

    /** The layers that a network of this task has. */
    abstract List<EngineLayerConfig> layers();

    /** Means over held-out examples, by name; empty if there are none. */
    abstract Map<String, Double> measure(MultiLayerNetwork network);

    @Override
    public String stage() {
        return STAGE;
    }

    @Override
    public int updates() {
        return updates;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public LearningRate rate() {
        return rate;
    }

    @Override
    public TrainingIdentity identity() {
        if (identity == null) {
            identity = TrainingIdentity.of(config, seed, ContentHash.ofEnds(files));
        }
        return identity;
    }

    @Override
    public void begin(MultiLayerNetwork network, int done, Map<String, byte[]> entries) {
        Networks.checkLayers(network, layers());
        this.network = network;
        x = Nd4j.createUninitialized(DataType.FLOAT, new long[]{batch(), size()}, 'c');
    }

    @Override
    public void update(int update, TrainingMeans means) {
        read(update, Views.view(x));
        network.fit(x, x);
        means.add("loss", network.score(), 1);
        means.add("reconstruction", reconstruction(network), 1);
        means.add("kl", latent(network).kl(), 1);
    }

    @Override
    public Map<String, Double> values(int done) {
        return Map.of("epochs", (double) done * batch() / epoch());
    }

    @Override
    public int measureEvery() {
        return 500;
    }

    @Override
    public Map<String, Double> measure() {
        return measure(network);
    }

    @Override
    public String message(Map<String, Double> values) {
        return String.format(Locale.ROOT, "recon %.1f kl %.1f", values.get("reconstruction"), values.get("kl"));
    }

    @Override
    public void close() {
        if (network != null) {
            for (var layer : network.getLayers()) {
                layer.close();
            }
        }
    }
}
