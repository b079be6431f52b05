package dev.reverie.compute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of a batch, from the first step to the last, on the calling thread.
 *
 * <p>A row of {@code joined} is [x_t, h_{t−1}], so that one product serves both, and so does the weight gradient. On the way back a few
 * steps at a time have their gates' gradients beside them.
 */
final class LstmShard implements AutoCloseable {
    /** Rows of several steps whose weight gradient is one product: enough to feed it, few enough to be in the core's cache still. */
    private static final int CHUNK_ROWS = 128;
    /** Columns of the weight gradient that a product covers. */
    private static final int TILE = 512;

    /** Some columns of the weight gradient, summed over the rows of a chunk of steps. */
    private record Tile(Gemm gemm, int column) {
    }

    private final Lstm.Shape shape;
    private final int from;
    private final int rows;
    private final int width;
    private final Kernels kernels;
    private final Gemm step;
    private final Gemm stepBack;
    private final int chunk;
    private final List<Tile> gradient;
    private final List<Tile> lastGradient;
    private final Gemm inputGradient;
    private final LstmShard packs;
    private final Gemm.Packed kernel;
    private final Gemm.Packed recurrent;
    private final Gemm.Packed input;
    /** [T + 1, rows, C + H]; what step T would read is the final h. */
    private final Floats joined;
    /** [T, rows, 4H] */
    private final Floats gates;
    /** [chunk, rows, 4H]; gradients of the gates of the chunk in hand, which do not outlive it and so never leave the cache. */
    private final Floats dGates;
    /** [T + 1, rows, H]; cell before each step, and after the last. */
    private final Floats cells;
    private final Floats zeros;
    private final Floats dh;
    private final Floats dc;
    private final Floats dKernel;
    private final Floats dBias;
    /** [T, rows, NormalisedCell.traceSize], and the gradient of its weights; both empty where nothing is normalised. */
    private final Floats trace;
    private final float[] dNorm;
    private final int traceSize;
    /** Of the last forward; null where nothing is normalised. */
    private NormalisedCell normalised;
    /** Where the last forward began anew, [T, rows]. */
    private final boolean[] fresh;

    /**
     * @param others
     *            the shards before this one: weights are packed once for shards of one size
     */
    LstmShard(Lstm.Shape shape, int from, int rows, Precision precision, Engine engine, List<LstmShard> others) {
        this.shape = shape;
        this.from = from;
        this.rows = rows;
        this.kernels = engine.kernels();
        int inputs = shape.inputs();
        int hidden = shape.hidden();
        int steps = shape.steps();
        width = inputs + hidden;
        step = engine.gemm(
                new Gemm.Shape(rows, width, 4 * hidden, false, false, width, 4 * hidden, 4 * hidden, false, !shape.normalised(),
                        Activation.NONE, precision));
        stepBack = engine.gemm(
                new Gemm.Shape(rows, 4 * hidden, hidden, false, true, 4 * hidden, 4 * hidden, hidden, false, false, Activation.NONE,
                        precision));
        inputGradient = engine.gemm(
                new Gemm.Shape(rows, 4 * hidden, inputs, false, true, 4 * hidden, 4 * hidden, inputs, false, false, Activation.NONE,
                        precision));
        chunk = Math.min(steps, Math.max(1, CHUNK_ROWS / rows));
        gradient = gradient(engine, precision, chunk);
        lastGradient = steps % chunk == 0 ? gradient : gradient(engine, precision, steps % chunk);
        packs = others.stream().filter(other -> other.rows == rows).findFirst().orElse(this);
        kernel = packs == this ? step.allocate() : packs.kernel;
        recurrent = packs == this ? stepBack.allocate() : packs.recurrent;
        input = packs == this ? inputGradient.allocate() : packs.input;
        joined = Floats.allocate((steps + 1) * rows * width);
        gates = Floats.allocate(steps * rows * 4 * hidden);
        dGates = Floats.allocate(chunk * rows * 4 * hidden);
        cells = Floats.allocate((steps + 1) * rows * hidden);
        zeros = Floats.allocate(hidden);
        dh = Floats.allocate(rows * hidden);
        dc = Floats.allocate(rows * hidden);
        dKernel = Floats.allocate(shape.kernelSize());
        dBias = Floats.allocate(shape.biasSize());
        traceSize = shape.normalised() ? NormalisedCell.traceSize(hidden) : 0;
        trace = Floats.allocate(steps * rows * traceSize);
        dNorm = new float[shape.normalised() ? shape.biasSize() : 0];
        fresh = new boolean[steps * rows];
    }

