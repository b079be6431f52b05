package dev.reverie.compute;

import dev.reverie.core.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * A two-dimensional convolution or transposed convolution with its activation, forward and backward, on all threads.
 *
 * <p>Images are channels-last, [N, H, W, C]. Where one patch is the whole image the two are a {@link Dense} layer, and run as one. The
 * batch is cut into shards by its size alone, and weight gradients are summed over shards in order, so the number of threads changes no
 * bit.
 */
public final class Convolution implements AutoCloseable {
    private static final int SHARD_IMAGES = 25;
    private static final int MAX_SHARDS = 16;

    /**
     * @param batch
     *            N, images
     * @param height
     *            of the input; likewise width
     * @param inputs
     *            channels of x
     * @param outputs
     *            channels of y
     * @param kernel
     *            side of the square kernel
     * @param padding
     *            zeros around the input, or cut off around a transposed convolution's output
     */
    public record Shape(int batch, int height, int width, int inputs, int outputs, int kernel, int stride, int padding, boolean transposed,
            Activation activation) {
        public Shape {
            Arguments.atLeast(1, "batch", batch);
            Arguments.atLeast(1, "height", height);
            Arguments.atLeast(1, "width", width);
            Arguments.atLeast(1, "inputs", inputs);
            Arguments.atLeast(1, "outputs", outputs);
            Arguments.atLeast(1, "kernel", kernel);
            Arguments.atLeast(1, "stride", stride);
            if (padding < 0 || padding >= kernel) {
                throw new IllegalArgumentException("padding must be in 0.." + (kernel - 1) + ", was " + padding);
            }
            int least = transposed ? 1 : kernel;
            if (outExtent(height, kernel, stride, padding, transposed) < 1 || outExtent(width, kernel, stride, padding, transposed) < 1
                    || Math.min(height, width) + 2 * padding < least) {
                throw new IllegalArgumentException(
                        "a " + kernel + "x" + kernel + " kernel must fit the image, which is " + height + "x" + width);
            }
        }

        /** Without padding. */
        public static Shape of(int batch, int size, int inputs, int outputs, int kernel, int stride, boolean transposed,
                Activation activation) {
            return new Shape(batch, size, size, inputs, outputs, kernel, stride, 0, transposed, activation);
        }

        /** The same for so many images. */
        public Shape withBatch(int images) {
            return new Shape(images, height, width, inputs, outputs, kernel, stride, padding, transposed, activation);
        }

        public int outHeight() {
            return outExtent(height, kernel, stride, padding, transposed);
        }

        public int outWidth() {
            return outExtent(width, kernel, stride, padding, transposed);
        }

        /** Floats in x. */
        public int inputSize() {
            return batch * height * width * inputs;
        }

        /** Floats in y. */
        public int outputSize() {
            return batch * outHeight() * outWidth() * outputs;
        }

        /** Floats in the weights: [k·k·inputs, outputs], or transposed [inputs, k·k·outputs]. */
        public int weightSize() {
            return kernel * kernel * inputs * outputs;
        }

        /** Multiply-adds of one direction. */
        public long work() {
            return (long) batch * weightSize() * (transposed ? height * width : outHeight() * outWidth());
        }

        /** The patches of the larger image: x, or the y of a transposed convolution. */
        public Im2col.Grid grid() {
            return transposed ? new Im2col.Grid(outHeight(), outWidth(), outputs, kernel, stride, padding, height, width)
                    : Im2col.Grid.of(height, width, inputs, kernel, stride, padding);
        }

        private static int outExtent(int extent, int kernel, int stride, int padding, boolean transposed) {
            return transposed ? (extent - 1) * stride + kernel - 2 * padding : Math.floorDiv(extent + 2 * padding - kernel, stride) + 1;
        }
    }

    private final Shape shape;
    private final Layer layer;

    private Convolution(Shape shape, Layer layer) {
        this.shape = shape;
        this.layer = layer;
    }

    public static Convolution of(Shape shape) {
        return of(shape, Engine.current());
    }

    public static Convolution of(Shape shape, Engine engine) {
        return of(shape, Precision.F32, engine);
    }

    /**
     * @param precision
     *            of the operands of all products, forward and backward; sums and all that is given and taken are f32
     */
    public static Convolution of(Shape shape, Precision precision, Engine engine) {
        return new Convolution(shape,
                shape.grid().identity() ? new WholeImage(shape, precision, engine) : new Sharded(shape, precision, engine));
    }

    public Shape shape() {
        return shape;
    }

    /**
     * Takes a copy of the weights, packed.
     *
     * @param w
     *            [k·k·inputs, outputs], rows in the order (ky, kx, channel); transposed: [inputs, k·k·outputs], columns in that order
     * @param b
     *            [outputs]
     */
    public void weights(Floats w, Floats b) {
        Floats.check("w", w, shape.weightSize());
        Floats.check("b", b, shape.outputs());
        layer.weights(w, b);
    }

