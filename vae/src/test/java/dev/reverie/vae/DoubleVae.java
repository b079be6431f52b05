package dev.reverie.vae;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.compute.reference.ReferenceConvolution;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The loss of a network's parameters in double, written down once more from the paper: the oracle of its gradients. */
final class DoubleVae {
    private final VaeConfig config;
    private final byte[] mean;
    private final double[] noise;
    /** W and b of every layer. */
    final List<double[][]> parameters = new ArrayList<>();

    DoubleVae(VaeConfig config, MultiLayerNetwork network, byte[] mean, int rows) {
        this.config = config;
        this.mean = mean;
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            var weights = new Weights(network);
            parameters.add(new double[][]{doubles(weights.of(layer)), doubles(weights.bias(layer))});
        }
        var drawn = Floats.allocate(rows * config.latent());
        long key = Seed.of(network.getLayer(ConvVaeArchitecture.LATENT).conf().getSeed()).child("noise", 0).bits();
        Engine.current().kernels().sampling().gaussian(key, 0, drawn, 0, drawn.size());
        noise = doubles(drawn);
    }

    static double[] doubles(Floats floats) {
        var values = new double[floats.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get(i);
        }
        return values;
    }

    static Floats gradient(MultiLayerNetwork network, int layer, int which) {
        return Views.view(network.gradient().getGradientFor(layer + (which == 0 ? "_W" : "_b")));
    }

    /** Mean over the rows of x, [rows, 64·64·3]. */
    double loss(double[] x) {
        int rows = x.length / ConvVaeArchitecture.FRAME;
        var h = x;
        int layer = 0;
        for (var shape : ConvVaeArchitecture.encoder(config.width())) {
            h = convolution(shape.withBatch(rows), h, layer++);
        }
        int Z = config.latent();
        var statistics = dense(h, rows, layer++);
        var z = new double[rows * Z];
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            double kl = 0;
            for (int i = 0; i < Z; i++) {
                double mu = statistics[2 * row * Z + i];
                double logVariance = statistics[(2 * row + 1) * Z + i];
                z[row * Z + i] = mu + Math.exp(logVariance / 2) * noise[row * Z + i];
                kl += (mu * mu + Math.exp(logVariance) - logVariance - 1) / 2;
            }
            loss += config.beta() * Math.max(kl, config.freeNats() * Z) / rows;
        }
        var y = dense(z, rows, layer++);
        for (var shape : ConvVaeArchitecture.decoder(config.width())) {
            y = convolution(shape.withBatch(rows), y, layer++);
        }
        for (int i = 0; i < x.length; i++) {
            loss += weight(x, i) * error(x[i], y[i]) / rows;
        }
        return loss;
    }

    private double error(double x, double y) {
        return config.likelihood() == VaeConfig.Likelihood.GAUSSIAN ? (x - y) * (x - y) : -x * Math.log(y) - (1 - x) * Math.log(1 - y);
    }

    private double weight(double[] x, int i) {
        boolean standsOut = false;
        for (int c = i / 3 * 3; c < i / 3 * 3 + 3; c++) {
            standsOut |= Math.abs(x[c] - (mean[c % ConvVaeArchitecture.FRAME] & 0xFF) / 255.0) > config.emphasis().threshold();
        }
        return standsOut ? 1 + config.emphasis().weight() : 1;
    }

    private double[] convolution(Convolution.Shape shape, double[] x, int layer) {
        return ReferenceConvolution.forward(shape, x, parameters.get(layer)[0], parameters.get(layer)[1]);
    }

    private double[] dense(double[] x, int rows, int layer) {
        var w = parameters.get(layer)[0];
        var b = parameters.get(layer)[1];
        int inputs = x.length / rows;
        var y = new double[rows * b.length];
        for (int i = 0; i < y.length; i++) {
            double sum = b[i % b.length];
            for (int k = 0; k < inputs; k++) {
                sum += x[i / b.length * inputs + k] * w[k * b.length + i % b.length];
            }
            y[i] = sum;
        }
        return y;
    }
}
