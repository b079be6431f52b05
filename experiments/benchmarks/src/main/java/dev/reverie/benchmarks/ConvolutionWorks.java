package dev.reverie.benchmarks;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.Floats;
import java.util.List;
import java.util.Locale;

/** V's convolutions, each by itself with its ReLU: the weights taken anew, forward, backward to the weights and to the input. */
final class ConvolutionWorks {
    private static final int BATCH = 100;
    private static final int STRIDE = 2;

    private ConvolutionWorks() {
    }

    /** Ha and Schmidhuber 2018: 64×64 frames down to 2×2, and back up. */
    static List<Work> all() {
        return List.of(conv(64, 3, 32, 4), conv(31, 32, 64, 4), conv(14, 64, 128, 4), conv(6, 128, 256, 4), deconv(1, 1024, 128, 5),
                deconv(5, 128, 64, 5),
                deconv(13, 64, 32, 6), deconv(30, 32, 3, 6));
    }

    private static Work conv(int size, int inputs, int outputs, int kernel) {
        return of("conv", Convolution.Shape.of(BATCH, size, inputs, outputs, kernel, STRIDE, false, Activation.RELU), inputs == 3);
    }

    private static Work deconv(int size, int inputs, int outputs, int kernel) {
        return of("deconv", Convolution.Shape.of(BATCH, size, inputs, outputs, kernel, STRIDE, true, Activation.RELU), false);
    }

    /**
     * @param seesFrames
     *            nobody asks for the gradient of a frame
     */
    private static Work of(String kind, Convolution.Shape shape, boolean seesFrames) {
        String name = String.format(Locale.ROOT, "%s %dx%dk%d %d forward+backward", kind, shape.inputs(), shape.outputs(), shape.kernel(),
                shape.height());
        return Work.arithmetic(name, flops(shape, seesFrames), engine -> {
            var layer = Convolution.of(shape, engine);
            var x = Data.uniform(shape.inputSize(), 1);
            var w = Data.uniform(shape.weightSize(), 0.05);
            var b = Floats.allocate(shape.outputs());
            var y = Floats.allocate(shape.outputSize());
            var dy = Data.uniform(shape.outputSize(), 1);
            var dx = seesFrames ? null : Floats.allocate(shape.inputSize());
            var dw = Floats.allocate(shape.weightSize());
            var db = Floats.allocate(shape.outputs());
            return Session.of(() -> {
                layer.weights(w, b);
                layer.forward(x, y);
                layer.backward(x, y, dy, dx, dw, db);
            }, layer::close);
        });
    }

    static double flops(Convolution.Shape shape, boolean seesFrames) {
        return 2.0 * shape.work() * (seesFrames ? 2 : 3);
    }
}
