package dev.reverie.benchmarks;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.compute.Transformer;
import dev.reverie.compute.TransformerSizes;
import java.util.List;
import java.util.Locale;

/** M's memory as a small transformer over whole sequences: the weights taken anew, forward, backward to the weights. */
final class TransformerWorks {
    private static final int BATCH = 100;

    private TransformerWorks() {
    }

    static List<Work> all() {
        return List.of(of(new TransformerSizes(35, 128, 2, 4, 64), 100));
    }

    private static Work of(TransformerSizes sizes, int steps) {
        var name = String.format(Locale.ROOT, "transformer %d T%d forward+backward", sizes.width(), steps);
        return Work.arithmetic(name, flops(sizes, steps), engine -> {
            var transformer = Transformer.of(sizes, steps, BATCH, Precision.F32, engine);
            var x = Data.uniform(steps * BATCH * sizes.inputs(), 1);
            var parameters = Data.uniform(sizes.parameterCount(), 1 / Math.sqrt(sizes.width()));
            var h = Floats.allocate(steps * BATCH * sizes.width());
            var dh = Data.uniform(h.size(), 1);
            var gradients = Floats.allocate(sizes.parameterCount());
            return Session.of(() -> {
                transformer.weights(parameters);
                transformer.forward(x, null, null, h);
                transformer.backward(dh, gradients);
            }, transformer::close);
        });
    }

    /** Forward, gradient of the weights, and gradient of what went in, without that of x; of attention only what is seen. */
    static double flops(TransformerSizes sizes, int steps) {
        double seen = 0;
        for (int t = 0; t < steps; t++) {
            seen += Math.min(t + 1, sizes.context());
        }
        double W = sizes.width();
        double weights = 2.0 * steps * (3 * 12 * W * W * sizes.layers() + 2 * sizes.inputs() * W);
        return BATCH * (weights + 3 * 2 * 2 * seen * W * sizes.layers());
    }
}
