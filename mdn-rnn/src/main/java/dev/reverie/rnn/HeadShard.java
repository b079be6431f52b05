package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.compute.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The head for a chunk of rows at a time, on the calling thread: outputs, loss, and back, before the outputs have left the core's cache.
 * Gradients of weights add up from chunk to chunk.
 */
final class HeadShard implements AutoCloseable {
    /** Columns of the weight gradient that a product covers. */
    private static final int TILE = 512;

    /** Some columns of the weight gradient. */
    private record Tile(Gemm gemm, int column) {
    }

    /** The head's weights as shards of one chunk size want them. */
    static final class Packs {
        private Gemm.Packed forward;
        private Gemm.Packed back;
    }

    private final MdnRnnShape sizes;
    private final int rows;
    private final Engine engine;
    private final Gemm forward;
    private final Gemm back;
    private final List<Tile> gradient = new ArrayList<>();
    private final List<HeadSlot> slots;
    private final List<Head.Loss> losses;
    /** [rows, {@link MdnRnnShape#outputs}]; gradients overwrite outputs. */
    private final Floats outputs;
    private final Floats dHead;
    private final Floats dBias;

    /**
     * @param rows
     *            in a chunk
     */
    HeadShard(MdnRnnShape sizes, int rows, double restartWeight, Precision precision, Engine engine) {
        this.sizes = sizes;
        this.rows = rows;
        this.engine = engine.serial();
        int H = sizes.hidden();
        int O = sizes.outputs();
        forward = engine.gemm(new Gemm.Shape(rows, H, O, false, false, H, O, O, false, true, Activation.NONE, precision));
        back = engine.gemm(new Gemm.Shape(rows, O, H, false, true, O, O, H, false, false, Activation.NONE, precision));
        for (int column = 0; column < O; column += TILE) {
            int count = Math.min(TILE, O - column);
            gradient.add(new Tile(
                    engine.gemm(new Gemm.Shape(H, rows, count, true, false, H, O, O, true, false, Activation.NONE, precision)),
                    column));
        }
        slots = sizes.slots(restartWeight);
        losses = slots.stream().map(slot -> slot.head().loss(rows, this.engine)).toList();
        outputs = Floats.allocate(rows * O);
        dHead = Floats.allocate(sizes.headSize());
        dBias = Floats.allocate(O);
    }

    void pack(Floats head, Packs into) {
        if (into.forward == null) {
            into.forward = forward.allocate();
            into.back = back.allocate();
        }
        forward.pack(head, 0, into.forward);
        back.pack(head, 0, into.back);
    }

    Floats dHead() {
        return dHead;
    }

    Floats dBias() {
        return dBias;
    }

    void begin() {
        dHead.fill(0);
        dBias.fill(0);
    }

    /** Outputs of the rows from {@code row} on, into a buffer of all rows. */
    void outputs(int row, Floats h, Packs packs, Floats bias, Floats into) {
        forward.run(h, row * sizes.hidden(), packs.forward, bias, 0, into, row * sizes.outputs());
    }

    /**
     * Of the rows from {@code row} on.
     *
     * @param h
     *            of all rows; likewise labels
     * @param dh
     *            of all rows, gets the chunk's part; null for the loss alone
     * @param count
     *            how many of all rows count
     */
    Losses run(int row, Floats h, Floats labels, Packs packs, Floats bias, Floats dh, int count) {
        int H = sizes.hidden();
        int O = sizes.outputs();
        int L = sizes.labels();
        boolean goesBack = dh != null;
        forward.run(h, row * H, packs.forward, bias, 0, outputs, 0);
        var counts = new Rows(labels, row * L + sizes.countsAt(), L);
        var sums = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            var own = new double[slot.head().sums()];
            losses.get(i).run(new Rows(outputs, slot.output(), O), new Rows(labels, row * L + slot.label(), L), counts, count, goesBack,
                    own);
            sums.put(slot.head().name(), own);
        }
        if (goesBack) {
            back.run(outputs, 0, packs.back, null, 0, dh, row * H);
            for (var tile : gradient) {
                tile.gemm().run(h, row * H, outputs, tile.column(), null, 0, dHead, tile.column());
            }
            engine.kernels().rows().addColumnSums(outputs, 0, O, rows, O, dBias, 0);
        }
        return new Losses(sums, 0);
    }

    @Override
    public void close() {
        forward.close();
        back.close();
        gradient.forEach(tile -> tile.gemm().close());
    }
}
