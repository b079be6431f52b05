package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.compute.Precision;
import dev.reverie.mdn.MixtureLoss;
import java.util.ArrayList;
import java.util.List;

/**
 * The head for a chunk of rows at a time, on the calling thread: outputs, loss, and back, before the outputs have left the core's cache. Gradients of
 * weights add up from chunk to chunk.
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
    private final MixtureLoss mixtureLoss;
    /** Null where there is no such head; likewise the restart's. */
    private final MixtureLoss rewardLoss;
    private final DoneLoss restartLoss;
    /** [rows, {@link MdnRnnShape#outputs}]; gradients overwrite outputs. */
    private final Floats outputs;
    private final Floats rowWeights;
    private final Floats rewardWeights;
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
        mixtureLoss = MixtureLoss.of(sizes.layout(), rows, this.engine);
        rewardLoss = sizes.heads().reward() == 0 ? null : MixtureLoss.of(sizes.rewardLayout(), rows, this.engine);
        restartLoss = sizes.heads().restart() ? new DoneLoss(rows, restartWeight, this.engine.pool()) : null;
        outputs = Floats.allocate(rows * O);
        rowWeights = Floats.allocate(rows);
        rewardWeights = Floats.allocate(rows);
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
        int Z = sizes.latent();
        int H = sizes.hidden();
        int O = sizes.outputs();
        boolean goesBack = dh != null;
        forward.run(h, row * H, packs.forward, bias, 0, outputs, 0);
        var targets = new Rows(labels, row * sizes.labels(), sizes.labels());
        var flags = new Rows(labels, row * sizes.labels() + Z, sizes.labels());
        float share = (float) (1.0 / count / Z);
        for (int r = 0; r < rows; r++) {
            rowWeights.set(r, labels.get(flags.row(r) + 1) * share);
            rewardWeights.set(r, labels.get(flags.row(r) + 1) / count);
        }
        var mixtures = new Rows(outputs, sizes.mixturesAt(), O);
        double nll = mixtureLoss.run(mixtures, targets, Rows.of(rowWeights, 1), goesBack ? mixtures : null);
        double reward = 0;
        if (rewardLoss != null) {
            var said = new Rows(outputs, sizes.rewardAt(), O);
            var paid = new Rows(labels, row * sizes.labels() + Z + 2, sizes.labels());
            reward = rewardLoss.run(said, paid, Rows.of(rewardWeights, 1), goesBack ? said : null);
        }
        var ends = Losses.NONE;
        if (restartLoss != null) {
            var logits = new Rows(outputs, 0, O);
            ends = restartLoss.run(logits, flags, goesBack ? logits : null, count);
        }
        if (goesBack) {
            back.run(outputs, 0, packs.back, null, 0, dh, row * H);
            for (var tile : gradient) {
                tile.gemm().run(h, row * H, outputs, tile.column(), null, 0, dHead, tile.column());
            }
            engine.kernels().rows().addColumnSums(outputs, 0, O, rows, O, dBias, 0);
        }
        return new Losses(nll, reward, ends.restart(), 0, ends.ends(), ends.found(), ends.alarms());
    }

    @Override
    public void close() {
        forward.close();
        back.close();
        gradient.forEach(tile -> tile.gemm().close());
    }
}
