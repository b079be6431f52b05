package dev.reverie.vae;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.ArrayList;
import java.util.List;

/** One latent to its frame, on the calling thread; see {@link EncoderPlan}. */
final class DecoderPlan implements AutoCloseable {
    private final Dense dense;
    private final List<Convolution> convolutions = new ArrayList<>();
    /** What goes into each layer, and the frame. */
    private final List<Floats> values = new ArrayList<>();
    private final float[] frame;

    DecoderPlan(VaeConfig config, int side, Weights weights, Engine serial) {
        frame = new float[ConvVaeArchitecture.frame(side)];
        int layer = ConvVaeArchitecture.latentAt(side) + 1;
        dense = Dense.of(new Dense.Shape(1, config.latent(), ConvVaeArchitecture.seedSize(side, config.width()), Activation.NONE), serial);
        dense.weights(weights.of(layer), weights.bias(layer));
        values.add(Floats.allocate(config.latent()));
        for (var shape : ConvVaeArchitecture.decoder(side, config.width())) {
            layer++;
            var convolution = Convolution.of(shape, serial);
            convolution.weights(weights.of(layer), weights.bias(layer));
            convolutions.add(convolution);
            values.add(Floats.allocate(shape.inputSize()));
        }
        values.add(Floats.allocate(frame.length));
    }

    /**
     * @param z
     *            the latent begins at {@code at}
     * @param pixels
     *            gets the frame from {@code to} on
     */
    void run(float[] z, int at, byte[] pixels, int to) {
        values.get(0).write(0, z, at, values.get(0).size());
        dense.forward(values.get(0), values.get(1));
        for (int i = 0; i < convolutions.size(); i++) {
            convolutions.get(i).forward(values.get(i + 1), values.get(i + 2));
        }
        values.get(values.size() - 1).read(0, frame, 0, frame.length);
        Pixels.toBytes(frame, 0, pixels, to, frame.length);
    }

    @Override
    public void close() {
        dense.close();
        convolutions.forEach(Convolution::close);
        values.forEach(Floats::free);
    }
}
