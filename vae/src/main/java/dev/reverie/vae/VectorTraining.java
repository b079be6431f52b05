package dev.reverie.vae;

import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.EpisodeReader;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Vectors, all in memory, to the network of {@link DenseVaeArchitecture}. */
final class VectorTraining extends VaeTraining {
    /** Held-out observations that are measured at most. */
    private static final int MAX_MEASURED = 10_000;

    private final VectorVaeConfig config;
    private final Seed seed;
    private final Observations.Vectors training;
    private final Optional<Observations.Vectors> heldOut;
    private final VectorStandardisation scale;
    private int[] order;
    private long ordered = -1;

    VectorTraining(VectorVaeConfig config, EpisodeStore episodes, Seed seed) {
        super(config.batch(), config.steps(), config.rate(), config.toString(), seed, episodes.files());
        this.config = config;
        this.seed = seed;
        var split = Split.ofFiles(episodes.files(), config.heldOut());
        training = vectors(episodes.reader(), split.training().stream().sorted().toList(), -1);
        heldOut = split.heldOut().isEmpty() ? Optional.empty() : Optional.of(vectors(episodes.reader(), split.heldOut(), training.size()));
        scale = VectorStandardisation.of(training);
    }

    /**
     * All observations of some episodes.
     *
     * @param size
     *            of each; -1 for that of the first
     */
    private static Observations.Vectors vectors(EpisodeReader reader, List<Path> files, int size) {
        var parts = new ArrayList<Observations.Vectors>();
        int rows = 0;
        for (var file : files) {
            var observations = reader.read(file).observations();
            int wanted = size >= 0 ? size : parts.isEmpty() ? -1 : parts.get(0).size();
            if (!(observations instanceof Observations.Vectors v) || wanted >= 0 && v.size() != wanted) {
                throw new FileException(file,
                        "observations must be " + (wanted < 0 ? "vectors" : "vectors of " + wanted) + ", were " + observations);
            }
            parts.add(v);
            rows = Math.addExact(rows, v.count());
        }
        int width = size >= 0 ? size : parts.get(0).size();
        var values = new float[Math.multiplyExact(rows, width)];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.values(), 0, values, at, part.values().length);
            at += part.values().length;
        }
        return new Observations.Vectors(rows, width, values);
    }

    VectorStandardisation scale() {
        return scale;
    }

    @Override
    long epoch() {
        return training.count();
    }

    @Override
    int size() {
        return scale.size();
    }

    @Override
    public String minibatch() {
        return batch() + " vectors";
    }

    @Override
    public MultiLayerNetwork newNetwork() {
        return DenseVaeArchitecture.network(config, size(), seed.child("network"));
    }

    /** Every observation once in an epoch, in random order; a batch may be the end of one epoch and the beginning of the next. */
    @Override
    void read(long update, Floats x) {
        for (int i = 0; i < batch(); i++) {
            long place = update * batch() + i;
            if (place / training.count() != ordered) {
                ordered = place / training.count();
                order = seed.child("draw", ordered).random().permutation(training.count());
            }
            scale.apply(training.values(), order[(int) (place % training.count())] * size(), x, i * size());
        }
    }

    @Override
    LatentLayer latent(MultiLayerNetwork network) {
        return (LatentLayer) network.getLayer(DenseVaeArchitecture.latent(config));
    }

    @Override
    double reconstruction(MultiLayerNetwork network) {
        return ((VectorLayerConf.Layer) network.getOutputLayer()).squared();
    }

    @Override
    Map<String, Double> measure(MultiLayerNetwork network) {
        return heldOut.map(vectors -> measure(network, vectors)).orElse(Map.of());
    }

    private Map<String, Double> measure(MultiLayerNetwork network, Observations.Vectors vectors) {
        int rows = Math.min(MAX_MEASURED, vectors.count());
        var x = Nd4j.createUninitialized(DataType.FLOAT, new long[]{rows, size()}, 'c');
        for (int i = 0; i < rows; i++) {
            scale.apply(vectors.values(), (int) ((long) i * vectors.count() / rows) * size(), Views.view(x), i * size());
        }
        network.score(new DataSet(x, x), true);
        return Map.of("heldOutReconstruction", reconstruction(network), "heldOutKl", latent(network).kl());
    }

    @Override
    public Map<String, byte[]> entries() {
        return VectorFile.entries(config, scale);
    }

    @Override
    List<EngineLayerConfig> layers() {
        return DenseVaeArchitecture.layers(config, size());
    }
}
