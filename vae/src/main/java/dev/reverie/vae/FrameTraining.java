package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.core.ContentHash;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.TrainingIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Frames, streamed, to the network of {@link ConvVaeArchitecture}. */
final class FrameTraining implements TrainingTask {
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
    public int steps() {
        return config.steps();
    }

    @Override
    public long epoch() {
        return stream.epoch();
    }

    @Override
    public LearningRate rate() {
        return config.rate();
    }

    @Override
    public int size() {
        return ConvVaeArchitecture.FRAME;
    }

    @Override
    public String examples() {
        return "frames";
    }

    @Override
    public MultiLayerNetwork begin() {
        return ConvVaeArchitecture.network(config, stream.mean(), seed.child("network"));
    }

    @Override
    public void read(long update, Floats x) {
        stream.read(update, x);
    }

    @Override
    public double kl(MultiLayerNetwork network) {
        return ((LatentLayer) network.getLayer(ConvVaeArchitecture.LATENT)).kl();
    }

    @Override
    public double reconstruction(MultiLayerNetwork network) {
        return ((FrameLayer) network.getOutputLayer()).reconstruction();
    }

    @Override
    public Map<String, Double> measure(MultiLayerNetwork network) {
        return heldOut.isEmpty() ? Map.of() : heldOut.measure(network);
    }

    private TrainingIdentity identity() {
        if (identity == null) {
            identity = TrainingIdentity.of(VaeConfigJson.write(config), seed, ContentHash.ofEnds(files));
        }
        return identity;
    }

    @Override
    public void write(Path file, MultiLayerNetwork network, TrainingState state) {
        new ModelFile(config, network, state, identity()).write(file);
    }

    @Override
    public Optional<Kept> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var found = ModelFile.read(file);
        identity().check(file, found.identity());
        return Optional.of(new Kept(found.network(), found.progress()));
    }
}
