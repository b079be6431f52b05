package dev.reverie.vae;

import dev.reverie.compute.ConvolutionChain;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;

/**
 * Some frames to their posteriors, on the calling thread. A frame's bits do not depend on how many they are, since a chain's and a
 * product's do not.
 */
final class EncoderPlan implements AutoCloseable {
    private final ConvolutionChain convolutions;
    private final Dense latent;
    private final Floats features;
    private final Floats statistics;

    /**
     * @param rows
     *            frames at a time
     * @param precision
     *            of the convolutions
     */
    EncoderPlan(int rows, VaeConfig config, int side, Weights weights, Precision precision, Engine serial) {
        convolutions = serial.chain(new ConvolutionChain.Shape(ConvVaeArchitecture.encoder(side, config.width()), rows, precision));
        int at = ConvVaeArchitecture.latentAt(side);
        for (int layer = 0; layer < at; layer++) {
            convolutions.weights(layer, weights.of(layer), weights.bias(layer));
        }
        latent = Dense.of(ConvVaeArchitecture.latent(config, side).shape(rows), serial);
        latent.weights(weights.of(at), weights.bias(at));
        features = Floats.allocate(rows * convolutions.shape().outputSize());
        statistics = Floats.allocate(rows * 2 * config.latent());
    }

    /**
     * @param pixels
     *            the frames begin at {@code from}
     * @param count
     *            how many, at most those of the plan; the rest of it computes nothing that is used
     * @param means
     *            gets Z elements a frame from {@code at} on; likewise logVariances
     */
    void run(byte[] pixels, int from, int count, float[] means, float[] logVariances, int at) {
        convolutions.run(pixels, from, count, features);
        latent.forward(features, statistics);
        int size = latentSize();
        for (int row = 0; row < count; row++) {
            statistics.read(2 * row * size, means, at + row * size, size);
            statistics.read((2 * row + 1) * size, logVariances, at + row * size, size);
        }
    }

    int latentSize() {
        return latent.shape().outputs() / 2;
    }

    @Override
    public void close() {
        convolutions.close();
        latent.close();
        Floats.freeAll(features, statistics);
    }
}
