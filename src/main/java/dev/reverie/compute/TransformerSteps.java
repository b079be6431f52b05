package dev.reverie.compute;

import dev.reverie.compute.plain.RowProduct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Transformer} one step at a time, for up to N independent rows, on the calling thread. It allocates nothing.
 *
 * <p>Each row keeps keys and values of its last {@code context} steps in rings, 2·L·W·context floats. A row's bits do not depend on N nor
 * on the other rows. One thread at a time.
 */
public final class TransformerSteps implements AutoCloseable {
    /** The weights as steps of one N want them; shared among those. */
    public static final class Packs implements AutoCloseable {
        private final Floats parameters;
        private final RowLinear.Packed embedding;
        private final List<TransformerLayer.Packs> layers = new ArrayList<>();

        /** A copy of the weights. */
        public Packs(TransformerSizes sizes, Floats parameters, int rows, Precision precision, Engine engine) {
            this.parameters = Floats.of(parameters.toArray());
            try (var plans = new Plans(sizes, rows, precision, engine)) {
                embedding = packed(plans.embedding, sizes.embedding());
                for (int l = 0; l < sizes.layers(); l++) {
                    var at = sizes.layer(l);
                    layers.add(new TransformerLayer.Packs(packed(plans.qkv, at.qkv()), packed(plans.out, at.out()),
                            packed(plans.up, at.up()), packed(plans.down, at.down())));
                }
            }
        }

        private RowLinear.Packed packed(RowLinear plan, TransformerSizes.Linear at) {
            var packed = plan.allocate();
            plan.pack(parameters, at.at(), packed);
            return packed;
        }

        @Override
        public void close() {
            embedding.close();
            layers.forEach(TransformerLayer.Packs::close);
            parameters.free();
        }
    }

    /** Products of N rows. */
    private record Plans(RowLinear embedding, RowLinear qkv, RowLinear out, RowLinear up, RowLinear down) implements AutoCloseable {
        Plans(TransformerSizes s, int rows, Precision precision, Engine engine) {
            this(plan(rows, s.inputs(), s.width(), precision, engine), plan(rows, s.width(), 3 * s.width(), precision, engine),
                    plan(rows, s.width(), s.width(), precision, engine),
                    RowLinear.forward(rows, s.width(), TransformerSizes.EXPANSION * s.width(), Activation.RELU, precision, engine),
                    plan(rows, TransformerSizes.EXPANSION * s.width(), s.width(), precision, engine));
        }

        private static RowLinear plan(int rows, int inputs, int outputs, Precision precision, Engine engine) {
            return RowLinear.forward(rows, inputs, outputs, Activation.NONE, precision, engine);
        }

        @Override
        public void close() {
            for (var plan : new RowLinear[]{embedding, qkv, out, up, down}) {
                plan.close();
            }
        }
    }

    /**
     * What one row remembers in one layer: slot s of a ring of {@code context}.
     *
     * @param keys
     *            [W, slots], so that one pass multiplies a query with all keys
     * @param values
     *            [heads·slots, W / heads], so that one pass adds up all values by their weights
     */
    private record Ring(float[][] keys, float[][] values) {
        Ring(TransformerSizes sizes) {
            this(new float[sizes.width()][sizes.context()], new float[sizes.heads() * sizes.context()][sizes.headWidth()]);
        }

        /** Key and value of a row of queries, keys and values. */
        void put(int slot, int context, float[] qkv) {
            int W = keys.length;
            int D = values[0].length;
            for (int j = 0; j < W; j++) {
                keys[j][slot] = qkv[W + j];
            }
            for (int at = 0; at < W; at += D) {
                System.arraycopy(qkv, 2 * W + at, values[at / D * context + slot], 0, D);
            }
        }

        void copy(Ring other) {
            copy(other.keys, keys);
            copy(other.values, values);
        }

        private static void copy(float[][] from, float[][] to) {
            for (int i = 0; i < to.length; i++) {
                System.arraycopy(from[i], 0, to[i], 0, to[i].length);
            }
        }
    }

    private final TransformerSizes sizes;
    private final TransformerSizes.Linear embeddingAt;
    private final List<TransformerSizes.Layer> layers = new ArrayList<>();
    private final int normAt;
    private final int rows;
    private final Packs packs;
    private final Plans plans;
    private final Kernels kernels;
    private final RowNorm norm;
    private final float scale;
    private final float[] slopes;
    /** [N, L] */
    private final Ring[][] rings;
    /** The slot that a row's next step goes to; and how many are filled. */
    private final int[] next;
    private final int[] filled;
    /** [N, W] */
    private final Floats stream;
    private final Floats normed;
    private final Floats added;
    /** [N, 4W], of which queries, keys and values take 3W. */
    private final Floats wide;
    private final float[] qkv;
    /** [heads, slots] */
    private final float[] shares;
    private final Floats scores;
    private final float[] answer;