    /** y [N, H', W', outputs] from x [N, H, W, inputs]. */
    public void forward(Floats x, Floats y) {
        Floats.check("x", x, shape.inputSize());
        Floats.check("y", y, shape.outputSize());
        layer.forward(x, y);
    }

    /**
     * Gradients, overwriting their buffers.
     *
     * @param y
     *            what forward gave for x
     * @param dy
     *            gradient of y; overwritten with that of the pre-activation
     * @param dx
     *            as x, or null where it is not needed
     */
    public void backward(Floats x, Floats y, Floats dy, Floats dx, Floats dw, Floats db) {
        Floats.check("x", x, shape.inputSize());
        Floats.check("y", y, shape.outputSize());
        Floats.check("dy", dy, shape.outputSize());
        if (dx != null) {
            Floats.check("dx", dx, shape.inputSize());
        }
        Floats.check("dw", dw, shape.weightSize());
        Floats.check("db", db, shape.outputs());
        layer.backward(x, y, dy, dx, dw, db);
    }

    @Override
    public void close() {
        layer.close();
    }

    /** How it is done. */
    private interface Layer extends AutoCloseable {
        void weights(Floats w, Floats b);

        void forward(Floats x, Floats y);

        void backward(Floats x, Floats y, Floats dy, Floats dx, Floats dw, Floats db);

        @Override
        void close();
    }

    /** One patch an image: a dense layer, whose bias a transposed convolution repeats for every pixel. */
    private static final class WholeImage implements Layer {
        private final Dense dense;
        private final int outputs;
        private final Floats biases;
        private final Floats biasGradients;

        WholeImage(Shape shape, Precision precision, Engine engine) {
            int patch = shape.grid().patchSize();
            outputs = shape.outputs();
            dense = Dense
                    .of(new Dense.Shape(shape.batch(), shape.transposed() ? shape.inputs() : patch, shape.transposed() ? patch : outputs,
                            shape.activation()), precision, engine);
            biases = Floats.allocate(dense.shape().outputs());
            biasGradients = Floats.allocate(dense.shape().outputs());
        }

        @Override
        public void weights(Floats w, Floats b) {
            for (int i = 0; i < biases.size(); i++) {
                biases.set(i, b.get(i % outputs));
            }
            dense.weights(w, biases);
        }

        @Override
        public void forward(Floats x, Floats y) {
            dense.forward(x, y);
        }

        @Override
        public void backward(Floats x, Floats y, Floats dy, Floats dx, Floats dw, Floats db) {
            dense.backward(x, y, dy, dx, dw, biasGradients);
            db.fill(0);
            for (int i = 0; i < biasGradients.size(); i++) {
                db.set(i % outputs, db.get(i % outputs) + biasGradients.get(i));
            }
        }

        @Override
        public void close() {
            dense.close();
            Floats.freeAll(biases, biasGradients);
        }
    }

    /** Images shared out. */
    private static final class Sharded implements Layer {
        private final Pool pool;
        private final Kernels kernels;
        private final List<ConvolutionShard> shards = new ArrayList<>();
        /** The plans that have weights; the others are their twins. */
        private final List<ConvolutionProducts> weights = new ArrayList<>();
        private boolean weighted;

        Sharded(Shape shape, Precision precision, Engine engine) {
            pool = engine.pool();
            kernels = engine.kernels();
            int parts = Math.max(1, Math.min(MAX_SHARDS, shape.batch() / SHARD_IMAGES));
            for (int i = 0; i < parts; i++) {
                int from = shape.batch() * i / parts;
                int images = shape.batch() * (i + 1) / parts - from;
                shards.add(new ConvolutionShard(shape, from, images, kernels, products(shape.withBatch(images), precision, engine)));
            }
        }

        private ConvolutionProducts products(Shape shape, Precision precision, Engine engine) {
            for (var shard : shards) {
                if (shard.images() == shape.batch()) {
                    return shard.products().sharingWeights();
                }
            }
            weights.add(engine.convolution(shape, precision));
            return weights.get(weights.size() - 1);
        }

        @Override
        public void weights(Floats w, Floats b) {
            pool.run(weights.size(), i -> weights.get(i).weights(w, b));
            weighted = true;
        }

        @Override
        public void forward(Floats x, Floats y) {
            if (!weighted) {
                throw new IllegalStateException("no weights yet; call weights(w, b) first");
            }
            pool.run(shards.size(), i -> shards.get(i).forward(x, y));
        }

        @Override
        public void backward(Floats x, Floats y, Floats dy, Floats dx, Floats dw, Floats db) {
            if (!weighted) {
                throw new IllegalStateException("no weights yet; call weights(w, b) first");
            }
            pool.run(shards.size(), i -> shards.get(i).backward(x, y, dy, dx));
            Sums.into(pool, kernels, dw, shards.stream().map(ConvolutionShard::weightGradient).toList());
            Sums.into(pool, kernels, db, shards.stream().map(ConvolutionShard::biasGradient).toList());
        }

        @Override
        public void close() {
            shards.forEach(ConvolutionShard::close);
        }
    }
}
