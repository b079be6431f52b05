package dev.reverie.compute.reference;

import dev.reverie.compute.Convolution;

/**
 * Convolution and transposed convolution, one product after another.
 *
 * <p>Both tie a pixel of a large image to a pixel of a small one by a place of the kernel: large = small·stride − padding + place. A
 * convolution goes from large to small, a transposed one from small to large (Dumoulin and Visin 2016, arXiv 1603.07285, relationships 6
 * and 14).
 */
public final class ReferenceConvolution {
    /** As x, as the weights, as the bias. */
    public record Gradients(double[] x, double[] w, double[] b) {
    }

    private interface Tie {
        void of(int in, int out, int place);
    }

    private ReferenceConvolution() {
    }

    /**
     * y [N, H', W', O].
     *
     * @param x
     *            [N, H, W, I]
     * @param w
     *            [k·k·I, O], rows in the order (ky, kx, channel); transposed: [I, k·k·O], columns in that order
     * @param b
     *            [O]
     */
    public static double[] forward(Convolution.Shape shape, double[] x, double[] w, double[] b) {
        int I = shape.inputs();
        int O = shape.outputs();
        var y = new double[shape.outputSize()];
        for (int i = 0; i < y.length; i++) {
            y[i] = b[i % O];
        }
        forEach(shape, (in, out, place) -> {
            for (int i = 0; i < I; i++) {
                for (int o = 0; o < O; o++) {
                    y[out * O + o] += x[in * I + i] * w[weight(shape, place, i, o)];
                }
            }
        });
        for (int i = 0; i < y.length; i++) {
            y[i] = shape.activation().of(y[i]);
        }
        return y;
    }

    /**
     * @param y
     *            what forward gave
     * @param dy
     *            its gradient
     */
    public static Gradients backward(Convolution.Shape shape, double[] x, double[] w, double[] y, double[] dy) {
        int I = shape.inputs();
        int O = shape.outputs();
        var gradients = new Gradients(new double[x.length], new double[w.length], new double[O]);
        var d = new double[dy.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = dy[i] * shape.activation().slope(y[i]);
            gradients.b()[i % O] += d[i];
        }
        forEach(shape, (in, out, place) -> {
            for (int i = 0; i < I; i++) {
                for (int o = 0; o < O; o++) {
                    int at = weight(shape, place, i, o);
                    gradients.x()[in * I + i] += w[at] * d[out * O + o];
                    gradients.w()[at] += x[in * I + i] * d[out * O + o];
                }
            }
        });
        return gradients;
    }

    private static int weight(Convolution.Shape shape, int place, int i, int o) {
        return shape.transposed() ? (i * shape.kernel() * shape.kernel() + place) * shape.outputs() + o
                : (place * shape.inputs() + i) * shape.outputs() + o;
    }

    /** Every pair of pixels that the kernel ties, with its place ky·k + kx. */
    private static void forEach(Convolution.Shape shape, Tie tie) {
        int smallHeight = shape.transposed() ? shape.height() : shape.outHeight();
        int smallWidth = shape.transposed() ? shape.width() : shape.outWidth();
        for (int small = 0; small < shape.batch() * smallHeight * smallWidth; small++) {
            for (int place = 0; place < shape.kernel() * shape.kernel(); place++) {
                int y = small / smallWidth % smallHeight * shape.stride() - shape.padding() + place / shape.kernel();
                int x = small % smallWidth * shape.stride() - shape.padding() + place % shape.kernel();
                int large = large(shape, small / smallWidth / smallHeight, y, x);
                if (large >= 0) {
                    tie.of(shape.transposed() ? small : large, shape.transposed() ? large : small, place);
                }
            }
        }
    }

    /** The number of a pixel of the large images, or −1 beside them. */
    private static int large(Convolution.Shape shape, int image, int y, int x) {
        int height = shape.transposed() ? shape.outHeight() : shape.height();
        int width = shape.transposed() ? shape.outWidth() : shape.width();
        return y < 0 || y >= height || x < 0 || x >= width ? -1 : (image * height + y) * width + x;
    }
}
