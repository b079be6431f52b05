package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.doubles;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.normal;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.reference.ReferenceConvolution;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Convolution}. */
public interface ConvolutionContract extends EngineContract {
    /** Everything that comes out; what is there before must not matter. */
    record Results(Floats y, Floats dx, Floats dw, Floats db) {
        static Results room(Convolution.Shape s) {
            var room = new Results(Floats.allocate(s.outputSize()), Floats.allocate(s.inputSize()), Floats.allocate(s.weightSize()),
                    Floats.allocate(s.outputs()));
            for (var buffer : new Floats[]{room.y, room.dx, room.dw, room.db}) {
                buffer.fill(Float.NaN);
            }
            return room;
        }

        void assertSame(String name, Results other) {
            assertSameBits(name + " y", y, other.y);
            assertSameBits(name + " dx", dx, other.dx);
            assertSameBits(name + " dw", dw, other.dw);
            assertSameBits(name + " db", db, other.db);
        }
    }

    private static double[] weights(Convolution.Shape s) {
        return normal(new Random(2), s.weightSize(), 1 / Math.sqrt(s.kernel() * s.kernel() * s.inputs()));
    }

    private static void run(Convolution convolution, Results out) {
        var s = convolution.shape();
        convolution.weights(floats(weights(s)), floats(normal(3, s.outputs())));
        var x = floats(normal(1, s.inputSize()));
        convolution.forward(x, out.y);
        convolution.backward(x, out.y, floats(normal(4, s.outputSize())), out.dx, out.dw, out.db);
    }

    private Results run(Convolution.Shape s, int threads) {
        return run(s, Precision.F32, threads);
    }

    private Results run(Convolution.Shape s, Precision precision, int threads) {
        try (var convolution = Convolution.of(s, precision, engine(threads))) {
            var out = Results.room(s);
            run(convolution, out);
            return out;
        }
    }

    /** The reference's slope is taken at the kernel's own output, so that rounding about a rectifier's corner is not held against it. */
    private void assertAgrees(Convolution.Shape s) {
        assertAgrees(s, Precision.F32, F32);
    }

    private void assertAgrees(Convolution.Shape s, Precision precision, double tolerance) {
        var out = run(s, precision, 2);
        double[] x = normal(1, s.inputSize());
        assertClose(s + " y", ReferenceConvolution.forward(s, x, weights(s), normal(3, s.outputs())), out.y, tolerance);
        var gradients = ReferenceConvolution.backward(s, x, weights(s), doubles(out.y), normal(4, s.outputSize()));
        assertClose(s + " dx", gradients.x(), out.dx, tolerance);
        assertClose(s + " dw", gradients.w(), out.dw, tolerance);
        assertClose(s + " db", gradients.b(), out.db, tolerance);
    }

    /** The layers of the published encoder and decoder (METHOD: 64×64×3 to 2×2×256; 1×1×1024 to 64×64×3). */
    private static Convolution.Shape[] autoencoder(int batch) {
        var relu = Activation.RELU;
        return new Convolution.Shape[]{Convolution.Shape.of(batch, 64, 3, 32, 4, 2, false, relu),
            Convolution.Shape.of(batch, 31, 32, 64, 4, 2, false, relu), Convolution.Shape.of(batch, 14, 64, 128, 4, 2, false, relu),
            Convolution.Shape.of(batch, 6, 128, 256, 4, 2, false, relu), Convolution.Shape.of(batch, 1, 1024, 128, 5, 2, true, relu),
            Convolution.Shape.of(batch, 5, 128, 64, 5, 2, true, relu), Convolution.Shape.of(batch, 13, 64, 32, 6, 2, true, relu),
            Convolution.Shape.of(batch, 30, 32, 3, 6, 2, true, Activation.SIGMOID)};
    }

    @Test
    default void theAutoencodersLayersAgreeWithTheReference() {
        for (var shape : autoencoder(2)) {
            assertAgrees(shape);
        }
    }

    @Test
    default void productsRoundedToSixteenBitsAreNearTheReference() {
        for (var shape : autoencoder(2)) {
            assertAgrees(shape, Precision.BF16, Numbers.BF16);
        }
    }