    private List<Tile> gradient(Engine engine, Precision precision, int steps) {
        var tiles = new ArrayList<Tile>();
        int columns = 4 * shape.hidden();
        for (int column = 0; column < columns; column += TILE) {
            int count = Math.min(TILE, columns - column);
            tiles.add(new Tile(engine.gemm(
                    new Gemm.Shape(width, steps * rows, count, true, false, width, columns, columns, true, false, Activation.NONE,
                            precision)),
                    column));
        }
        return tiles;
    }

    Floats dKernel() {
        return dKernel;
    }

    Floats dBias() {
        return dBias;
    }

    void pack(Floats weights) {
        if (packs == this) {
            step.pack(weights, 0, kernel);
            stepBack.pack(weights, shape.inputs() * 4 * shape.hidden(), recurrent);
            inputGradient.pack(weights, 0, input);
        }
    }

    /**
     * @param cell
     *            with all but the kernel, where it is normalised; otherwise null
     */
    void forward(Floats bias, NormalisedCell cell, Floats x, Floats reset, Floats h0, Floats c0, Floats h, Floats hFinal, Floats cFinal) {
        int hidden = shape.hidden();
        normalised = cell;
        copyRows(h0, from * hidden, hidden, joined, shape.inputs(), width, hidden);
        cells.put(0, c0, from * hidden, rows * hidden);
        for (int t = 0; t < shape.steps(); t++) {
            int now = t * rows;
            copyRows(x, (t * shape.batch() + from) * shape.inputs(), shape.inputs(), joined, now * width, width, shape.inputs());
            forget(t, reset);
            step.run(joined, now * width, kernel, cell == null ? bias : null, 0, gates, now * 4 * hidden);
            cellForward(t);
            copyRows(joined, (now + rows) * width + shape.inputs(), width, h, (t * shape.batch() + from) * hidden, hidden, hidden);
        }
        int end = shape.steps() * rows;
        copyRows(joined, end * width + shape.inputs(), width, hFinal, from * hidden, hidden, hidden);
        cFinal.put(from * hidden, cells, end * hidden, rows * hidden);
    }

    /** Notes which rows begin anew at step t and zeroes their h; their c is read from zeros instead, since backward still needs it. */
    private void forget(int t, Floats reset) {
        for (int r = 0; r < rows; r++) {
            boolean begins = reset != null && reset.get(t * shape.batch() + from + r) != 0;
            fresh[t * rows + r] = begins;
            if (begins) {
                joined.put((t * rows + r) * width + shape.inputs(), zeros, 0, shape.hidden());
            }
        }
    }

    private void cellForward(int t) {
        int hidden = shape.hidden();
        for (int r = 0; r < rows;) {
            int row = t * rows + r;
            int count = run(t, r);
            var before = fresh[row] ? zeros : cells;
            int beforeAt = fresh[row] ? 0 : row * hidden;
            int out = (row + rows) * width + shape.inputs();
            if (normalised == null) {
                kernels.lstmCell().forward(count, hidden, 0, gates, row * 4 * hidden, before, beforeAt, cells, (row + rows) * hidden,
                        joined, out, width);
            } else {
                normalised.forward(count, gates, row * 4 * hidden, before, beforeAt, cells, (row + rows) * hidden, joined, out, width,
                        trace, row * traceSize);
            }
            r += count;
        }
    }

    /** How many rows from r on go on, or 1 if r begins anew. */
    private int run(int t, int r) {
        int end = r + 1;
        if (!fresh[t * rows + r]) {
            while (end < rows && !fresh[t * rows + end]) {
                end++;
            }
        }
        return end - r;
    }

