package dev.reverie.compute.reference;

import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Convolution;
import dev.reverie.compute.Lstm;
import dev.reverie.compute.TransformerSizes;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The references' gradients against central differences, and their values against numbers worked out by hand. */
class ReferenceGradientsTest {
    private static final double TOLERANCE = 1e-6;

    /** d loss / d values, by central differences: error O(h²), at h = 1e-5 about 1e-10. */
    private static double[] differences(double[] values, DoubleSupplier loss) {
        double h = 1e-5;
        var gradient = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + h;
            double above = loss.getAsDouble();
            values[i] = value - h;
            double below = loss.getAsDouble();
            values[i] = value;
            gradient[i] = (above - below) / (2 * h);
        }
        return gradient;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void mixture() {
        for (int components : new int[]{1, 2, 5}) {
            double[] logits = normal(1, components);
            double[] means = normal(2, components);
            double[] logScales = normal(3, components);
            var mixture = new ReferenceMixture(logits, means, logScales);
            for (double y : new double[]{-0.3, 2, 40}) {
                var gradients = mixture.gradients(y);
                assertClose("logits", differences(logits, () -> mixture.loss(y)), gradients.logits(), TOLERANCE);
                assertClose("means", differences(means, () -> mixture.loss(y)), gradients.means(), TOLERANCE);
                assertClose("logScales", differences(logScales, () -> mixture.loss(y)), gradients.logScales(), TOLERANCE);
            }
        }
        assertEquals(0.5 * Math.log(2 * Math.PI) + Math.log(3) + 0.5 * 4 / 9,
                new ReferenceMixture(new double[]{7}, new double[]{1}, new double[]{Math.log(3)}).loss(3), 1e-12);
    }

    @Test
    void lstm() {
        for (var shape : new Lstm.Shape[]{new Lstm.Shape(1, 1, 1, 1, 0), new Lstm.Shape(5, 3, 2, 4, 1), new Lstm.Shape(7, 2, 3, 1, 0.5f),
            new Lstm.Shape(5, 3, 2, 4, 1, true)}) {
            lstm(shape, null, true);
            lstm(shape, null, false);
            var reset = new double[shape.steps() * shape.batch()];
            for (int i = 0; i < reset.length; i += 3) {
                reset[i] = 1;
            }
            lstm(shape, reset, true);
            Arrays.fill(reset, 1);
            lstm(shape, reset, true);
        }
    }

    private static void lstm(Lstm.Shape shape, double[] reset, boolean finals) {
        int rows = shape.steps() * shape.batch();
        int state = shape.batch() * shape.hidden();
        double[] x = normal(1, rows * shape.inputs());
        double[] h0 = normal(2, state);
        double[] c0 = normal(3, state);
        double[] kernel = normal(4, shape.kernelSize());
        double[] bias = normal(5, shape.biasSize());
        double[] dh = normal(6, rows * shape.hidden());
        double[] dhFinal = finals ? normal(7, state) : null;
        double[] dcFinal = finals ? normal(8, state) : null;
        DoubleSupplier loss = () -> {
            var pass = ReferenceLstm.forward(shape, x, reset, h0, c0, kernel, bias);
            return dot(pass.h(), dh) + (finals ? dot(pass.hFinal(), dhFinal) + dot(pass.cFinal(), dcFinal) : 0);
        };
        var gradients = ReferenceLstm.forward(shape, x, reset, h0, c0, kernel, bias).backward(dh, dhFinal, dcFinal);
        assertClose("dKernel", differences(kernel, loss), gradients.kernel(), TOLERANCE);
        assertClose("dBias", differences(bias, loss), gradients.bias(), TOLERANCE);
        assertClose("dx", differences(x, loss), gradients.x(), TOLERANCE);
        assertClose("dh0", differences(h0, loss), gradients.h0(), TOLERANCE);
        assertClose("dc0", differences(c0, loss), gradients.c0(), TOLERANCE);
    }

    @Test
    void lstmCarriesItsStateOver() {
        var whole = new Lstm.Shape(6, 2, 3, 4, 1);
        var half = new Lstm.Shape(3, 2, 3, 4, 1);
        double[] x = normal(1, 36);
        double[] kernel = normal(2, whole.kernelSize());
        double[] bias = normal(3, whole.biasSize());
        var pass = ReferenceLstm.forward(whole, x, null, new double[8], new double[8], kernel, bias);
        var first = ReferenceLstm.forward(half, Arrays.copyOf(x, 18), null, new double[8], new double[8], kernel, bias);
        var second = ReferenceLstm.forward(half, Arrays.copyOfRange(x, 18, 36), null, first.hFinal(), first.cFinal(), kernel, bias);
        assertArrayEquals(pass.h(), concatenated(first.h(), second.h()));
        assertArrayEquals(pass.cFinal(), second.cFinal());
        double[] dh = normal(4, 48);
        var gradients = pass.backward(dh, null, null);
        var last = second.backward(Arrays.copyOfRange(dh, 24, 48), null, null);
        var before = first.backward(Arrays.copyOf(dh, 24), last.h0(), last.c0());
        assertClose("dx", gradients.x(), concatenated(before.x(), last.x()), 1e-14);
        assertClose("dh0", gradients.h0(), before.h0(), 1e-14);
    }