    /**
     * @param packs
     *            of the same sizes, N and precision
     */
    public TransformerSteps(TransformerSizes sizes, int rows, Precision precision, Packs packs, Engine engine) {
        this.sizes = sizes;
        this.rows = rows;
        this.packs = packs;
        plans = new Plans(sizes, rows, precision, engine);
        kernels = engine.kernels();
        embeddingAt = sizes.embedding();
        normAt = sizes.norm();
        int W = sizes.width();
        norm = new RowNorm(W);
        scale = (float) (1 / Math.sqrt(sizes.headWidth()));
        slopes = new float[sizes.heads()];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = sizes.slope(i);
        }
        rings = new Ring[rows][sizes.layers()];
        for (int l = 0; l < sizes.layers(); l++) {
            layers.add(sizes.layer(l));
            for (int r = 0; r < rows; r++) {
                rings[r][l] = new Ring(sizes);
            }
        }
        next = new int[rows];
        filled = new int[rows];
        stream = Floats.allocate(rows * W);
        normed = Floats.allocate(rows * W);
        added = Floats.allocate(rows * W);
        wide = Floats.allocate(rows * TransformerSizes.EXPANSION * W);
        qkv = new float[3 * W];
        shares = new float[sizes.context()];
        scores = Floats.allocate(sizes.heads() * sizes.context());
        answer = new float[sizes.headWidth()];
    }

    public TransformerSizes sizes() {
        return sizes;
    }

    /**
     * One step of the first {@code count} rows; what the others hold is not touched, but their outputs may be anything.
     *
     * @param x
     *            [N, C]
     * @param h
     *            [N, W], gets the outputs
     */
    public void advance(int count, Floats x, Floats h) {
        var w = packs.parameters;
        int all = rows * sizes.width();
        plans.embedding.forward(x, 0, packs.embedding, w, embeddingAt.bias(), stream, 0);
        for (int l = 0; l < layers.size(); l++) {
            var at = layers.get(l);
            var pack = packs.layers.get(l);
            norm.forward(rows, stream, 0, w, at.attentionNorm(), null, null, 0, normed);
            plans.qkv.forward(normed, 0, pack.qkv(), w, at.qkv().bias(), wide, 0);
            for (int r = 0; r < count; r++) {
                attend(r, rings[r][l]);
            }
            plans.out.forward(normed, 0, pack.out(), w, at.out().bias(), added, 0);
            kernels.elementwise().add(added, 0, stream, 0, all);
            norm.forward(rows, stream, 0, w, at.perceptronNorm(), null, null, 0, normed);
            plans.up.forward(normed, 0, pack.up(), w, at.up().bias(), wide, 0);
            plans.down.forward(wide, 0, pack.down(), w, at.down().bias(), added, 0);
            kernels.elementwise().add(added, 0, stream, 0, all);
        }
        norm.forward(rows, stream, 0, w, normAt, null, null, 0, h);
        for (int r = 0; r < count; r++) {
            next[r] = (next[r] + 1) % sizes.context();
            filled[r] = Math.min(filled[r] + 1, sizes.context());
        }
    }

    /** Adds the row's key and value to its ring; puts the output of its attention into {@code normed}. */
    private void attend(int r, Ring ring) {
        int W = sizes.width();
        int D = sizes.headWidth();
        int C = sizes.context();
        int slot = next[r];
        int count = Math.min(filled[r] + 1, C);
        wide.read(r * 3 * W, qkv, 0, 3 * W);
        ring.put(slot, C, qkv);
        for (int head = 0; head < sizes.heads(); head++) {
            Arrays.fill(shares, 0, count, 0);
            RowProduct.add(qkv, head * D, D, ring.keys, head * D, count, shares);
            for (int s = 0; s < count; s++) {
                int distance = s <= slot ? slot - s : slot - s + C;
                shares[s] = shares[s] * scale - slopes[head] * distance;
            }
            scores.write(head * count, shares, 0, count);
        }
        kernels.rows().softmax(scores, 0, scores, 0, sizes.heads(), count);
        for (int head = 0; head < sizes.heads(); head++) {
            scores.read(head * count, shares, 0, count);
            Arrays.fill(answer, 0);
            RowProduct.add(shares, 0, count, ring.values, head * C, D, answer);
            normed.write(r * W + head * D, answer, 0, D);
        }
    }

    /** Takes over what a row of another, of the same sizes, remembers. */
    public void copyRow(int to, TransformerSteps other, int from) {
        for (int l = 0; l < layers.size(); l++) {
            rings[to][l].copy(other.rings[from][l]);
        }
        next[to] = other.next[from];
        filled[to] = other.filled[from];
    }

    /** Row r remembers nothing. */
    public void begin(int r) {
        next[r] = 0;
        filled[r] = 0;
    }

    @Override
    public void close() {
        plans.close();
        Floats.freeAll(stream, normed, added, wide, scores);
    }
}
