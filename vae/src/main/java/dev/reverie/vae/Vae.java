package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.core.Decoder;
import dev.reverie.core.DivergedException;
import dev.reverie.core.Encoder;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Gaussians;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Observations;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * V: a variational autoencoder (Kingma and Welling 2014) of frames. For frames of 64×64×3 it is the network of Ha and Schmidhuber (2018);
 * other square ones, of 10×10×3 to 1024×1024×3, have as many layers as their side asks for.
 *
 * <p>It is trained or loaded and does not change afterwards. All methods are safe for many threads; a few frames are the calling thread's
 * own work, more are shared out over the engine's threads. A row's bits do not depend on the other rows or on the threads.
 */
public final class Vae implements Encoder, Decoder, AutoCloseable {
    /** Below this many rows, waking other threads costs more than it gains, and an actor's thread should not wait for others. */
    private static final int FEW = 4;

    private final VaeConfig config;
    private final MultiLayerNetwork network;
    /** Rows and columns of a frame. */
    private final int side;
    private final BatchEncoder encoders;
    private final PlanPool<DecoderPlan> decoders;

    private Vae(VaeConfig config, MultiLayerNetwork network) {
        this(config, network, Precision.F32);
    }

    static Vae of(VaeConfig config, MultiLayerNetwork network) {
        return new Vae(config, network);
    }

    private Vae(VaeConfig config, MultiLayerNetwork network, Precision encoding) {
        this.config = config;
        this.network = network;
        var weights = new Weights(network);
        var serial = Engine.current().serial();
        side = ConvVaeArchitecture.side(network);
        encoders = new BatchEncoder(config, side, weights, encoding, serial);
        decoders = new PlanPool<>(() -> new DecoderPlan(config, side, weights, serial));
    }

    /**
     * Trains on the frames of a store, streamed: at most 50,000 frames are in memory.
     *
     * @param seed
     *            of everything random: initial weights, order of the frames, noise
     * @throws IllegalArgumentException
     *             if there are too few episodes
     * @throws FileException
     *             if an episode cannot be read or holds frames that are not square or not like the others, or the checkpoint is of another
     *             training
     * @throws DivergedException
     *             if the loss is no number any more; the last good checkpoint stays
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted, which stays set; the checkpoint is saved
     */
    public static Vae train(VaeConfig config, EpisodeStore episodes, Seed seed, Training training) {
        return train(config, FrameSource.of(episodes), seed, training);
    }

    /**
     * As {@link #train(VaeConfig, EpisodeStore, Seed, Training)}, on frames of any source.
     *
     */
    public static Vae train(VaeConfig config, FrameSource source, Seed seed, Training training) {
        return TrainingLoop.run(stop -> new FrameTraining(config, source, seed, FrameStream.CAPACITY, stop), training,
                (task, network) -> new Vae(config, network));
    }

    /**
     * Loads what {@link #save} wrote, or a checkpoint as it stands.
     *
     * @throws FileException
     *             with the path: not there, cut off, or no VAE
     */
    public static Vae load(Path file) {
        return load(file, Precision.F32);
    }

    /**
     * As {@link #load(Path)}.
     *
     * @param encoding
     *            of what frames are encoded with; decoding is always f32
     */
    public static Vae load(Path file, Precision encoding) {
        var model = ModelFile.read(file);
        return new Vae(model.config(), model.network(), encoding);
    }

    /** Saves it, whole or not at all; the same VAE gives the same bytes. DL4J's ModelSerializer reads the file too. */
    public void save(Path file) {
        new ModelFile(config, network).write(file);
    }

    /**
     * Writes the parameters for other programs, as an {@code .npz} of named f32 arrays.
     *
     * <p>Layers are {@code conv1}..{@code conv4}, {@code mu}, {@code logvar}, {@code dense}, {@code deconv1}..{@code deconv4}, each with
     * {@code NAME.weight} and {@code NAME.bias}. Weights of convolutions are [ky, kx, in, out], of transposed ones [in, ky, kx, out], of
     * dense layers [in, out]; {@code mu} and {@code logvar} take conv4's output in the order (y, x, channel).
     */
    public void exportWeights(Path npz) {
        WeightsFile.write(config, network, npz);
    }

