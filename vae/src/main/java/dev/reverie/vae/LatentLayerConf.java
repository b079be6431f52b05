package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Dense;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The bottleneck: [μ, log σ²] = x·W + b, and z = μ + σ·ε in training, μ otherwise. It adds β·max(KL, freeNats·Z) to the score, a mean over
 * the batch.
 */
final class LatentLayerConf extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private double beta;
    private double freeNats;

    /** For reading from JSON. */
    LatentLayerConf() {
    }

    LatentLayerConf(int inputs, int latent, double beta, double freeNats) {
        super(inputs, latent);
        this.beta = beta;
        this.freeNats = freeNats;
    }

    /** Z. */
    int latent() {
        return (int) getNOut();
    }

    double beta() {
        return beta;
    }

    /** The KL divergence of a row below which it costs nothing, in nats. */
    double free() {
        return freeNats * latent();
    }

    Dense.Shape shape(int rows) {
        return new Dense.Shape(rows, (int) getNIn(), 2 * latent(), Activation.NONE);
    }

    /** μ and log σ² are two layers to the initial values, as in the paper's code. */
    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.of(ConvolutionLayerConf.W, Initial.glorotUniform(getNIn(), getNOut()), getNIn(), 2 * getNOut()),
                Parameter.of(ConvolutionLayerConf.B, Initial.zeros(), 2 * getNOut()));
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new LatentLayer(conf, type);
    }
}
