package dev.reverie.compute;

/**
 * {@link ConvolutionProducts} as matrix products over {@link Im2col}: a convolution unfolds its input and multiplies; a transposed one
 * multiplies and folds.
 *
 * <p>Work goes in blocks of a few images, whose patches stay in the core's cache between unfolding and multiplying. Call the image that
 * patches are taken of <em>large</em> (x, or the y of a transposed convolution) and the other one, a pixel of which is a patch,
 * <em>small</em>. Then a convolution is small = patches(large)·W, a transposed one large = fold(small·W), and each is the other's input
 * gradient.
 */
final class Im2colConvolution implements ConvolutionProducts {
    /** Floats of patches in a block: what fits a core's second-level cache beside the weights. */
    private static final int BLOCK = 1 << 17;

    private final Convolution.Shape shape;
    private final Precision precision;
    private final Engine engine;
    private final Im2col.Grid grid;
    private final int block;
    private final int blocks;
    private final Products whole;
    private final Products last;
    private final Floats bias;
    private final Floats patches;
    private final Floats zeros;

    /** The products of a block of so many images. */
    private record Products(Gemm forward, Gemm input, Gemm weights, Gemm.Packed forwardPack, Gemm.Packed inputPack) {
        void pack(Floats w) {
            forward.pack(w, 0, forwardPack);
            input.pack(w, 0, inputPack);
        }
    }

    Im2colConvolution(Convolution.Shape shape, Precision precision, Engine engine) {
        this(shape, precision, engine, null);
    }

    private Im2colConvolution(Convolution.Shape shape, Precision precision, Engine engine, Im2colConvolution first) {
        this.shape = shape;
        this.precision = precision;
        this.engine = engine;
        this.grid = shape.grid();
        int fit = Math.max(1, Math.min(shape.batch(), BLOCK / (grid.patches() * grid.patchSize())));
        this.blocks = (shape.batch() + fit - 1) / fit;
        this.block = (shape.batch() + blocks - 1) / blocks;
        this.whole = products(block, first == null ? null : first.whole);
        int rest = shape.batch() - (blocks - 1) * block;
        this.last = rest == block ? whole : products(rest, first == null ? null : first.last);
        this.bias = first == null ? Floats.allocate(shape.outputs()) : first.bias;
        this.patches = Floats.allocate(block * grid.patches() * grid.patchSize());
        this.zeros = Floats.allocate(grid.channels());
    }

    @Override
    public ConvolutionProducts sharingWeights() {
        return new Im2colConvolution(shape, precision, engine, this);
    }

    private Products products(int count, Products packed) {
        int pixels = count * grid.patches();
        int patch = grid.patchSize();
        int channels = shape.transposed() ? shape.inputs() : shape.outputs();
        var toSmall = shape.transposed()
                ? new Gemm.Shape(pixels, patch, channels, false, true, patch, patch, channels, false, false, Activation.NONE, precision)
                : new Gemm.Shape(pixels, patch, channels, false, false, patch, channels, channels, false, true, Activation.NONE, precision);
        var toPatches = new Gemm.Shape(pixels, channels, patch, false, !shape.transposed(), channels, shape.transposed() ? patch : channels,
                patch, false, false, Activation.NONE, precision);
        var forward = engine.gemm(shape.transposed() ? toPatches : toSmall);
        var input = engine.gemm(shape.transposed() ? toSmall : toPatches);
        int rows = shape.transposed() ? channels : patch;
        int columns = shape.transposed() ? patch : channels;
        var weights = engine
                .gemm(new Gemm.Shape(rows, pixels, columns, true, false, rows, columns, columns, true, false, Activation.NONE, precision));
        return new Products(forward, input, weights, packed == null ? forward.allocate() : packed.forwardPack(),
                packed == null ? input.allocate() : packed.inputPack());
    }

    @Override
    public void weights(Floats w, Floats b) {
        bias.put(0, b, 0, b.size());
        whole.pack(w);
        if (last != whole) {
            last.pack(w);
        }
    }

    @Override
    public void forward(Floats x, int xOffset, Floats y, int yOffset) {
        for (int b = 0; b < blocks; b++) {
            var products = products(b);
            int small = small(b);
            int large = large(b);
            if (shape.transposed()) {
                products.forward().run(x, xOffset + small, products.forwardPack(), null, 0, patches, 0);
                fold(bias, y, yOffset + large, count(b));
            } else {
                unfold(x, xOffset + large, count(b));
                products.forward().run(patches, 0, products.forwardPack(), bias, 0, y, yOffset + small);
            }
        }
    }

    @Override
    public void backward(Floats x, int xOffset, Floats dy, int dyOffset, Floats dx, int dxOffset, Floats dw) {
        dw.fill(0);
        for (int b = 0; b < blocks; b++) {
            var products = products(b);
            int small = small(b);
            int large = large(b);
            if (shape.transposed()) {
                unfold(dy, dyOffset + large, count(b));
                products.weights().run(x, xOffset + small, patches, 0, null, 0, dw, 0);
                if (dx != null) {
                    products.input().run(patches, 0, products.inputPack(), null, 0, dx, dxOffset + small);
                }
            } else {
                unfold(x, xOffset + large, count(b));
                products.weights().run(patches, 0, dy, dyOffset + small, null, 0, dw, 0);
                if (dx != null) {
                    products.input().run(dy, dyOffset + small, products.inputPack(), null, 0, patches, 0);
                    fold(zeros, dx, dxOffset + large, count(b));
                }
            }
        }
    }

    private int count(int b) {
        return Math.min(block, shape.batch() - b * block);
    }

    private Products products(int b) {
        return b == blocks - 1 ? last : whole;
    }

    private int small(int b) {
        return b * block * grid.patches() * (shape.transposed() ? shape.inputs() : shape.outputs());
    }

    private int large(int b) {
        return b * block * grid.imageSize();
    }

    private void unfold(Floats large, int at, int count) {
        for (int i = 0; i < count; i++) {
            engine.kernels().patches().unfold(grid, large, at + i * grid.imageSize(), patches, i * grid.patches() * grid.patchSize());
        }
    }

    /** Every pixel begins as {@code start}. */
    private void fold(Floats start, Floats large, int at, int count) {
        for (int i = 0; i < count; i++) {
            int image = at + i * grid.imageSize();
            repeat(start, large, image, grid.imageSize());
            engine.kernels().patches().fold(grid, patches, i * grid.patches() * grid.patchSize(), large, image);
        }
    }

    /** Copies the pattern over the range, doubling what is there. */
    private static void repeat(Floats pattern, Floats into, int at, int length) {
        into.put(at, pattern, 0, pattern.size());
        for (int done = pattern.size(); done < length; done *= 2) {
            into.put(at + done, into, at, Math.min(done, length - done));
        }
    }

    @Override
    public void close() {
        for (var products : new Products[]{whole, last}) {
            products.forward().close();
            products.input().close();
            products.weights().close();
            products.forwardPack().close();
            products.inputPack().close();
        }
        Floats.freeAll(bias, patches, zeros);
    }
}
