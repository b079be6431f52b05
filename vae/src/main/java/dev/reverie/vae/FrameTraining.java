package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.core.ContentHash;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.TrainingIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Frames, streamed, to the network of {@link ConvVaeArchitecture}. */
final class FrameTraining extends VaeTraining {
    private final VaeConfig config;
    private final Seed seed;
    private final List<Path> files;
    private final FrameStream stream;
    private final HeldOut heldOut;
    private TrainingIdentity identity;

    /**
     * @param capacity
     *            frames in memory
     * @param stop
     *            whether to give up reading
     */
    FrameTraining(VaeConfig config, FrameSource source, Seed seed, int capacity, BooleanSupplier stop) {
        this.config = config;
        this.seed = seed;
        files = source.files();
        var split = Split.ofFiles(source.files(), config.heldOut());
        stream = new FrameStream(source.with(split.training().stream().sorted().toList()), config.batch(), config.augmentation(), capacity,
                seed.child("frames"), stop);
        heldOut = new HeldOut(source.with(split.heldOut()), config.batch());
    }

    @Override
    public int batch() {
        return config.batch();
    }

    @Override
    public int updates() {
        return config.steps();
    }

    @Override
    long epoch() {
        return stream.epoch();
    }

    @Override
    public LearningRate rate() {
        return config.rate();
    }

    @Override
    int size() {
        return ConvVaeArchitecture.FRAME;
    }

    @Override
    public String examples() {
        return "frames";
    }

    @Override
    public MultiLayerNetwork newNetwork() {
        return ConvVaeArchitecture.network(config, stream.mean(), seed.child("network"));
    }

    @Override
    void read(long update, Floats x) {
        stream.read(update, x);
    }

    @Override
    LatentLayer latent(MultiLayerNetwork network) {
        return (LatentLayer) network.getLayer(ConvVaeArchitecture.LATENT);
    }

    @Override
    double reconstruction(MultiLayerNetwork network) {
        return ((FrameLayer) network.getOutputLayer()).reconstruction();
    }

    @Override
    Map<String, Double> measure(MultiLayerNetwork network) {
        return heldOut.isEmpty() ? Map.of() : heldOut.measure(network);
    }

    @Override
    public TrainingIdentity identity() {
        if (identity == null) {
            identity = TrainingIdentity.of(VaeConfigJson.write(config), seed, ContentHash.ofEnds(files));
        }
        return identity;
    }

    @Override
    public Map<String, byte[]> entries() {
        return ModelFile.entries(config);
    }

    @Override
    List<EngineLayerConfig> layers() {
        return ConvVaeArchitecture.layers(config, new byte[ConvVaeArchitecture.FRAME]);
    }
}
