package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Updates of V one by one, on frames of the caller's choice: for loops of one's own, and to measure how long one takes. No files, no log;
 * {@link Vae#train} is what has them. Pixels weigh alike, since there is no mean frame.
 */
public final class VaeUpdates {
    private final VaeConfig config;
    private final MultiLayerNetwork network;
    private final INDArray x;

    private VaeUpdates(VaeConfig config, Seed seed) {
        this.config = config;
        network = ConvVaeArchitecture.network(config, new byte[ConvVaeArchitecture.FRAME], seed);
        x = Nd4j.createUninitialized(DataType.FLOAT, new long[]{config.batch(), ConvVaeArchitecture.FRAME}, 'c');
    }

    /** Before the first update. */
    public static VaeUpdates of(VaeConfig config, Seed seed) {
        if (config.emphasis().weight() != 0) {
            throw new IllegalArgumentException("emphasis.weight must be 0 where there is no mean frame, was " + config.emphasis().weight());
        }
        return new VaeUpdates(config, seed);
    }

    /**
     * One update.
     *
     * @param frames
     *            a batch of 64×64×3
     * @return the loss before it, mean over the batch
     */
    public double update(Observations frames) {
        var batch = FrameFile.frames(frames, ConvVaeArchitecture.SIZE);
        if (batch.count() != config.batch()) {
            throw new IllegalArgumentException("frames must be a batch of " + config.batch() + ", were " + batch.count());
        }
        convert(batch, Views.view(x));
        network.fit(x, x);
        return network.score();
    }

    private static void convert(Observations.Frames frames, Floats x) {
        Engine.current().pool().run(frames.count(), row -> {
            var frame = new float[ConvVaeArchitecture.FRAME];
            Pixels.toFloats(frames.pixels(), row * ConvVaeArchitecture.FRAME, frame, 0, frame.length);
            x.put(row * ConvVaeArchitecture.FRAME, frame);
        });
    }

    /** A copy of what has been learned so far. */
    public Vae vae() {
        return Vae.of(config, network.clone());
    }
}