    @Test
    default void smallImagesOfAllKindsAgreeWithTheReference() {
        for (boolean transposed : new boolean[]{false, true}) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int kernel = 1; kernel <= 4; kernel++) {
                    for (int padding = 0; padding < kernel; padding++) {
                        int height = transposed ? 3 : 5;
                        if (transposed && (height - 1) * stride + kernel <= 2 * padding) {
                            continue;
                        }
                        var activation = Activation.values()[(stride + kernel + padding) % 4];
                        var few = new Convolution.Shape(3, height, height + 2, stride + padding, 2 + kernel, kernel, stride, padding,
                                transposed,
                                activation);
                        assertAgrees(few);
                        assertAgrees(
                                new Convolution.Shape(2, height + 12, height + 11, few.inputs(), few.outputs(), kernel, stride, padding,
                                        transposed, activation));
                    }
                }
            }
        }
    }

    @Test
    default void manyImagesAgreeWithTheReference() {
        for (boolean transposed : new boolean[]{false, true}) {
            assertAgrees(new Convolution.Shape(83, 7, 6, 3, 5, 3, 2, 1, transposed, Activation.TANH));
            assertAgrees(new Convolution.Shape(53, 3, 3, 4, 17, 3, 1, 0, transposed, Activation.SIGMOID));
            assertAgrees(new Convolution.Shape(53, 1, 1, 4, 17, 3, 1, transposed ? 0 : 1, transposed, Activation.RELU));
        }
    }

    @Test
    default void theNumberOfThreadsChangesNoBitOfAnImage() {
        for (boolean transposed : new boolean[]{false, true}) {
            var shape = new Convolution.Shape(131, 9, 8, 5, 6, 4, 2, 1, transposed, Activation.RELU);
            var larger = new Convolution.Shape(131, 13, 14, 5, 6, 4, 2, 1, transposed, Activation.RELU);
            for (var precision : Precision.values()) {
                for (var each : new Convolution.Shape[]{shape, larger}) {
                    var one = run(each, precision, 1);
                    one.assertSame("on 2 threads", run(each, precision, 2));
                    one.assertSame("on 3 threads", run(each, precision, 3));
                }
            }
        }
        var whole = Convolution.Shape.of(131, 1, 64, 16, 5, 2, true, Activation.RELU);
        run(whole, 1).assertSame("on 3 threads", run(whole, 3));
    }

    @Test
    default void aConvolutionGivesTheSameBitsAgain() {
        for (boolean transposed : new boolean[]{false, true}) {
            var shape = new Convolution.Shape(30, 5, 6, 3, 4, 3, 1, 2, transposed, Activation.TANH);
            try (var convolution = Convolution.of(shape, engine(2))) {
                var out = Results.room(shape);
                run(convolution, Results.room(shape));
                run(convolution, out);
                run(shape, 2).assertSame("the second time", out);
            }
        }
    }

    @Test
    default void gradientsOfTheImageMayBeLeftOut() {
        var shape = new Convolution.Shape(4, 5, 6, 3, 4, 3, 1, 2, false, Activation.TANH);
        var whole = run(shape, 1);
        try (var convolution = Convolution.of(shape, engine(1))) {
            var out = Results.room(shape);
            convolution.weights(floats(weights(shape)), floats(normal(3, 4)));
            var x = floats(normal(1, shape.inputSize()));
            convolution.forward(x, out.y);
            convolution.backward(x, out.y, floats(normal(4, shape.outputSize())), null, out.dw, out.db);
            assertSameBits("dw", whole.dw, out.dw);
            assertSameBits("db", whole.db, out.db);
        }
    }

    @Test
    default void wrongBuffersAndOrdersOfAnImageAreRefused() {
        for (int height : new int[]{3, 5}) {
            var s = new Convolution.Shape(2, height, height, 3, 4, 3, 1, 0, false, Activation.RELU);
            var out = Results.room(s);
            var x = floats(normal(1, s.inputSize()));
            var dy = floats(normal(4, s.outputSize()));
            var wrong = Floats.allocate(7);
            try (var c = Convolution.of(s, engine(1))) {
                assertThrows(IllegalStateException.class, () -> c.forward(x, out.y));
                assertThrows(IllegalStateException.class, () -> c.backward(x, out.y, dy, out.dx, out.dw, out.db));
                assertRefused("w ", () -> c.weights(wrong, floats(normal(3, 4))));
                assertRefused("b ", () -> c.weights(floats(weights(s)), wrong));
                c.weights(floats(weights(s)), floats(normal(3, 4)));
                assertRefused("x ", () -> c.forward(wrong, out.y));
                assertRefused("y ", () -> c.forward(x, null));
                assertRefused("x ", () -> c.backward(wrong, out.y, dy, out.dx, out.dw, out.db));
                assertRefused("y ", () -> c.backward(x, wrong, dy, out.dx, out.dw, out.db));
                assertRefused("dy ", () -> c.backward(x, out.y, wrong, out.dx, out.dw, out.db));
                assertRefused("dx ", () -> c.backward(x, out.y, dy, wrong, out.dw, out.db));
                assertRefused("dw ", () -> c.backward(x, out.y, dy, out.dx, wrong, out.db));
                assertRefused("db ", () -> c.backward(x, out.y, dy, out.dx, out.dw, wrong));
            }
        }
    }

    @Test
    default void aShapeThatCannotBeIsRefusedWithItsName() {
        assertRefused("stride", () -> new Convolution.Shape(1, 4, 4, 1, 1, 2, 0, 0, false, Activation.NONE));
        assertRefused("padding", () -> new Convolution.Shape(1, 4, 4, 1, 1, 2, 1, 2, false, Activation.NONE));
        assertRefused("a 5x5 kernel", () -> new Convolution.Shape(1, 4, 4, 1, 1, 5, 1, 0, false, Activation.NONE));
        assertRefused("a 3x3 kernel", () -> new Convolution.Shape(1, 1, 1, 1, 1, 3, 1, 2, true, Activation.NONE));
    }
}
