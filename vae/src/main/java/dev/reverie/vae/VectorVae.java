package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.core.Decoder;
import dev.reverie.core.DivergedException;
import dev.reverie.core.Encoder;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Gaussians;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * V for observations that are vectors: a variational autoencoder of dense layers (Kingma and Welling 2014), which standardises its inputs.
 *
 * <p>It is trained or loaded and does not change afterwards. All methods are safe for many threads and are the calling thread's own work; a
 * row's bits do not depend on the other rows.
 */
public final class VectorVae implements Encoder, Decoder, AutoCloseable {
    private final VectorVaeConfig config;
    private final VectorStandardisation scale;
    private final MultiLayerNetwork network;
    private final PlanPool<VectorPlan> encoders;
    private final PlanPool<VectorPlan> decoders;

    private VectorVae(VectorVaeConfig config, VectorStandardisation scale, MultiLayerNetwork network) {
        this.config = config;
        this.scale = scale;
        this.network = network;
        var serial = Engine.current().serial();
        int latent = DenseVaeArchitecture.latent(config);
        encoders = new PlanPool<>(() -> new VectorPlan(network, 0, latent + 1, serial));
        decoders = new PlanPool<>(() -> new VectorPlan(network, latent + 1, network.getnLayers(), serial));
    }

    /**
     * Trains on the observations of a store, which are all held in memory: 4 bytes an element.
     *
     * @param seed
     *            of everything random: initial weights, order of the observations, noise
     * @throws IllegalArgumentException
     *             if there are too few episodes
     * @throws FileException
     *             if an episode cannot be read or does not hold vectors of one size, or the checkpoint is of another training
     * @throws DivergedException
     *             if the loss is no number any more; the last good checkpoint stays
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted, which stays set; the checkpoint is saved
     */
    public static VectorVae train(VectorVaeConfig config, EpisodeStore episodes, Seed seed, Training training) {
        return TrainingLoop.run(stop -> new VectorTraining(config, episodes, seed), training,
                (task, network) -> new VectorVae(config, task.scale(), network));
    }

    /**
     * Loads what {@link #save} wrote, or a checkpoint as it stands.
     *
     * @throws FileException
     *             with the path: not there, cut off, or no VAE of vectors
     */
    public static VectorVae load(Path file) {
        var model = VectorFile.read(file);
        return new VectorVae(model.config(), model.scale(), model.network());
    }

    /** Saves it, whole or not at all; the same VAE gives the same bytes. DL4J's ModelSerializer reads the file too. */
    public void save(Path file) {
        new VectorFile(config, scale, network).write(file);
    }

    public VectorVaeConfig config() {
        return config;
    }

    /** Number of trained parameters. */
    public long parameterCount() {
        return network.numParams();
    }

    @Override
    public Space.Box observationSpace() {
        return Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, scale.size());
    }

    @Override
    public int latentSize() {
        return config.latent();
    }

    /**
     * The posterior of each of B observations.
     *
     * @param observations
     *            vectors of the size it was trained on, [B], not modified
     */
    @Override
    public Gaussians posterior(Observations observations) {
        var vectors = vectors(observations);
        int z = latentSize();
        var posterior = new Gaussians(z, new float[vectors.count() * z], new float[vectors.count() * z]);
        encoders.with(plan -> {
            for (int from = 0; from < vectors.count(); from += VectorPlan.ROWS) {
                int rows = Math.min(VectorPlan.ROWS, vectors.count() - from);
                for (int row = 0; row < rows; row++) {
                    scale.apply(vectors.values(), (from + row) * scale.size(), plan.input(), row * scale.size());
                }
                var statistics = plan.run();
                for (int row = 0; row < rows; row++) {
                    statistics.read(2 * row * z, posterior.means(), (from + row) * z, z);
                    statistics.read((2 * row + 1) * z, posterior.logVariances(), (from + row) * z, z);
                }
            }
        });
        return posterior;
    }

    @Override
    public void encode(Observations observations, RandomGenerator random, float[] z) {
        checkLatents(z, observations.count());
        var posterior = posterior(observations);
        for (int row = 0; row < posterior.count(); row++) {
            posterior.sample(row, random, z, row * latentSize());
        }
    }

    @Override
    public void decode(float[] z, Observations out) {
        var vectors = vectors(out);
        checkLatents(z, vectors.count());
        decoders.with(plan -> {
            for (int from = 0; from < vectors.count(); from += VectorPlan.ROWS) {
                int rows = Math.min(VectorPlan.ROWS, vectors.count() - from);
                plan.input().write(0, z, from * latentSize(), rows * latentSize());
                Floats decoded = plan.run();
                for (int row = 0; row < rows; row++) {
                    scale.invert(decoded, row * scale.size(), vectors.values(), (from + row) * scale.size());
                }
            }
        });
    }

    private Observations.Vectors vectors(Observations observations) {
        if (observations instanceof Observations.Vectors v && v.size() == scale.size()) {
            return v;
        }
        throw new IllegalArgumentException("observations must be Vectors[B, " + scale.size() + "], were " + observations);
    }

    private void checkLatents(float[] z, int rows) {
        if (z.length != rows * latentSize()) {
            throw new IllegalArgumentException("z must be [" + rows + ", " + latentSize() + "], had " + z.length + " elements");
        }
    }

    /** Lets the plans go; nothing may be asked of it any more. */
    @Override
    public void close() {
        encoders.close();
        decoders.close();
        network.close();
    }
}
