package dev.reverie.compute;

/**
 * Some images of a batch, on the calling thread: {@link ConvolutionProducts}, and what is around them: the activation, its slope, the
 * bias's gradient.
 */
final class ConvolutionShard implements AutoCloseable {
    private final Convolution.Shape shape;
    private final int from;
    private final int images;
    private final Kernels kernels;
    private final ConvolutionProducts products;
    private final Floats dw;
    private final Floats db;

    /**
     * @param from
     *            the first of its images in the batch
     */
    ConvolutionShard(Convolution.Shape shape, int from, int images, Kernels kernels, ConvolutionProducts products) {
        this.shape = shape;
        this.from = from;
        this.images = images;
        this.kernels = kernels;
        this.products = products;
        this.dw = Floats.allocate(shape.weightSize());
        this.db = Floats.allocate(shape.outputs());
    }

    int images() {
        return images;
    }

    ConvolutionProducts products() {
        return products;
    }

    Floats weightGradient() {
        return dw;
    }

    Floats biasGradient() {
        return db;
    }

    void forward(Floats x, Floats y) {
        products.forward(x, x(), y, y());
        if (shape.activation() != Activation.NONE) {
            kernels.elementwise().apply(Elementwise.Function.of(shape.activation()), y, y(), y, y(), images * outputSize());
        }
    }

    void backward(Floats x, Floats y, Floats dy, Floats dx) {
        db.fill(0);
        int length = outputSize();
        for (int i = 0; i < images; i++) {
            int at = y() + i * length;
            kernels.elementwise().backward(shape.activation(), y, at, dy, at, length);
            kernels.rows().addColumnSums(dy, at, shape.outputs(), length / shape.outputs(), shape.outputs(), db, 0);
        }
        products.backward(x, x(), dy, y(), dx, x(), dw);
    }

    private int x() {
        return from * (shape.inputSize() / shape.batch());
    }

    private int y() {
        return from * outputSize();
    }

    private int outputSize() {
        return shape.outputSize() / shape.batch();
    }

    @Override
    public void close() {
        products.close();
        Floats.freeAll(dw, db);
    }
}
