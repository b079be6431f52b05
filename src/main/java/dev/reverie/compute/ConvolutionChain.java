package dev.reverie.compute;

import dev.reverie.core.Arguments;
import java.util.List;

/**
 * Images of bytes through convolutions, one after the other, forward only, on the calling thread: the way of an encoder that learns no
 * more.
 *
 * <p>A few images go through a layer before the next one, so that what lies between stays in the core's cache. Each is computed by itself:
 * its bits do not depend on the others. A plan is made once for a shape and used by one thread at a time; {@link Engine#chain} makes it.
 */
public interface ConvolutionChain extends AutoCloseable {
    /**
     * @param layers
     *            each for one image, none transposed, first to last; each takes what the one before it gives
     * @param images
     *            how many at a time, at most
     * @param precision
     *            of weights and of what lies between layers; sums are f32, and so is the output
     */
    record Shape(List<Convolution.Shape> layers, int images, Precision precision) {
        public Shape {
            layers = List.copyOf(layers);
            if (layers.isEmpty()) {
                throw new IllegalArgumentException("layers must be at least 1, were none");
            }
            Arguments.atLeast(1, "images", images);
            for (int i = 0; i < layers.size(); i++) {
                var layer = layers.get(i);
                if (layer.batch() != 1 || layer.transposed()) {
                    throw new IllegalArgumentException("layer " + i + " must be a convolution of one image, was " + layer);
                }
                if (i > 0 && !follows(layers.get(i - 1), layer)) {
                    throw new IllegalArgumentException("layer " + i + " must take what the one before it gives, was " + layer);
                }
            }
        }

        private static boolean follows(Convolution.Shape before, Convolution.Shape layer) {
            return layer.height() == before.outHeight() && layer.width() == before.outWidth() && layer.inputs() == before.outputs();
        }

        /** Bytes of an image. */
        public int inputSize() {
            return layers.get(0).inputSize();
        }

        /** Floats that an image ends as. */
        public int outputSize() {
            return layers.get(layers.size() - 1).outputSize();
        }
    }

    Shape shape();

    /**
     * Takes a copy of a layer's weights, packed; all must be finite. See {@link Convolution#weights} for the layout.
     *
     * @param w
     *            the first layer's are for pixels of 0..1
     */
    void weights(int layer, Floats w, Floats b);

    /**
     * @param pixels
     *            images [count, H, W, C] from {@code from} on; a byte is a share of 255
     * @param count
     *            at most the shape's
     * @param y
     *            the last layer's output, [images, H', W', C'], of which count are written
     */
    void run(byte[] pixels, int from, int count, Floats y);

    @Override
    void close();

    /** Fails, naming it, unless everything fits the shape. */
    static void check(Shape shape, byte[] pixels, int from, int count, Floats y) {
        if (count < 0 || count > shape.images()) {
            throw new IllegalArgumentException("count must be in 0.." + shape.images() + ", was " + count);
        }
        if (from < 0 || from + (long) count * shape.inputSize() > pixels.length) {
            throw new IllegalArgumentException(
                    "pixels must have " + count + " images of " + shape.inputSize() + " bytes from " + from + " on, has " + pixels.length);
        }
        Floats.check("y", y, (long) shape.images() * shape.outputSize());
    }

    /**
     * Fails, naming it, unless the weights fit the layer and are numbers: a rectifier may turn NaN into 0, which would hide a broken
     * network.
     */
    static void check(Shape shape, int layer, Floats w, Floats b) {
        Floats.check("w", w, shape.layers().get(layer).weightSize());
        Floats.check("b", b, shape.layers().get(layer).outputs());
        checkFinite("w", layer, w);
        checkFinite("b", layer, b);
    }

    private static void checkFinite(String name, int layer, Floats values) {
        for (int i = 0; i < values.size(); i++) {
            if (!Float.isFinite(values.get(i))) {
                throw new IllegalArgumentException(name + " of layer " + layer + " must be finite, was " + values.get(i) + " at " + i);
            }
        }
    }
}