    /**
     * A VAE with the parameters of a file as {@link #exportWeights} writes it; width and latent size are those of its arrays, and the rest
     * of the configuration is the paper's.
     *
     * @throws FileException
     *             if an array is missing or of another shape
     */
    public static Vae importWeights(Path npz) {
        return importWeights(npz, Precision.F32);
    }

    /** As {@link #importWeights(Path)}; see {@link #load(Path, Precision)}. */
    public static Vae importWeights(Path npz, Precision encoding) {
        var model = WeightsFile.read(npz);
        return new Vae(model.config(), model.network(), encoding);
    }

    public VaeConfig config() {
        return config;
    }

    /** Number of trained parameters. */
    public long parameterCount() {
        return network.numParams();
    }

    @Override
    public Space.Box observationSpace() {
        return Space.frame(side, side, ConvVaeArchitecture.CHANNELS);
    }

    @Override
    public int latentSize() {
        return config.latent();
    }

    /**
     * The posterior of each of B frames.
     *
     * @param observations
     *            frames of the size that it takes, [B], not modified
     */
    @Override
    public Gaussians posterior(Observations observations) {
        var frames = FrameFile.frames(observations, side);
        var posterior = empty(frames.count());
        int blocks = (frames.count() + BatchEncoder.MANY - 1) / BatchEncoder.MANY;
        Engine.current().pool().run(blocks, i -> block(frames, i * BatchEncoder.MANY, posterior));
        return posterior;
    }

    private static void each(int rows, IntConsumer work) {
        if (rows < FEW) {
            for (int row = 0; row < rows; row++) {
                work.accept(row);
            }
        } else {
            Engine.current().pool().run(rows, work);
        }
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
        var frames = FrameFile.frames(out, side);
        checkLatents(z, frames.count());
        each(frames.count(),
                row -> decoders.with(plan -> plan.run(z, row * latentSize(), frames.pixels(), row * ConvVaeArchitecture.frame(side))));
    }

    /** Frames of latents drawn from the prior N(0, 1): what V can imagine without M. */
    public void sample(RandomGenerator random, Observations out) {
        var z = new float[out.count() * latentSize()];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) random.nextGaussian();
        }
        decode(z, out);
    }

    /**
     * Frames on the straight line between two latents, both included.
     *
     * @param from
     *            [Z]
     * @param to
     *            [Z]
     * @param out
     *            at least two frames
     */
    public void interpolate(float[] from, float[] to, Observations out) {
        checkLatents(from, 1);
        checkLatents(to, 1);
        if (out.count() < 2) {
            throw new IllegalArgumentException("out must have at least 2 frames, had " + out.count());
        }
        var z = new float[out.count() * latentSize()];
        for (int i = 0; i < z.length; i++) {
            float share = (float) (i / latentSize()) / (out.count() - 1);
            z[i] = (1 - share) * from[i % latentSize()] + share * to[i % latentSize()];
        }
        decode(z, out);
    }

    private void checkLatents(float[] z, int rows) {
        if (z.length != rows * latentSize()) {
            throw new IllegalArgumentException("z must be [" + rows + ", " + latentSize() + "], had " + z.length + " elements");
        }
    }

    @Override
    public void encode(EpisodeStore from, LatentStore to, Progress progress) {
        Encoder.encode(this::alone, from, to, progress);
    }

    /** As {@link #posterior}, on the calling thread. */
    private Gaussians alone(Observations observations) {
        var frames = FrameFile.frames(observations, side);
        var posterior = empty(frames.count());
        for (int row = 0; row < frames.count(); row += BatchEncoder.MANY) {
            block(frames, row, posterior);
        }
        return posterior;
    }

    private Gaussians empty(int rows) {
        return new Gaussians(latentSize(), new float[rows * latentSize()], new float[rows * latentSize()]);
    }

    private void block(Observations.Frames frames, int row, Gaussians into) {
        encoders.run(frames.pixels(), row * ConvVaeArchitecture.frame(side), Math.min(BatchEncoder.MANY, frames.count() - row),
                into.means(),
                into.logVariances(),
                row * latentSize());
    }

    /** Lets the plans go; nothing may be asked of it any more. */
    @Override
    public void close() {
        encoders.close();
        decoders.close();
        network.close();
    }
}
