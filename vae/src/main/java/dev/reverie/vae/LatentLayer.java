package dev.reverie.vae;

import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.PlansByRows;
import dev.reverie.core.Seed;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * {@link LatentLayerConf}, computed (Kingma and Welling 2014, section 3 and appendix B). Its noise is a function of the seed and the
 * iteration.
 */
@SuppressWarnings("serial") // see EngineLayer
final class LatentLayer extends EngineLayer<LatentLayerConf> {
    private final transient PlansByRows<Plan> plans = new PlansByRows<>(rows -> new Plan(rows, layerConf()));
    private transient Plan last;
    private double kl;
    private double penalty;

    /** N rows: [μ, log σ²] and its gradient, [N, 2Z]; ε, [N, Z]; whether a row's KL is above the free nats. */
    private record Plan(Dense dense, Floats statistics, Floats gradient, Floats noise, boolean[] counts) implements AutoCloseable {
        Plan(int rows, LatentLayerConf config) {
            this(Dense.of(config.shape(rows)), Floats.allocate(rows * 2 * config.latent()), Floats.allocate(rows * 2 * config.latent()),
                    Floats.allocate(rows * config.latent()), new boolean[rows]);
        }

        @Override
        public void close() {
            dense.close();
        }
    }

    LatentLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    protected void forward(int rows, Floats x, Floats y, boolean training) {
        int latent = layerConf().latent();
        last = plans.of(rows);
        last.dense.weights(parameter(ConvolutionLayerConf.W), parameter(ConvolutionLayerConf.B));
        last.dense.forward(x, last.statistics);
        if (training) {
            long key = Seed.of(conf().getSeed()).child("noise", getIterationCount()).bits();
            Engine.current().kernels().sampling().gaussian(key, 0, last.noise, 0, rows * latent);
        } else {
            last.noise.fill(0);
        }
        double sum = 0;
        double charged = 0;
        for (int row = 0; row < rows; row++) {
            double nats = sample(row, latent, y);
            sum += nats;
            charged += Math.max(nats, layerConf().free());
            last.counts[row] = nats > layerConf().free();
        }
        kl = sum / rows;
        penalty = layerConf().beta() * charged / rows;
    }

    /** z of a row; returns KL(N(μ, σ²) ‖ N(0, 1)) = ½ Σ (μ² + σ² − log σ² − 1) (their appendix B). */
    private double sample(int row, int latent, Floats y) {
        double nats = 0;
        for (int i = 0; i < latent; i++) {
            double mean = last.statistics.get(2 * row * latent + i);
            double logVariance = last.statistics.get((2 * row + 1) * latent + i);
            y.set(row * latent + i, (float) (mean + Math.exp(0.5 * logVariance) * last.noise.get(row * latent + i)));
            nats += 0.5 * (mean * mean + Math.exp(logVariance) - logVariance - 1);
        }
        return nats;
    }

    @Override
    protected void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
        int latent = layerConf().latent();
        for (int row = 0; row < rows; row++) {
            double scale = last.counts[row] ? layerConf().beta() / rows : 0;
            for (int i = 0; i < latent; i++) {
                int at = 2 * row * latent + i;
                double mean = last.statistics.get(at);
                double logVariance = last.statistics.get(at + latent);
                double dz = dy.get(row * latent + i);
                double deviation = 0.5 * Math.exp(0.5 * logVariance) * last.noise.get(row * latent + i);
                last.gradient.set(at, (float) (dz + scale * mean));
                last.gradient.set(at + latent, (float) (dz * deviation + scale * 0.5 * (Math.exp(logVariance) - 1)));
            }
        }
        last.dense.backward(x, last.statistics, last.gradient, dx, gradient(ConvolutionLayerConf.W), gradient(ConvolutionLayerConf.B));
    }

    @Override
    protected double extraScore() {
        return penalty;
    }

    /** KL divergence of the batch last seen, mean over its rows, in nats; without β and free nats. */
    double kl() {
        return kl;
    }

    /** μ of element i in a row of the batch last seen. */
    double mean(int row, int i) {
        return last.statistics.get(2 * row * layerConf().latent() + i);
    }

    @Override
    public void close() {
        last = null;
        plans.close();
    }
}
