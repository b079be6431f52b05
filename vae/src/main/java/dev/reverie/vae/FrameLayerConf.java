package dev.reverie.vae;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.EngineLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The last transposed convolution, its sigmoid and the loss, see {@link FrameLoss}, mean over the batch. Labels are the frames themselves,
 * in 0..1.
 */
final class FrameLayerConf extends ConvolutionLayerConf {
    private static final long serialVersionUID = 1;

    private VaeConfig.Likelihood likelihood;
    private double weight;
    private double threshold;
    private byte[] mean;

    /** For reading from JSON. */
    FrameLayerConf() {
    }

    /**
     * @param mean
     *            the mean frame, u8 [H·W·C]; kept
     */
    FrameLayerConf(Convolution.Shape one, Precision precision, VaeConfig.Likelihood likelihood, VaeConfig.Emphasis emphasis, byte[] mean) {
        super(one, precision);
        this.likelihood = likelihood;
        weight = emphasis.weight();
        threshold = emphasis.threshold();
        this.mean = mean;
    }

    FrameLoss loss() {
        // Files of before there was a choice have none.
        var judged = likelihood == null ? VaeConfig.Likelihood.GAUSSIAN : likelihood;
        return new FrameLoss(judged, new VaeConfig.Emphasis(weight, threshold), mean);
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new FrameLayer(conf, type);
    }
}
