package dev.reverie.compute;

/**
 * Some images of a batch, on the calling thread.
 *
 * <p>Work goes in blocks of a few images, whose patches stay in the core's cache between unfolding and multiplying. Call the image that patches are taken
 * of <em>large</em> (x, or the y of a transposed convolution) and the other one, a pixel of which is a patch, <em>small</em>. Then a convolution is
 * small = patches(large)·W, a transposed one large = fold(small·W), and each is the other's input gradient.
 */
final class ConvolutionShard implements AutoCloseable {
    /** Floats of patches in a block: what fits a core's second-level cache beside the weights. */
    private static final int BLOCK = 1 << 17;

    private final Convolution.Shape shape;
    private final Precision precision;
    private final Patches.Grid grid;
    private final int from;
    private final int images;
    private final Kernels kernels;
    private final ConvolutionShard twin;
    private final int block;
    private final int blocks;
    private final Products whole;
    private final Products last;
    private final Floats patches;
    private final Floats dw;
    private final Floats db;
    private final Floats zeros;

    /** The products of a block of so many images. */
    private record Products(Gemm forward, Gemm input, Gemm weights, Gemm.Packed forwardPack, Gemm.Packed inputPack) {
        void pack(Floats w) {
            forward.pack(w, 0, forwardPack);
            input.pack(w, 0, inputPack);
        }
    }

    /**
     * @param precision
     *            of forward's products
     * @param twin
     *            a shard of as many images, whose packed weights serve this one too; or null
     */
    ConvolutionShard(Convolution.Shape shape, Precision precision, int from, int images, Engine engine, ConvolutionShard twin) {
        this.shape = shape;
        this.precision = precision;
        this.grid = shape.grid();
        this.from = from;
        this.images = images;
        this.kernels = engine.kernels();
        this.twin = twin;
        int fit = Math.max(1, Math.min(images, BLOCK / (grid.patches() * grid.patchSize())));
        this.blocks = (images + fit - 1) / fit;
        this.block = (images + blocks - 1) / blocks;
        this.whole = products(engine, block, twin == null ? null : twin.whole);
        int rest = images - (blocks - 1) * block;
        this.last = rest == block ? whole : products(engine, rest, twin == null ? null : twin.last);
        this.patches = Floats.allocate(block * grid.patches() * grid.patchSize());
        this.dw = Floats.allocate(shape.weightSize());
        this.db = Floats.allocate(shape.outputs());
        this.zeros = Floats.allocate(grid.channels());
    }

    private Products products(Engine engine, int count, Products packed) {
        int pixels = count * grid.patches();
        int patch = grid.patchSize();
        int channels = shape.transposed() ? shape.inputs() : shape.outputs();
        var toSmall = shape.transposed()
                ? new Gemm.Shape(pixels, patch, channels, false, true, patch, patch, channels, false, false, Activation.NONE,
                        Precision.F32)
                : new Gemm.Shape(pixels, patch, channels, false, false, patch, channels, channels, false, true, shape.activation(),
                        precision);
        var toPatches = new Gemm.Shape(pixels, channels, patch, false, !shape.transposed(), channels, shape.transposed() ? patch : channels,
                patch, false, false, Activation.NONE, shape.transposed() ? precision : Precision.F32);
        var forward = engine.gemm(shape.transposed() ? toPatches : toSmall);
        var input = engine.gemm(shape.transposed() ? toSmall : toPatches);
        int rows = shape.transposed() ? channels : patch;
        int columns = shape.transposed() ? patch : channels;
        var weights = engine
                .gemm(new Gemm.Shape(rows, pixels, columns, true, false, rows, columns, columns, true, false, Activation.NONE,
                        Precision.F32));
        return new Products(forward, input, weights, packed == null ? forward.allocate() : packed.forwardPack(),
                packed == null ? input.allocate() : packed.inputPack());
    }

    int images() {
        return images;
    }

    Floats weightGradient() {
        return dw;
    }

    Floats biasGradient() {
        return db;
    }

    void pack(Floats w) {
        if (twin == null) {
            whole.pack(w);
            if (last != whole) {
                last.pack(w);
            }
        }
    }

    void forward(Floats bias, Floats x, Floats y) {
        for (int b = 0; b < blocks; b++) {
            int first = from + b * block;
            int count = count(b);
            var products = products(b);
            if (shape.transposed()) {
                products.forward().run(x, small(first), products.forwardPack(), null, 0, patches, 0);
                fold(bias, y, first, count);
                activate(y, large(first), count * grid.imageSize());
            } else {
                unfold(x, first, count);
                products.forward().run(patches, 0, products.forwardPack(), bias, 0, y, small(first));
            }
        }
    }

    void backward(Floats x, Floats y, Floats dy, Floats dx) {
        dw.fill(0);
        db.fill(0);
        int pixel = shape.outputs();
        int image = shape.outHeight() * shape.outWidth();
        for (int b = 0; b < blocks; b++) {
            int first = from + b * block;
            int count = count(b);
            var products = products(b);
            int at = first * image * pixel;
            kernels.elementwise().backward(shape.activation(), y, at, dy, at, count * image * pixel);
            kernels.rows().addColumnSums(dy, at, pixel, count * image, pixel, db, 0);
            unfold(shape.transposed() ? dy : x, first, count);
            if (shape.transposed()) {
                products.weights().run(x, small(first), patches, 0, null, 0, dw, 0);
                if (dx != null) {
                    products.input().run(patches, 0, products.inputPack(), null, 0, dx, small(first));
                }
            } else {
                products.weights().run(patches, 0, dy, small(first), null, 0, dw, 0);
                if (dx != null) {
                    products.input().run(dy, small(first), products.inputPack(), null, 0, patches, 0);
                    fold(zeros, dx, first, count);
                }
            }
        }
    }

    private int count(int b) {
        return Math.min(block, images - b * block);
    }

    private Products products(int b) {
        return b == blocks - 1 ? last : whole;
    }

    private int small(int image) {
        return image * grid.patches() * (shape.transposed() ? shape.inputs() : shape.outputs());
    }

    private int large(int image) {
        return image * grid.imageSize();
    }

    private void unfold(Floats large, int first, int count) {
        for (int i = 0; i < count; i++) {
            kernels.patches().unfold(grid, large, large(first + i), patches, i * grid.patches() * grid.patchSize());
        }
    }

    /** Every pixel begins as {@code start}. */
    private void fold(Floats start, Floats large, int first, int count) {
        for (int i = 0; i < count; i++) {
            repeat(start, large, large(first + i), grid.imageSize());
            kernels.patches().fold(grid, patches, i * grid.patches() * grid.patchSize(), large, large(first + i));
        }
    }

    /** Copies the pattern over the range, doubling what is there. */
    private static void repeat(Floats pattern, Floats into, int at, int length) {
        into.put(at, pattern, 0, pattern.size());
        for (int done = pattern.size(); done < length; done *= 2) {
            into.put(at + done, into, at, Math.min(done, length - done));
        }
    }

    private void activate(Floats y, int at, int length) {
        if (shape.activation() != Activation.NONE) {
            kernels.elementwise().apply(Elementwise.Function.of(shape.activation()), y, at, y, at, length);
        }
    }

    @Override
    public void close() {
        for (var products : new Products[]{whole, last}) {
            products.forward().close();
            products.input().close();
            products.weights().close();
        }
    }
}
