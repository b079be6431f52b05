package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Frames, streamed, to the network of {@link ConvVaeArchitecture}. */
final class FrameTraining extends VaeTraining {
    private final VaeConfig config;
    private final Seed seed;
    private final FrameStream stream;
    private final HeldOut heldOut;

    /**
     * @param capacity
     *            frames in memory
     * @param stop
     *            whether to give up reading
     */
    FrameTraining(VaeConfig config, FrameSource source, Seed seed, int capacity, BooleanSupplier stop) {
        super(config.batch(), config.steps(), config.rate(), VaeConfigJson.write(config), seed, source.files());
        this.config = config;
        this.seed = seed;
        var split = Split.ofFiles(source.files(), config.heldOut());
        stream = new FrameStream(source.with(split.training().stream().sorted().toList()), config.batch(), config.augmentation(), capacity,
                seed.child("frames"), stop);
        heldOut = new HeldOut(source.with(split.heldOut()), stream.side(), config.batch());
        if (config.augmentation().shift() >= stream.side()) {
            throw new IllegalArgumentException("shift must be in 0.." + (stream.side() - 1) + ", was " + config.augmentation().shift());
        }
    }

    @Override
    long epoch() {
        return stream.epoch();
    }

    @Override
    int size() {
        return ConvVaeArchitecture.frame(stream.side());
    }

    @Override
    public String minibatch() {
        return batch() + " frames";
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
        return (LatentLayer) network.getLayer(ConvVaeArchitecture.latentAt(stream.side()));
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
    public Map<String, byte[]> entries() {
        return ModelFile.entries(config);
    }

    @Override
    List<EngineLayerConfig> layers() {
        return ConvVaeArchitecture.layers(config, new byte[size()]);
    }
}
