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
 * The network of Ha and Schmidhuber (2018), figure 22, for frames of 64×64×3: four convolutions down to 2×2, the latent, a dense layer to one pixel,
 * four transposed convolutions up. Kernels are 4, 4, 4, 4 and 5, 5, 6, 6, every stride is 2, nothing is padded.
 */
final class ConvVaeArchitecture {
    static final int SIZE = 64;
    static final int CHANNELS = 3;
    static final int FRAME = SIZE * SIZE * CHANNELS;
    /** Index of the {@link LatentLayerConf}; the convolutions before it encode, the layers after it decode. */
    static final int LATENT = 4;
    static final int DECODER = LATENT + 1;

    private static final int[] DOWN = {1, 2, 4, 8};
    private static final int[] UP = {4, 2, 1};
    private static final int[] UP_KERNELS = {5, 5, 6, 6};
    private static final int DOWN_KERNEL = 4;
    private static final int STRIDE = 2;

    private ConvVaeArchitecture() {
    }

    /** The convolutions from a frame to the latent's input, for one frame. */
    static List<Convolution.Shape> encoder(int width) {
        var shapes = new ArrayList<Convolution.Shape>();
        int size = SIZE;
        int channels = CHANNELS;
        for (int factor : DOWN) {
            var shape = Convolution.Shape.of(1, size, channels, factor * width, DOWN_KERNEL, STRIDE, false, Activation.RELU);
            shapes.add(shape);
            size = shape.outHeight();
            channels = shape.outputs();
        }
        return shapes;
    }

    /** Channels of the single pixel at the decoder's beginning. */
    static int seedChannels(int width) {
        return 32 * width;
    }

    /** The transposed convolutions from the single pixel to a frame, for one frame. */
    static List<Convolution.Shape> decoder(int width) {
        var shapes = new ArrayList<Convolution.Shape>();
        int size = 1;
        int channels = seedChannels(width);
        for (int i = 0; i < UP_KERNELS.length; i++) {
            boolean frame = i == UP.length;
            var shape = Convolution.Shape.of(1, size, channels, frame ? CHANNELS : UP[i] * width, UP_KERNELS[i], STRIDE, true,
                    frame ? Activation.SIGMOID : Activation.RELU);
            shapes.add(shape);
            size = shape.outHeight();
            channels = shape.outputs();
        }
        return shapes;
    }

    /** What stands between them. */
    static LatentLayerConf latent(VaeConfig config) {
        var encoder = encoder(config.width());
        return new LatentLayerConf(encoder.get(encoder.size() - 1).outputSize(), config.latent(), config.beta(), config.freeNats());
    }

    /**
     * All layers, first to last.
     *
     * @param mean
     *            the mean frame, u8 [64·64·3]
     */
    static List<EngineLayerConfig> layers(VaeConfig config, byte[] mean) {
        var layers = new ArrayList<EngineLayerConfig>();
        encoder(config.width()).forEach(shape -> layers.add(new ConvolutionLayerConf(shape, config.precision())));
        layers.add(latent(config));
        layers.add(new DenseLayerConf(config.latent(), seedChannels(config.width()), Activation.NONE));
        var decoder = decoder(config.width());
        decoder.subList(0, UP.length).forEach(shape -> layers.add(new ConvolutionLayerConf(shape, config.precision())));
        layers.add(new FrameLayerConf(decoder.get(UP.length), config.precision(), config.likelihood(), config.emphasis(), mean));
        return layers;
    }

    /** Number of parameters of the network. */
    static long parameterCount(VaeConfig config) {
        return Networks.parameterCount(layers(config, new byte[FRAME]));
    }

    /** A new network with initial parameters. */
    static MultiLayerNetwork network(VaeConfig config, byte[] mean, Seed seed) {
        return Networks.build(layers(config, mean), seed, new EngineAdam(config.rate()));
    }
}
