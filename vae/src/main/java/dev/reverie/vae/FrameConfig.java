package dev.reverie.vae;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.dl4j.EngineLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The last transposed convolution and the loss: the sum of squared errors over a frame, weighted by {@link VaeConfig.Emphasis}, mean over the batch.
 * Labels are the frames themselves, in 0..1.
 */
final class FrameConfig extends ConvolutionConfig {
    private static final long serialVersionUID = 1;

    private double weight;
    private double threshold;
    private byte[] mean;

    /** For reading from JSON. */
    FrameConfig() {
    }

    /**
     * @param mean
     *            the mean frame, u8 [H·W·C]; kept
     */
    FrameConfig(Convolution.Shape one, VaeConfig.Emphasis emphasis, byte[] mean) {
        super(one);
        weight = emphasis.weight();
        threshold = emphasis.threshold();
        this.mean = mean;
    }

    SquaredError error() {
        return new SquaredError(new VaeConfig.Emphasis(weight, threshold), mean);
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new FrameLayer(conf, type);
    }
}
