package dev.reverie.compute;

/**
 * One layer of a {@link Transformer} on one sequence after another, on the calling thread: x += attention(norm(x)), x +=
 * perceptron(norm(x)), in blocks of rows.
 */
final class TransformerLayer {
    /** The layer's matrices as {@link Plans} want them. */
    record Packs(RowLinear.Packed qkv, RowLinear.Packed out, RowLinear.Packed up, RowLinear.Packed down) implements AutoCloseable {
        static Packs allocate(Plans plans) {
            return new Packs(plans.qkv.allocate(), plans.out.allocate(), plans.up.allocate(), plans.down.allocate());
        }

        @Override
        public void close() {
            qkv.close();
            out.close();
            up.close();
            down.close();
        }
    }

    /** Normalised rows [T, W], and 1 / deviation of each. */
    record Norm(Floats values, float[] inverse) {
        static Norm room(int rows, int width) {
            return new Norm(Floats.allocate(rows * width), new float[rows]);
        }
    }

    /**
     * What backward needs of one sequence.
     *
     * @param qkv
     *            queries, keys and values, [context − 1 + T, 3W]; the first context − 1 rows are of steps before the sequence
     * @param attended
     *            output of the attention, [T, W]
     * @param hidden
     *            of the perceptron, [T, 4W]
     */
    record Trace(Norm attentionNorm, Floats qkv, Floats attended, Norm perceptronNorm, Floats hidden) {
        static Trace room(TransformerSizes sizes, int rows) {
            int W = sizes.width();
            return new Trace(Norm.room(rows, W), Floats.allocate((sizes.past() + rows) * 3 * W), Floats.allocate(rows * W),
                    Norm.room(rows, W), Floats.allocate(rows * TransformerSizes.EXPANSION * W));
        }

        void free() {
            Floats.freeAll(attentionNorm.values(), qkv, attended, perceptronNorm.values(), hidden);
        }
    }

    /** What layers of one shard share: plans for a block of Q rows, and room for what does not outlive it. */
    static final class Plans implements AutoCloseable {
        private final int rows;
        private final RowLinear qkv;
        private final RowLinear out;
        private final RowLinear up;
        private final RowLinear down;
        private final RowNorm norm;
        private final CausalAttention attention;
        private final Elementwise elementwise;
        /** [Q, W] */
        private final Floats normed;
        private final Floats added;
        /** [Q, 4W] */
        private final Floats dHidden;
        /** [context − 1 + T, 3W] */
        private final Floats dQkv;

        Plans(TransformerSizes sizes, int rows, int blocks, Precision precision, Engine engine) {
            this.rows = rows;
            int W = sizes.width();
            int wide = TransformerSizes.EXPANSION * W;
            qkv = RowLinear.training(rows, W, 3 * W, Activation.NONE, precision, engine);
            out = RowLinear.training(rows, W, W, Activation.NONE, precision, engine);
            up = RowLinear.training(rows, W, wide, Activation.RELU, precision, engine);
            down = RowLinear.training(rows, wide, W, Activation.NONE, precision, engine);
            norm = new RowNorm(W);
            attention = new CausalAttention(sizes, rows, engine);
            elementwise = engine.kernels().elementwise();
            normed = Floats.allocate(rows * W);
            added = Floats.allocate(rows * W);
            dHidden = Floats.allocate(rows * wide);
            dQkv = Floats.allocate((sizes.past() + blocks * rows) * 3 * W);
        }

        @Override
        public void close() {
            qkv.close();
            out.close();
            up.close();
            down.close();
            attention.close();
            Floats.freeAll(normed, added, dHidden, dQkv);
        }
    }

    private final int width;
    private final int past;
    private final int blocks;
    private final TransformerSizes.Layer at;
    private final Plans plans;

    /**
     * @param blocks
     *            of a sequence
     */
    TransformerLayer(TransformerSizes sizes, int number, int blocks, Plans plans) {
        width = sizes.width();
        past = sizes.past();
        at = sizes.layer(number);
        this.blocks = blocks;
        this.plans = plans;
    }

