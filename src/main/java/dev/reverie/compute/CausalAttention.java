package dev.reverie.compute;

/**
 * Causal self-attention over a window, with linear biases in place of positions (Press, Smith and Lewis 2022), for a block of a sequence's
 * rows at a time on the calling thread.
 *
 * <p>A row of {@code qkv} is [query, key, value], 3W. The first {@code context − 1} rows hold keys and values of the steps before the
 * sequence; their queries are not read. Step t is row t + context − 1, so the keys of block number b are the context − 1 + Q rows from row
 * b·Q on. Products are in f32.
 */
final class CausalAttention implements AutoCloseable {
    private final int width;
    private final int heads;
    private final int headWidth;
    private final int past;
    private final int rows;
    private final int keys;
    private final float scale;
    /** [heads, keys]: what is added to the score of a key by its place in the window, −slope · rows before the last one. */
    private final float[][] penalties;
    private final RowMath rowMath;
    private final Gemm scoring;
    private final Gemm mixing;
    private final Gemm dMixing;
    private final Gemm dQueries;
    private final Gemm dKeys;
    private final Gemm dValues;
    /** [Q, keys] of one head; and their gradients. */
    private final Floats shares;
    private final Floats dShares;
    private final float[] row;
    private final float[] dRow;
    private final float[] zeros;

    /**
     * @param rows
     *            Q, of a block
     */
    CausalAttention(TransformerSizes sizes, int rows, Engine engine) {
        this.rows = rows;
        width = sizes.width();
        heads = sizes.heads();
        headWidth = sizes.headWidth();
        past = sizes.past();
        keys = past + rows;
        scale = (float) (1 / Math.sqrt(headWidth));
        penalties = new float[heads][keys];
        for (int head = 0; head < heads; head++) {
            for (int j = 0; j < keys; j++) {
                penalties[head][j] = -sizes.slope(head) * (keys - 1 - j);
            }
        }
        rowMath = engine.kernels().rows();
        int D = headWidth;
        scoring = plan(engine, rows, D, keys, false, true, 3 * width, 3 * width, keys, false);
        mixing = plan(engine, rows, keys, D, false, false, keys, 3 * width, width, false);
        dMixing = plan(engine, rows, D, keys, false, true, width, 3 * width, keys, false);
        dQueries = plan(engine, rows, keys, D, false, false, keys, 3 * width, 3 * width, false);
        dKeys = plan(engine, keys, rows, D, true, false, keys, 3 * width, 3 * width, true);
        dValues = plan(engine, keys, rows, D, true, false, keys, width, 3 * width, true);
        shares = Floats.allocate(rows * keys);
        dShares = Floats.allocate(rows * keys);
        row = new float[keys];
        dRow = new float[keys];
        zeros = new float[keys];
    }

    private static Gemm plan(Engine engine, int m, int k, int n, boolean transposeA, boolean transposeB, int lda, int ldb, int ldc,
            boolean accumulate) {
        return engine.gemm(new Gemm.Shape(m, k, n, transposeA, transposeB, lda, ldb, ldc, accumulate, false, Activation.NONE,
                Precision.F32));
    }

    /**
     * @param block
     *            number of the block
     * @param from
     *            the first row of {@code qkv} that each step sees
     * @param out
     *            [Q, W] at {@code outAt}, overwritten
     */
    void forward(int block, Floats qkv, int[] from, Floats out, int outAt) {
        for (int head = 0; head < heads; head++) {
            share(block, head, qkv, from);
            mixing.run(shares, 0, qkv, column(block, 2, head), null, 0, out, outAt + head * headWidth);
        }
    }

    /** Where the window's queries, keys or values of a head begin. */
    private int column(int block, int part, int head) {
        return block * rows * 3 * width + part * width + head * headWidth;
    }

    /** Where the block's own queries of a head begin. */
    private int queries(int block, int head) {
        return column(block, 0, head) + past * 3 * width;
    }

    /** Attention weights: softmax of q·k/√D − slope·distance over the keys that each step sees, 0 for the others. */
    private void share(int block, int head, Floats qkv, int[] from) {
        float[] penalty = penalties[head];
        scoring.run(qkv, queries(block, head), qkv, column(block, 1, head), null, 0, shares, 0);
        for (int r = 0; r < rows; r++) {
            int first = from[block * rows + r] - block * rows;
            int own = past + r;
            int count = own - first + 1;
            int place = r * keys + first;
            shares.read(place, row, first, count);
            for (int j = first; j <= own; j++) {
                row[j] = row[j] * scale + penalty[j + rows - 1 - r];
            }
            shares.write(r * keys, zeros, 0, first);
            shares.write(place, row, first, count);
            shares.write(place + count, zeros, 0, keys - own - 1);
            rowMath.softmax(shares, place, shares, place, 1, count);
        }
    }

    /**
     * @param dOut
     *            [Q, W], gradient of what forward gave
     * @param dQkv
     *            of the sequence: gets the queries' gradients of the block, and those of keys and values added
     */
    void backward(int block, Floats qkv, int[] from, Floats dOut, Floats dQkv) {
        for (int head = 0; head < heads; head++) {
            int up = head * headWidth;
            share(block, head, qkv, from);
            dValues.run(shares, 0, dOut, up, null, 0, dQkv, column(block, 2, head));
            dMixing.run(dOut, up, qkv, column(block, 2, head), null, 0, dShares, 0);
            for (int r = 0; r < rows; r++) {
                shares.read(r * keys, row, 0, keys);
                dShares.read(r * keys, dRow, 0, keys);
                float mean = LayerNorm.dot(row, 0, dRow, 0, keys);
                for (int j = 0; j < keys; j++) {
                    dRow[j] = scale * row[j] * (dRow[j] - mean);
                }
                dShares.write(r * keys, dRow, 0, keys);
            }
            dQueries.run(dShares, 0, qkv, column(block, 1, head), null, 0, dQkv, queries(block, head));
            dKeys.run(dShares, 0, qkv, queries(block, head), null, 0, dQkv, column(block, 1, head));
        }
    }

    @Override
    public void close() {
        for (var gemm : new Gemm[]{scoring, mixing, dMixing, dQueries, dKeys, dValues}) {
            gemm.close();
        }
        Floats.freeAll(shares, dShares);
    }
}