    @Test
    void transformer() {
        for (var sizes : new TransformerSizes[]{new TransformerSizes(2, 4, 2, 2, 3), new TransformerSizes(3, 6, 1, 3, 1)}) {
            double[] parameters = normal(1, sizes.parameterCount());
            double[] x = normal(2, 8 * sizes.inputs());
            double[] dh = normal(3, 5 * sizes.width());
            var before = transformer(sizes, parameters, Arrays.copyOf(x, 3 * sizes.inputs()), List.of()).memory();
            double[] rest = Arrays.copyOfRange(x, 3 * sizes.inputs(), x.length);
            DoubleSupplier loss = () -> dot(transformer(sizes, parameters, rest, before).outputs(), dh);
            var rows = new double[5][];
            for (int t = 0; t < 5; t++) {
                rows[t] = Arrays.copyOfRange(dh, t * sizes.width(), (t + 1) * sizes.width());
            }
            assertClose("parameters", differences(parameters, loss), transformer(sizes, parameters, rest, before).backward(rows),
                    TOLERANCE);
        }
    }

    /** An episode begins with the fourth step. */
    private static ReferenceTransformer transformer(TransformerSizes sizes, double[] parameters, double[] x,
            List<List<ReferenceTransformer.Remembered>> carried) {
        var transformer = carried.isEmpty() ? new ReferenceTransformer(sizes, parameters)
                : new ReferenceTransformer(sizes, parameters, carried);
        for (int t = 0; t < x.length / sizes.inputs(); t++) {
            if (t == 3) {
                transformer.begin();
            }
            transformer.step(Arrays.copyOfRange(x, t * sizes.inputs(), (t + 1) * sizes.inputs()));
        }
        return transformer;
    }

    @Test
    void transformerCarriesItsMemoryOver() {
        var sizes = new TransformerSizes(2, 4, 2, 2, 3);
        double[] parameters = normal(1, sizes.parameterCount());
        double[] x = normal(2, 6);
        var whole = transformer(sizes, parameters, x, List.of());
        var first = transformer(sizes, parameters, Arrays.copyOf(x, 4), List.of());
        var second = transformer(sizes, parameters, Arrays.copyOfRange(x, 4, 6), first.memory());
        assertArrayEquals(whole.outputs(), concatenated(first.outputs(), second.outputs()));
    }

    private static double[] concatenated(double[] a, double[] b) {
        var result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    @Test
    void convolution() {
        for (boolean transposed : new boolean[]{false, true}) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int kernel = 1; kernel <= 4; kernel++) {
                    for (int padding = 0; padding < kernel; padding++) {
                        var activation = Activation.values()[(stride + kernel + padding) % 4];
                        int height = transposed ? 3 : 5;
                        if (transposed && (height - 1) * stride + kernel <= 2 * padding) {
                            continue;
                        }
                        convolution(new Convolution.Shape(2, height, height + 1, 2, 3, kernel, stride, padding, transposed, activation));
                    }
                }
            }
        }
    }

    private static void convolution(Convolution.Shape shape) {
        double[] x = normal(1, shape.inputSize());
        double[] w = normal(2, shape.weightSize());
        double[] b = normal(3, shape.outputs());
        double[] dy = normal(4, shape.outputSize());
        DoubleSupplier loss = () -> dot(ReferenceConvolution.forward(shape, x, w, b), dy);
        var gradients = ReferenceConvolution.backward(shape, x, w, ReferenceConvolution.forward(shape, x, w, b), dy);
        assertClose(shape + " dx", differences(x, loss), gradients.x(), TOLERANCE);
        assertClose(shape + " dw", differences(w, loss), gradients.w(), TOLERANCE);
        assertClose(shape + " db", differences(b, loss), gradients.b(), TOLERANCE);
    }

    /** Height 2, width 3, one channel; a 2×2 kernel with distinct weights fixes every order. */
    @Test
    void convolutionByHand() {
        double[] x = {1, 2, 3, 4, 5, 6};
        double[] w = {1, 10, 100, 1000};
        var shape = new Convolution.Shape(1, 2, 3, 1, 1, 2, 1, 0, false, Activation.NONE);
        assertArrayEquals(new double[]{5421.5, 6532.5}, ReferenceConvolution.forward(shape, x, w, new double[]{0.5}));
        var transposed = new Convolution.Shape(1, 1, 2, 1, 1, 2, 1, 0, true, Activation.NONE);
        assertArrayEquals(new double[]{3, 34, 40, 300, 3400, 4000},
                ReferenceConvolution.forward(transposed, new double[]{3, 4}, w, new double[]{0}));
    }

    @Test
    void softmaxAndLogSumExpByHand() {
        double[] x = {0, Math.log(3), 1e300, 1e300, Double.NEGATIVE_INFINITY, 0};
        assertClose("softmax", new double[]{0.25, 0.75, 0.5, 0.5, 0, 1}, ReferenceRowMath.softmax(x, 3, 2), 1e-15);
        assertClose("logSumExp", new double[]{Math.log(4), 1e300, 0}, ReferenceRowMath.logSumExp(x, 3, 2), 1e-15);
    }

    /** With bias correction the first step is rate·sign(g) but for ε. */
    @Test
    void adamBeginsWithTheSign() {
        double[] parameters = {1, 1};
        var settings = new dev.reverie.compute.AdamStep.Settings(0.1, 0.9, 0.999, 1e-12, 1, Double.POSITIVE_INFINITY);
        ReferenceAdam.update(settings, parameters, new double[]{3, -0.02}, new double[2], new double[2]);
        assertEquals(0.9, parameters[0], 1e-9);
        assertEquals(1.1, parameters[1], 1e-9);
    }
}
