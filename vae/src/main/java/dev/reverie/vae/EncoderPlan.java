package dev.reverie.vae;

import dev.reverie.compute.Convolution;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame to its posterior, on the calling thread. Every frame goes this way, alone or in a batch, so that its bits never depend on the company; it
 * costs nothing, since a frame's convolutions are products of hundreds of rows.
 */
final class EncoderPlan implements AutoCloseable {
    private final List<Convolution> convolutions = new ArrayList<>();
    private final Dense latent;
    /** What goes into each layer, and the last one's output. */
    private final List<Floats> values = new ArrayList<>();
    private final float[] frame = new float[Blueprint.FRAME];

    EncoderPlan(VaeConfig config, Weights weights, Engine serial) {
        values.add(Floats.allocate(Blueprint.FRAME));
        int layer = 0;
        for (var shape : Blueprint.encoder(config.width())) {
            var convolution = Convolution.of(shape, serial);
            convolution.weights(weights.of(layer), weights.bias(layer));
            convolutions.add(convolution);
            values.add(Floats.allocate(shape.outputSize()));
            layer++;
        }
        latent = Dense.of(Blueprint.latent(config).shape(1), serial);
        latent.weights(weights.of(layer), weights.bias(layer));
        values.add(Floats.allocate(2 * config.latent()));
    }

    /**
     * @param pixels
     *            the frame begins at {@code from}
     * @param means
     *            gets Z elements from {@code at} on; likewise logVariances
     */
    void run(byte[] pixels, int from, float[] means, float[] logVariances, int at) {
        Pixels.toFloats(pixels, from, frame, 0, frame.length);
        values.get(0).put(0, frame);
        for (int i = 0; i < convolutions.size(); i++) {
            convolutions.get(i).forward(values.get(i), values.get(i + 1));
        }
        var statistics = values.get(values.size() - 1);
        latent.forward(values.get(values.size() - 2), statistics);
        int size = statistics.size() / 2;
        statistics.read(0, means, at, size);
        statistics.read(size, logVariances, at, size);
    }

    @Override
    public void close() {
        convolutions.forEach(Convolution::close);
        latent.close();
    }
}
