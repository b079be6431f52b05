package dev.reverie.compute;

/**
 * y = act(x·W + b) for a fixed number of rows, forward and backward on the calling thread. Gradients of weights add up from call to call.
 */
final class RowLinear implements AutoCloseable {
    /** One W as plans of its shape want it. */
    record Packed(Gemm.Packed forward, Gemm.Packed back) implements AutoCloseable {
        @Override
        public void close() {
            forward.close();
            if (back != null) {
                back.close();
            }
        }
    }

    private final int rows;
    private final int outputs;
    private final Activation activation;
    private final Kernels kernels;
    private final Gemm forward;
    /** These two are null in a plan that only goes forward. */
    private final Gemm back;
    private final Gemm gradient;

    private RowLinear(int rows, int inputs, int outputs, Activation activation, boolean trains, Precision precision, Engine engine) {
        this.rows = rows;
        this.outputs = outputs;
        this.activation = activation;
        kernels = engine.kernels();
        forward = engine.gemm(new Gemm.Shape(rows, inputs, outputs, false, false, inputs, outputs, outputs, false, true, activation,
                precision));
        back = !trains ? null
                : engine.gemm(new Gemm.Shape(rows, outputs, inputs, false, true, outputs, outputs, inputs, false, false,
                        Activation.NONE, precision));
        gradient = !trains ? null
                : engine.gemm(new Gemm.Shape(inputs, rows, outputs, true, false, inputs, outputs, outputs, true, false,
                        Activation.NONE, precision));
    }

    /** Forward only. */
    static RowLinear forward(int rows, int inputs, int outputs, Activation activation, Precision precision, Engine engine) {
        return new RowLinear(rows, inputs, outputs, activation, false, precision, engine);
    }

    static RowLinear training(int rows, int inputs, int outputs, Activation activation, Precision precision, Engine engine) {
        return new RowLinear(rows, inputs, outputs, activation, true, precision, engine);
    }

    Packed allocate() {
        return new Packed(forward.allocate(), back == null ? null : back.allocate());
    }

    void pack(Floats weights, int at, Packed into) {
        forward.pack(weights, at, into.forward());
        if (back != null) {
            back.pack(weights, at, into.back());
        }
    }

    void forward(Floats x, int xAt, Packed w, Floats bias, int biasAt, Floats y, int yAt) {
        forward.run(x, xAt, w.forward(), bias, biasAt, y, yAt);
    }

    /**
     * @param y
     *            what forward gave; null where there is no activation
     * @param dy
     *            gradient of y in, of the pre-activation out
     * @param dx
     *            overwritten from its beginning on; null where it is not needed
     * @param gradients
     *            get those of the weight added at {@code at}, of the bias right after it
     */
    void backward(Floats x, int xAt, Floats y, int yAt, Floats dy, int dyAt, Packed w, Floats dx, Floats gradients,
            TransformerSizes.Linear at) {
        if (activation != Activation.NONE) {
            kernels.elementwise().backward(activation, y, yAt, dy, dyAt, rows * outputs);
        }
        kernels.rows().addColumnSums(dy, dyAt, outputs, rows, outputs, gradients, at.bias());
        gradient.run(x, xAt, dy, dyAt, null, 0, gradients, at.at());
        if (dx != null) {
            back.run(dy, dyAt, w.back(), null, 0, dx, 0);
        }
    }

    @Override
    public void close() {
        forward.close();
        if (back != null) {
            back.close();
            gradient.close();
        }
    }
}
