package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.reference.ReferenceConvolution;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link ConvolutionChain}. */
public interface ConvolutionChainContract extends EngineContract {
    private static Convolution.Shape layer(int size, int inputs, int outputs) {
        return Convolution.Shape.of(1, size, inputs, outputs, 4, 2, false, Activation.RELU);
    }

    /** The published encoder (METHOD: 64×64×3 to 2×2×256), at any width. */
    private static List<Convolution.Shape> encoder(int width) {
        return List.of(layer(64, 3, width), layer(31, width, 2 * width), layer(14, 2 * width, 4 * width), layer(6, 4 * width, 8 * width));
    }

    private static double[] weights(Convolution.Shape layer) {
        return normal(new Random(2), layer.weightSize(), 1 / Math.sqrt(layer.kernel() * layer.kernel() * layer.inputs()));
    }

    private static byte[] pixels(int size) {
        var pixels = new byte[size];
        new Random(1).nextBytes(pixels);
        return pixels;
    }

    private ConvolutionChain chain(List<Convolution.Shape> layers, int images, Precision precision) {
        var chain = engine(1).chain(new ConvolutionChain.Shape(layers, images, precision));
        for (int i = 0; i < layers.size(); i++) {
            chain.weights(i, floats(weights(layers.get(i))), floats(normal(3, layers.get(i).outputs())));
        }
        return chain;
    }

    private static double[] reference(List<Convolution.Shape> layers, int images, byte[] pixels, int from) {
        var values = new double[images * layers.get(0).inputSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[from + i] & 0xFF) / 255.0;
        }
        for (var layer : layers) {
            values = ReferenceConvolution.forward(layer.withBatch(images), values, weights(layer), normal(3, layer.outputs()));
        }
        return values;
    }

    private void assertAgrees(List<Convolution.Shape> layers, int images, Precision precision) {
        var pixels = pixels(images * layers.get(0).inputSize() + 5);
        try (var chain = chain(layers, images, precision)) {
            var y = Floats.allocate(images * chain.shape().outputSize());
            chain.run(pixels, 5, images, y);
            assertClose(layers + " " + precision, reference(layers, images, pixels, 5), y,
                    precision == Precision.BF16 ? Numbers.BF16 : F32);
        }
    }

    @Test
    default void aChainAgreesWithTheReference() {
        for (var precision : Precision.values()) {
            assertAgrees(encoder(32), 2, precision);
            assertAgrees(encoder(3), 3, precision);
        }
    }

    @Test
    default void chainsOfAllKindsOfLayersAgreeWithTheReference() {
        for (var activation : Activation.values()) {
            for (int padding = 0; padding < 3; padding++) {
                var first = new Convolution.Shape(1, 8, 9, 3, 5, 3, 3, padding, false, activation);
                assertAgrees(List.of(first), 2, Precision.F32);
                assertAgrees(List.of(first, new Convolution.Shape(1, first.outHeight(), first.outWidth(), 5, 7, 2, 1, 1, false,
                        Activation.NONE)), 2, Precision.F32);
            }
        }
    }

    @Test
    default void anImageHasTheSameBitsAmongAnyOthersAndTheRestIsNotTouched() {
        var layers = encoder(16);
        int size = layers.get(0).inputSize();
        var pixels = pixels(7 * size);
        for (var precision : Precision.values()) {
            try (var many = chain(layers, 7, precision); var one = chain(layers, 1, precision)) {
                int output = many.shape().outputSize();
                var all = Floats.allocate(7 * output);
                many.run(pixels, 0, 7, all);
                var some = Floats.allocate(7 * output);
                some.fill(-1);
                many.run(pixels, 4 * size, 2, some);
                var single = Floats.allocate(output);
                one.run(pixels, 5 * size, 1, single);
                assertArrayEquals(all.slice(4 * output, 2 * output).toArray(), some.slice(0, 2 * output).toArray());
                assertArrayEquals(all.slice(5 * output, output).toArray(), single.toArray());
                assertEquals(-1, some.get(2 * output));
            }
        }
    }

    @Test
    default void whatDoesNotFitAChainIsRefusedByName() {
        var layers = List.of(layer(8, 3, 2), Convolution.Shape.of(1, 3, 2, 4, 3, 1, false, Activation.NONE));
        var precision = Precision.F32;
        assertRefused("layers", () -> new ConvolutionChain.Shape(List.of(), 1, precision));
        assertRefused("images", () -> new ConvolutionChain.Shape(layers, 0, precision));
        assertRefused("layer 1 ", () -> new ConvolutionChain.Shape(List.of(layers.get(0), layers.get(0)), 1, precision));
        assertRefused("layer 0 ", () -> new ConvolutionChain.Shape(List.of(layers.get(0).withBatch(2)), 1, precision));
        try (var chain = chain(layers, 2, precision)) {
            var y = Floats.allocate(2 * 4);
            assertRefused("pixels", () -> chain.run(new byte[2 * 192 - 1], 0, 2, y));
            assertRefused("count", () -> chain.run(new byte[3 * 192], 0, 3, y));
            assertRefused("y ", () -> chain.run(new byte[192], 0, 1, Floats.allocate(4)));
            assertRefused("w ", () -> chain.weights(0, Floats.allocate(3), Floats.allocate(2)));
            var broken = Floats.allocate(96);
            broken.set(17, Float.NaN);
            assertRefused("w of layer 0 must be finite, was NaN at 17", () -> chain.weights(0, broken, Floats.allocate(2)));
        }
    }
}
