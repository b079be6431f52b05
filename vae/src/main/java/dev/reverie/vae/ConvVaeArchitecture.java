package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.dl4j.EngineAdam;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The network of V. For frames of 64×64×3 it is that of Ha and Schmidhuber (2018), figure 22: four convolutions down to 2×2, the latent, a
 * dense layer to one pixel, four transposed convolutions up, with kernels of 4, 4, 4, 4 and 5, 5, 6, 6. For frames of another side it has
 * as many convolutions, with kernels of 4, as leave at least 2×2, twice the channels in each; the decoder is their mirror image, with
 * kernels of 4 or 5, so that a frame comes out as large as it went in. Every stride is 2, nothing is padded.
 */
final class ConvVaeArchitecture {
    /** The paper's frames. */
    static final int SIZE = 64;
    static final int CHANNELS = 3;
    static final int FRAME = SIZE * SIZE * CHANNELS;
    /** Of the paper's network: index of the {@link LatentLayerConf}. */
    static final int LATENT = 4;
    /** The smallest frames that two convolutions leave 2×2 of; the largest that an environment here paints. */
    private static final int LEAST = 10;
    private static final int MOST = 1024;

    private static final int[] UP = {4, 2, 1};
    private static final int[] UP_KERNELS = {5, 5, 6, 6};
    private static final int DOWN_KERNEL = 4;
    private static final int STRIDE = 2;

    private ConvVaeArchitecture() {
    }

    /** Numbers of a frame. */
    static int frame(int side) {
        return side * side * CHANNELS;
    }

    /** Rows and columns of a frame of so many numbers. */
    static int side(int frame) {
        return (int) Math.round(Math.sqrt(frame / (double) CHANNELS));
    }

    /** Rows and columns of the frames that a network takes. */
    static int side(MultiLayerNetwork network) {
        return side(Math.toIntExact(((EngineLayerConfig) network.getLayer(0).conf().getLayer()).getNIn()));
    }

    /**
     * Whether V takes frames of a side.
     *
     * @throws IllegalArgumentException
     *             if it does not
     */
    static int check(int side) {
        if (side < LEAST || side > MOST) {
            throw new IllegalArgumentException("frames must have " + LEAST + ".." + MOST + " rows and columns for V, had " + side);
        }
        return side;
    }

    /** The convolutions from a frame to the latent's input, for one frame of the paper's. */
    static List<Convolution.Shape> encoder(int width) {
        return encoder(SIZE, width);
    }

    /** The convolutions from a frame to the latent's input, for one frame. */
    static List<Convolution.Shape> encoder(int side, int width) {
        var shapes = new ArrayList<Convolution.Shape>();
        int size = check(side);
        int channels = CHANNELS;
        for (int outputs = width; (size - DOWN_KERNEL) / STRIDE + 1 >= 2; outputs *= 2) {
            var shape = Convolution.Shape.of(1, size, channels, outputs, DOWN_KERNEL, STRIDE, false, Activation.RELU);
            shapes.add(shape);
            size = shape.outHeight();
            channels = shape.outputs();
        }
        return shapes;
    }

    /** Numbers that the decoder begins with: channels of a single pixel, or the mirror image of the encoder's output. */
    static int seedSize(int side, int width) {
        return decoder(side, width).get(0).inputSize();
    }

    /** The transposed convolutions from what the decoder begins with to a frame, for one frame of the paper's. */
    static List<Convolution.Shape> decoder(int width) {
        return decoder(SIZE, width);
    }

    /** The transposed convolutions from what the decoder begins with to a frame, for one frame. */
    static List<Convolution.Shape> decoder(int side, int width) {
        var shapes = new ArrayList<Convolution.Shape>();
        if (side == SIZE) {
            int size = 1;
            int channels = 32 * width;
            for (int i = 0; i < UP_KERNELS.length; i++) {
                boolean frame = i == UP.length;
                shapes.add(up(size, channels, frame ? CHANNELS : UP[i] * width, UP_KERNELS[i], frame));
                size = shapes.get(i).outHeight();
                channels = shapes.get(i).outputs();
            }
            return shapes;
        }
        var down = encoder(side, width);
        for (int i = down.size() - 1; i >= 0; i--) {
            int kernel = down.get(i).height() - STRIDE * (down.get(i).outHeight() - 1);
            shapes.add(up(down.get(i).outHeight(), down.get(i).outputs(), down.get(i).inputs(), kernel, i == 0));
        }
        return shapes;
    }

    private static Convolution.Shape up(int size, int inputs, int outputs, int kernel, boolean frame) {
        return Convolution.Shape.of(1, size, inputs, outputs, kernel, STRIDE, true, frame ? Activation.SIGMOID : Activation.RELU);
    }

    /** What stands between them. */
    static LatentLayerConf latent(VaeConfig config, int side) {
        var encoder = encoder(side, config.width());
        return new LatentLayerConf(encoder.get(encoder.size() - 1).outputSize(), config.latent(), config.beta(), config.freeNats());
    }

    /** Index of the {@link LatentLayerConf}; the convolutions before it encode, the layers after it decode. */
    static int latentAt(int side) {
        return encoder(side, 1).size();
    }

    /**
     * All layers, first to last.
     *
     * @param mean
     *            the mean frame, u8 [side·side·3]
     */
    static List<EngineLayerConfig> layers(VaeConfig config, byte[] mean) {
        int side = side(mean.length);
        var layers = new ArrayList<EngineLayerConfig>();
        encoder(side, config.width()).forEach(shape -> layers.add(new ConvolutionLayerConf(shape, config.precision())));
        layers.add(latent(config, side));
        layers.add(new DenseLayerConf(config.latent(), seedSize(side, config.width()), Activation.NONE));
        var decoder = decoder(side, config.width());
        int last = decoder.size() - 1;
        decoder.subList(0, last).forEach(shape -> layers.add(new ConvolutionLayerConf(shape, config.precision())));
        layers.add(new FrameLayerConf(decoder.get(last), config.precision(), config.likelihood(), config.emphasis(), mean));
        return layers;
    }

    /** Number of parameters of the paper's network. */
    static long parameterCount(VaeConfig config) {
        return Networks.parameterCount(layers(config, new byte[FRAME]));
    }

    /** A new network with initial parameters. */
    static MultiLayerNetwork network(VaeConfig config, byte[] mean, Seed seed) {
        return Networks.build(layers(config, mean), seed, new EngineAdam(config.rate()));
    }
}