    void pack(Floats w, Packs into) {
        plans.qkv.pack(w, at.qkv().at(), into.qkv());
        plans.out.pack(w, at.out().at(), into.out());
        plans.up.pack(w, at.up().at(), into.up());
        plans.down.pack(w, at.down().at(), into.down());
    }

    private int hidden(int row) {
        return row * TransformerSizes.EXPANSION * width;
    }

    /**
     * @param w
     *            all parameters
     * @param stream
     *            [T, W], x
     * @param from
     *            the first row of {@code qkv} that each step sees
     */
    void forward(Floats w, Packs packs, Floats stream, int[] from, Trace trace) {
        int W = width;
        var p = plans;
        for (int block = 0; block < blocks; block++) {
            int row = block * p.rows;
            var normal = trace.attentionNorm();
            p.norm.forward(p.rows, stream, row * W, w, at.attentionNorm(), normal.values(), normal.inverse(), row, p.normed);
            p.qkv.forward(p.normed, 0, packs.qkv(), w, at.qkv().bias(), trace.qkv(), (past + row) * 3 * W);
        }
        for (int block = 0; block < blocks; block++) {
            int row = block * p.rows;
            p.attention.forward(block, trace.qkv(), from, trace.attended(), row * W);
            p.out.forward(trace.attended(), row * W, packs.out(), w, at.out().bias(), p.added, 0);
            p.elementwise.add(p.added, 0, stream, row * W, p.rows * W);
            var normal = trace.perceptronNorm();
            p.norm.forward(p.rows, stream, row * W, w, at.perceptronNorm(), normal.values(), normal.inverse(), row, p.normed);
            p.up.forward(p.normed, 0, packs.up(), w, at.up().bias(), trace.hidden(), hidden(row));
            p.down.forward(trace.hidden(), hidden(row), packs.down(), w, at.down().bias(), p.added, 0);
            p.elementwise.add(p.added, 0, stream, row * W, p.rows * W);
        }
    }

    /**
     * @param stream
     *            [T, W], gradient of x after the layer in, before it out
     * @param gradients
     *            of all parameters, get the layer's added
     */
    void backward(Floats w, Packs packs, Floats stream, int[] from, Trace trace, Floats gradients) {
        int W = width;
        var p = plans;
        p.dQkv.fill(0);
        for (int block = 0; block < blocks; block++) {
            int row = block * p.rows;
            perceptronBackward(w, packs, stream, row, trace, gradients);
            // Without an activation the stream's gradient, which goes on as it is, is not changed by this.
            p.out.backward(trace.attended(), row * W, null, 0, stream, row * W, packs.out(), p.added, gradients, at.out());
            p.attention.backward(block, trace.qkv(), from, p.added, p.dQkv);
        }
        for (int block = 0; block < blocks; block++) {
            int row = block * p.rows;
            var normal = trace.attentionNorm();
            p.norm.again(p.rows, normal.values(), row, w, at.attentionNorm(), p.normed);
            p.qkv.backward(p.normed, 0, null, 0, p.dQkv, (past + row) * 3 * W, packs.qkv(), p.added, gradients, at.qkv());
            p.norm.backward(p.rows, p.added, normal.values(), normal.inverse(), row, w, at.attentionNorm(), stream, row * W, gradients);
        }
    }

    private void perceptronBackward(Floats w, Packs packs, Floats stream, int row, Trace trace, Floats gradients) {
        int W = width;
        var p = plans;
        p.down.backward(trace.hidden(), hidden(row), null, 0, stream, row * W, packs.down(), p.dHidden, gradients, at.down());
        var normal = trace.perceptronNorm();
        p.norm.again(p.rows, normal.values(), row, w, at.perceptronNorm(), p.normed);
        p.up.backward(p.normed, 0, trace.hidden(), hidden(row), p.dHidden, 0, packs.up(), p.added, gradients, at.up());
        p.norm.backward(p.rows, p.added, normal.values(), normal.inverse(), row, w, at.perceptronNorm(), stream, row * W, gradients);
    }
}
