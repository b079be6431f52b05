package dev.reverie.compute;

/**
 * A fully connected layer on all threads: y = act(x·W + b), x [N, I], W [I, O].
 *
 * <p>A plan for one shape; give the weights again after each change of them.
 */
public final class Dense implements AutoCloseable {
    private static final int BIAS_COLUMNS = 256;
    /** Elements of the activation's gradient that are worth a task. */
    private static final int TASK = 1 << 16;

    /**
     * @param batch
     *            N, rows
     * @param inputs
     *            I
     * @param outputs
     *            O
     */
    public record Shape(int batch, int inputs, int outputs, Activation activation) {
    }

    private final Shape shape;
    private final Engine engine;
    private final Matmul forward;
    private final Matmul inputGradient;
    private final Matmul weightGradient;
    private final Floats bias;
    private boolean weighted;

    private Dense(Shape shape, Precision precision, Engine engine) {
        this.shape = shape;
        this.engine = engine;
        int n = shape.batch();
        int i = shape.inputs();
        int o = shape.outputs();
        forward = Matmul.of(Matmul.Shape.of(n, i, o).withBias().activated(shape.activation()).in(precision), engine);
        inputGradient = Matmul.of(Matmul.Shape.of(n, o, i).transposeB(true).in(precision), engine);
        weightGradient = Matmul.of(Matmul.Shape.of(i, n, o).transposeA(true).in(precision), engine);
        bias = Floats.allocate(o);
    }

    public static Dense of(Shape shape) {
        return of(shape, Engine.current());
    }

    public static Dense of(Shape shape, Engine engine) {
        return of(shape, Precision.F32, engine);
    }

    /**
     * @param precision
     *            of the operands of all products, forward and backward; sums and all that is given and taken are f32
     */
    public static Dense of(Shape shape, Precision precision, Engine engine) {
        return new Dense(shape, precision, engine);
    }

    public Shape shape() {
        return shape;
    }

    /** Takes a copy of the weights [I, O], packed, and of the bias [O]. */
    public void weights(Floats w, Floats b) {
        Floats.check("w", w, (long) shape.inputs() * shape.outputs());
        Floats.check("b", b, shape.outputs());
        // Each may have a single tile to pack.
        engine.pool().run(2, i -> (i == 0 ? forward : inputGradient).pack(w));
        bias.put(0, b, 0, shape.outputs());
        weighted = true;
    }

    /** y [N, O] from x [N, I]. */
    public void forward(Floats x, Floats y) {
        checkWeighted();
        forward.run(x, bias, y);
    }

    private void checkWeighted() {
        if (!weighted) {
            throw new IllegalStateException("no weights yet; call weights(w, b) first");
        }
    }

    /**
     * @param y
     *            what forward gave
     * @param dy
     *            gradient of y; overwritten with that of the pre-activation
     * @param dx
     *            [N, I], or null where it is not needed
     * @param dw
     *            [I, O]
     * @param db
     *            [O]
     */
    public void backward(Floats x, Floats y, Floats dy, Floats dx, Floats dw, Floats db) {
        checkWeighted();
        Floats.check("y", y, (long) shape.batch() * shape.outputs());
        Floats.check("dy", dy, y.size());
        Floats.check("db", db, shape.outputs());
        int o = shape.outputs();
        engine.pool().run((dy.size() + TASK - 1) / TASK, task -> {
            int from = task * TASK;
            engine.kernels().elementwise().backward(shape.activation(), y, from, dy, from, Math.min(TASK, dy.size() - from));
        });
        db.fill(0);
        engine.pool().run((o + BIAS_COLUMNS - 1) / BIAS_COLUMNS, part -> {
            int from = part * BIAS_COLUMNS;
            engine.kernels().rows().addColumnSums(dy, from, o, shape.batch(), Math.min(BIAS_COLUMNS, o - from), db, from);
        });
        weightGradient.run(x, dy, null, dw);
        if (dx != null) {
            inputGradient.run(dy, null, dx);
        }
    }

    @Override
    public void close() {
        forward.close();
        inputGradient.close();
        weightGradient.close();
        bias.free();
    }
}
