package dev.reverie.compute;

import java.util.ArrayList;
import java.util.List;

/** Some sequences of a batch, one after another, forward and backward, on the calling thread. */
final class TransformerShard implements AutoCloseable {
    /** Rows of a block at most: enough for a product, few enough for what is done to them to stay in the core's cache. */
    private static final int BLOCK = 64;

    /** The matrices as plans of a shard want them. */
    record Packs(RowLinear.Packed embedding, List<TransformerLayer.Packs> layers) implements AutoCloseable {
        @Override
        public void close() {
            embedding.close();
            layers.forEach(TransformerLayer.Packs::close);
        }
    }

    /**
     * What backward needs of one sequence.
     *
     * @param from
     *            the first row of {@code qkv} that each step sees; row context − 1 is the sequence's first step
     */
    private record Trace(Floats input, List<TransformerLayer.Trace> layers, TransformerLayer.Norm last, int[] from) {
    }

    private final TransformerSizes sizes;
    private final int steps;
    private final int batch;
    private final int first;
    /** Rows of a block. The last block may have a few rows more than there are steps; what is in them is not used. */
    private final int rows;
    private final int blocks;
    private final RowLinear embedding;
    private final TransformerSizes.Linear embeddingAt;
    private final int normAt;
    private final TransformerLayer.Plans plans;
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final RowNorm norm;
    private final List<Trace> traces = new ArrayList<>();
    /** [T, W], the residual stream; on the way back its gradient. */
    private final Floats stream;
    /** [Q, W] */
    private final Floats outputs;
    private final Floats gradients;

    /**
     * @param first
     *            of the sequences
     * @param end
     *            the one after the last
     */
    TransformerShard(TransformerSizes sizes, int steps, int batch, int first, int end, Precision precision, Engine engine) {
        this.sizes = sizes;
        this.steps = steps;
        this.batch = batch;
        this.first = first;
        blocks = (steps + BLOCK - 1) / BLOCK;
        rows = (steps + blocks - 1) / blocks;
        embedding = RowLinear.training(rows, sizes.inputs(), sizes.width(), Activation.NONE, precision, engine);
        embeddingAt = sizes.embedding();
        normAt = sizes.norm();
        plans = new TransformerLayer.Plans(sizes, rows, blocks, precision, engine);
        for (int l = 0; l < sizes.layers(); l++) {
            layers.add(new TransformerLayer(sizes, l, blocks, plans));
        }
        norm = new RowNorm(sizes.width());
        for (int b = first; b < end; b++) {
            traces.add(trace(blocks * rows));
        }
        stream = Floats.allocate(blocks * rows * sizes.width());
        outputs = Floats.allocate(rows * sizes.width());
        gradients = Floats.allocate(sizes.parameterCount());
    }

    private Trace trace(int all) {
        var each = new ArrayList<TransformerLayer.Trace>();
        for (int l = 0; l < sizes.layers(); l++) {
            each.add(TransformerLayer.Trace.room(sizes, all));
        }
        return new Trace(Floats.allocate(all * sizes.inputs()), each, TransformerLayer.Norm.room(all, sizes.width()), new int[all]);
    }

    Packs allocate() {
        return new Packs(embedding.allocate(), layers.stream().map(layer -> TransformerLayer.Packs.allocate(plans)).toList());
    }