    void backward(Floats dOut, Floats dhFinal, Floats dcFinal, Floats dx, Floats dh0, Floats dc0) {
        int hidden = shape.hidden();
        begin(dhFinal, dh);
        begin(dcFinal, dc);
        dBias.fill(0);
        dKernel.fill(0);
        Arrays.fill(dNorm, 0);
        for (int t = shape.steps() - 1; t >= 0; t--) {
            int now = (t - chunkBegin(t)) * rows * 4 * hidden;
            dGates.put(now, gates, t * rows * 4 * hidden, rows * 4 * hidden);
            kernels.elementwise().add(dOut, (t * shape.batch() + from) * hidden, dh, 0, rows * hidden);
            cellBackward(t, now);
            if (normalised == null) {
                kernels.rows().addColumnSums(dGates, now, 4 * hidden, rows, 4 * hidden, dBias, 0);
            }
            stepBack.run(dGates, now, recurrent, null, 0, dh, 0);
            if (dx != null) {
                inputGradient.run(dGates, now, input, null, 0, dx, (t * shape.batch() + from) * shape.inputs());
            }
            cut(t);
            addGradient(t);
        }
        dBias.write(0, dNorm, 0, dNorm.length);
        dh0.put(from * hidden, dh, 0, rows * hidden);
        dc0.put(from * hidden, dc, 0, rows * hidden);
    }

    /** First step of the chunk that t is in; chunks are counted from the end. */
    private int chunkBegin(int t) {
        return Math.max(0, shape.steps() - ((shape.steps() - 1 - t) / chunk + 1) * chunk);
    }

    /** The weight gradient of a chunk, once its first step is reached. */
    private void addGradient(int t) {
        if (t != chunkBegin(t)) {
            return;
        }
        boolean whole = (shape.steps() - t) % chunk == 0;
        for (var tile : whole ? gradient : lastGradient) {
            tile.gemm().run(joined, t * rows * width, dGates, tile.column(), null, 0, dKernel, tile.column());
        }
    }

    private void begin(Floats given, Floats into) {
        if (given == null) {
            into.fill(0);
        } else {
            into.put(0, given, from * shape.hidden(), rows * shape.hidden());
        }
    }

    private void cellBackward(int t, int at) {
        int hidden = shape.hidden();
        for (int r = 0; r < rows;) {
            int row = t * rows + r;
            int count = run(t, r);
            var before = fresh[row] ? zeros : cells;
            int beforeAt = fresh[row] ? 0 : row * hidden;
            if (normalised == null) {
                kernels.lstmCell().backward(count, hidden, dGates, at + r * 4 * hidden, before, beforeAt, cells, (row + rows) * hidden,
                        dh, r * hidden, hidden, dc, r * hidden);
            } else {
                normalised.backward(count, dGates, at + r * 4 * hidden, before, beforeAt, cells, (row + rows) * hidden, dh, r * hidden,
                        dc, r * hidden, trace, row * traceSize, dNorm);
            }
            r += count;
        }
    }

    /** No gradient goes back past a beginning. */
    private void cut(int t) {
        for (int r = 0; r < rows; r++) {
            if (fresh[t * rows + r]) {
                dh.put(r * shape.hidden(), zeros, 0, shape.hidden());
                dc.put(r * shape.hidden(), zeros, 0, shape.hidden());
            }
        }
    }

    private void copyRows(Floats source, int at, int stride, Floats target, int to, int targetStride, int length) {
        for (int r = 0; r < rows; r++) {
            target.put(to + r * targetStride, source, at + r * stride, length);
        }
    }

    @Override
    public void close() {
        step.close();
        stepBack.close();
        inputGradient.close();
        gradient.forEach(tile -> tile.gemm().close());
        lastGradient.forEach(tile -> tile.gemm().close());
        if (packs == this) {
            kernel.close();
            recurrent.close();
            input.close();
        }
        Floats.freeAll(joined, gates, dGates, cells, zeros, dh, dc, dKernel, dBias, trace);
    }
}
