package dev.reverie.benchmarks;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;
import java.util.List;
import java.util.Locale;

/** M's recurrent layer over whole sequences: the weights taken anew, forward, backward to the weights. */
final class LstmWorks {
    private static final int BATCH = 100;

    private LstmWorks() {
    }

    static List<Work> all() {
        return List.of(of(256, 35, 100), of(512, 66, 100));
    }

    private static Work of(int hidden, int inputs, int steps) {
        var shape = new Lstm.Shape(steps, BATCH, inputs, hidden, 1);
        return Work.arithmetic(String.format(Locale.ROOT, "lstm %d T%d forward+backward", hidden, steps), flops(shape), engine -> {
            var lstm = Lstm.of(shape, engine);
            int sequence = steps * BATCH * hidden;
            int state = BATCH * hidden;
            var x = Data.uniform(steps * BATCH * inputs, 1);
            var kernel = Data.uniform(shape.kernelSize(), 1 / Math.sqrt(hidden));
            var bias = Floats.allocate(shape.biasSize());
            var start = Floats.allocate(state);
            var h = Floats.allocate(sequence);
            var dh = Data.uniform(sequence, 1);
            var hFinal = Floats.allocate(state);
            var cFinal = Floats.allocate(state);
            var dKernel = Floats.allocate(shape.kernelSize());
            var dBias = Floats.allocate(shape.biasSize());
            var dh0 = Floats.allocate(state);
            var dc0 = Floats.allocate(state);
            return Session.of(() -> {
                lstm.weights(kernel, bias);
                lstm.forward(x, null, start, start, h, hFinal, cFinal);
                lstm.backward(dh, null, null, dKernel, dBias, null, dh0, dc0);
            }, lstm::close);
        });
    }

    /** Forward, gradient of the weights, and gradient of what went in, without that of x. */
    static double flops(Lstm.Shape shape) {
        double column = 2.0 * shape.steps() * shape.batch() * 4 * shape.hidden();
        return 3 * column * (shape.inputs() + shape.hidden()) - column * shape.inputs();
    }
}
