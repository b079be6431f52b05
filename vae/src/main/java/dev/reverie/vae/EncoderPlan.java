package dev.reverie.vae;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Some frames to their posteriors, on the calling thread. A frame's bits do not depend on how many they are, since a row of a product's do not.
 */
final class EncoderPlan implements AutoCloseable {
    private final int rows;
    private final List<Convolution> convolutions = new ArrayList<>();
    private final Dense latent;
    /** What goes into each layer, and the last one's output. */
    private final List<Floats> values = new ArrayList<>();
    private final float[] frame = new float[Blueprint.FRAME];

    /**
     * @param rows
     *            frames at a time
     * @param precision
     *            of the convolutions' products
     */
    EncoderPlan(int rows, VaeConfig config, Weights weights, Precision precision, Engine serial) {
        this.rows = rows;
        values.add(Floats.allocate(rows * Blueprint.FRAME));
        int layer = 0;
        for (var shape : Blueprint.encoder(config.width())) {
            var convolution = Convolution.of(shape.withBatch(rows), precision, serial);
            convolution.weights(weights.of(layer), weights.bias(layer));
            convolutions.add(convolution);
            values.add(Floats.allocate(rows * shape.outputSize()));
            layer++;
        }
        latent = Dense.of(Blueprint.latent(config).shape(rows), serial);
        latent.weights(weights.of(layer), weights.bias(layer));
        values.add(Floats.allocate(rows * 2 * config.latent()));
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
        for (int row = 0; row < count; row++) {
            Pixels.toFloats(pixels, from + row * Blueprint.FRAME, frame, 0, frame.length);
            values.get(0).put(row * Blueprint.FRAME, frame);
        }
        for (int i = 0; i < convolutions.size(); i++) {
            convolutions.get(i).forward(values.get(i), values.get(i + 1));
        }
        var statistics = values.get(values.size() - 1);
        latent.forward(values.get(values.size() - 2), statistics);
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
        convolutions.forEach(Convolution::close);
        latent.close();
    }
}