    void pack(Floats w, Packs into) {
        embedding.pack(w, embeddingAt.at(), into.embedding());
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).pack(w, into.layers().get(l));
        }
    }

    Floats gradients() {
        return gradients;
    }

    void forward(Floats w, Packs packs, Floats x, Floats resets, Floats memory, Floats h) {
        for (int i = 0; i < traces.size(); i++) {
            forward(first + i, traces.get(i), w, packs, x, resets, memory, h);
        }
    }

    private void forward(int b, Trace trace, Floats w, Packs packs, Floats x, Floats resets, Floats memory, Floats h) {
        int C = sizes.inputs();
        int W = sizes.width();
        for (int t = 0; t < steps; t++) {
            trace.input.put(t * C, x, (t * batch + b) * C, C);
        }
        int begin = see(b, trace.from, resets, memory);
        for (int row = 0; row < blocks * rows; row += rows) {
            embedding.forward(trace.input, row * C, packs.embedding(), w, embeddingAt.bias(), stream, row * W);
        }
        for (int l = 0; l < layers.size(); l++) {
            remember(b, l, trace.layers.get(l).qkv(), memory);
            layers.get(l).forward(w, packs.layers().get(l), stream, trace.from, trace.layers.get(l));
            carry(b, l, trace.layers.get(l).qkv(), memory);
        }
        if (memory != null) {
            memory.set((b + 1) * sizes.memorySize() - 1, Math.min(sizes.past(), sizes.past() + steps - begin));
        }
        for (int row = 0; row < blocks * rows; row += rows) {
            norm.forward(rows, stream, row * W, w, normAt, trace.last.values(), trace.last.inverse(), row, outputs);
            for (int t = row; t < Math.min(row + rows, steps); t++) {
                h.put((t * batch + b) * W, outputs, (t - row) * W, W);
            }
        }
    }

    /**
     * Sets what each step sees.
     *
     * @return the first row of the episode that the last step is in
     */
    private int see(int b, int[] from, Floats resets, Floats memory) {
        int begin = sizes.past() - (memory == null ? 0 : (int) memory.get((b + 1) * sizes.memorySize() - 1));
        for (int t = 0; t < from.length; t++) {
            if (resets != null && t < steps && resets.get(t * batch + b) != 0) {
                begin = sizes.past() + t;
            }
            from[t] = Math.max(begin, t);
        }
        return begin;
    }

    /** Puts keys and values of the steps before the sequence before its own. */
    private void remember(int b, int l, Floats qkv, Floats memory) {
        int W = sizes.width();
        for (int r = 0; memory != null && r < sizes.past(); r++) {
            qkv.put(r * 3 * W + W, memory, b * sizes.memorySize() + (l * sizes.past() + r) * 2 * W, 2 * W);
        }
    }

    /** Keeps keys and values of the last steps. */
    private void carry(int b, int l, Floats qkv, Floats memory) {
        int W = sizes.width();
        for (int r = 0; memory != null && r < sizes.past(); r++) {
            memory.put(b * sizes.memorySize() + (l * sizes.past() + r) * 2 * W, qkv, (steps + r) * 3 * W + W, 2 * W);
        }
    }

    void backward(Floats w, Packs packs, Floats dh) {
        gradients.fill(0);
        for (int i = 0; i < traces.size(); i++) {
            backward(first + i, traces.get(i), w, packs, dh);
        }
    }

    private void backward(int b, Trace trace, Floats w, Packs packs, Floats dh) {
        int C = sizes.inputs();
        int W = sizes.width();
        stream.fill(0);
        for (int row = 0; row < blocks * rows; row += rows) {
            outputs.fill(0);
            for (int t = row; t < Math.min(row + rows, steps); t++) {
                outputs.put((t - row) * W, dh, (t * batch + b) * W, W);
            }
            norm.backward(rows, outputs, trace.last.values(), trace.last.inverse(), row, w, normAt, stream, row * W, gradients);
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            layers.get(l).backward(w, packs.layers().get(l), stream, trace.from, trace.layers.get(l), gradients);
        }
        for (int row = 0; row < blocks * rows; row += rows) {
            embedding.backward(trace.input, row * C, null, 0, stream, row * W, packs.embedding(), null, gradients, embeddingAt);
        }
    }

    @Override
    public void close() {
        embedding.close();
        plans.close();
        for (var trace : traces) {
            Floats.freeAll(trace.input, trace.last.values());
            trace.layers.forEach(TransformerLayer.Trace::free);
        }
        Floats.freeAll(stream, outputs, gradients);
    }
}
