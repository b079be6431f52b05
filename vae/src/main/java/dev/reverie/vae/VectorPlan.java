package dev.reverie.vae;

import dev.reverie.compute.Dense;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Some layers of a {@link VectorVae} in a row, on the calling thread. A row's bits do not depend on how many there are. */
final class VectorPlan implements AutoCloseable {
    /** Rows at a time. */
    static final int ROWS = 32;

    private final List<Dense> layers = new ArrayList<>();
    private final List<Floats> values = new ArrayList<>();

    /** Layers from..to-1 of a network. */
    VectorPlan(MultiLayerNetwork network, int from, int to, Engine serial) {
        var weights = new Weights(network);
        for (int i = from; i < to; i++) {
            var config = network.getLayer(i).conf().getLayer();
            var shape = config instanceof LatentLayerConf latent ? latent.shape(ROWS) : ((DenseLayerConf) config).shape(ROWS);
            var dense = Dense.of(shape, serial);
            dense.weights(weights.of(i), weights.bias(i));
            if (values.isEmpty()) {
                values.add(Floats.allocate(ROWS * shape.inputs()));
            }
            layers.add(dense);
            values.add(Floats.allocate(ROWS * shape.outputs()));
        }
    }

    /** To be written before {@link #run}, [ROWS, inputs]. */
    Floats input() {
        return values.get(0);
    }

    /** What it comes to, [ROWS, outputs]. */
    Floats run() {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(values.get(i), values.get(i + 1));
        }
        return values.get(values.size() - 1);
    }

    @Override
    public void close() {
        layers.forEach(Dense::close);
        values.forEach(Floats::free);
    }
}
