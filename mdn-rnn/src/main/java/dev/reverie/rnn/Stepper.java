package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.NormalisedCell;
import dev.reverie.compute.Precision;
import dev.reverie.mdn.MdnLayout;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.MixtureDraw;
import java.util.Optional;

/**
 * One step of M for up to N rows at a time, on the calling thread, allocating nothing: what real episodes and dreams are made of.
 *
 * <p>It holds the rows' state, {@link #h} and {@link #c}, which begins at zero. Set {@link #z}, {@link #actions} and {@link #restarts}, then {@link #advance};
 * after {@link #predict}, read {@link #mixtures} and {@link #restartLogit}. A row's bits do not depend on N nor on the other rows; rows beyond those asked
 * for may hold anything. One thread at a time.
 */
public final class Stepper implements AutoCloseable {
    private final MdnRnnShape sizes;
    private final int rows;
    private final Engine engine;
    private final Packs packs;
    private final Gemm gates;
    private final Gemm head;
    private final Floats z;
    private final Floats actions;
    private final Floats restarts;
    private final Floats h;
    private final Floats c;
    private final ThreadLocal<Scratch> scratch;
    private final Floats outputs;
    private final MixtureRows.Rows mixtures;
    private final MixtureDraw draw;
    private final MixtureRows.Rows drawn;

    /**
     * M's weights as steppers of one N want them; shared among those.
     *
     * @param bias
     *            of the gates, null where there is a normalised cell; which is null where there is none
     */
    record Packs(Gemm.Packed kernel, Floats bias, NormalisedCell normalised, Gemm.Packed head, Floats headBias) implements AutoCloseable {
        @Override
        public void close() {
            kernel.close();
            head.close();
            Floats.freeAll(bias, headBias);
        }

        /** A copy of the weights. */
        static Packs of(Weights weights, MdnRnnShape sizes, int rows, Precision precision, Engine engine) {
            var bias = Floats.of(weights.bias().toArray());
            for (int j = sizes.hidden(); j < 2 * sizes.hidden(); j++) {
                bias.set(j, bias.get(j) + sizes.forgetBias());
            }
            try (var gates = engine.gemm(gatesOf(sizes, rows, precision)); var head = engine.gemm(headOf(sizes, rows, precision))) {
                var kernel = gates.allocate();
                gates.pack(weights.kernel(), 0, kernel);
                var headKernel = head.allocate();
                head.pack(weights.head(), 0, headKernel);
                return new Packs(kernel, sizes.layerNorm() ? null : bias,
                        sizes.layerNorm() ? NormalisedCell.of(sizes.hidden(), bias, engine.kernels()) : null, headKernel,
                        Floats.of(weights.headBias().toArray()));
            }
        }
    }

    /**
     * What {@link #advance} writes and nobody reads afterwards. Steppers of a thread share it: with one each, they would push each other's, and the weights,
     * out of the core's cache.
     */
    static final class Scratch implements AutoCloseable {
        /** A row is [z, a, restart, h], or without restart. */
        private Floats joined = Floats.allocate(0);
        private Floats activations = Floats.allocate(0);

        private void atLeast(int joined, int activations) {
            if (this.joined.size() < joined) {
                close();
                this.joined = Floats.allocate(joined);
                this.activations = Floats.allocate(activations);
            }
        }

        @Override
        public void close() {
            Floats.freeAll(joined, activations);
        }
    }

    Stepper(MdnRnnShape sizes, int rows, Precision precision, Packs packs, ThreadLocal<Scratch> scratch, Engine engine) {
        this.sizes = sizes;
        this.rows = rows;
        this.packs = packs;
        this.engine = engine;
        gates = engine.gemm(gatesOf(sizes, rows, precision));
        head = engine.gemm(headOf(sizes, rows, precision));
        z = Floats.allocate(rows * sizes.latent());
        actions = Floats.allocate(rows * sizes.actions());
        restarts = Floats.allocate(rows);
        h = Floats.allocate(rows * sizes.hidden());
        c = Floats.allocate(rows * sizes.hidden());
        this.scratch = scratch;
        outputs = Floats.allocate(rows * sizes.outputs());
        mixtures = new MixtureRows.Rows(outputs, sizes.mixturesAt(), sizes.outputs());
        draw = MixtureDraw.of(sizes.layout(), engine.kernels().mixtures());
        drawn = MixtureRows.Rows.of(z, sizes.latent());
    }

    private static Gemm.Shape gatesOf(MdnRnnShape sizes, int rows, Precision precision) {
        return product(rows, sizes.inputs() + sizes.hidden(), 4 * sizes.hidden(), !sizes.layerNorm(), precision);
    }

    private static Gemm.Shape headOf(MdnRnnShape sizes, int rows, Precision precision) {
        return product(rows, sizes.hidden(), sizes.outputs(), true, precision);
    }

    private static Gemm.Shape product(int m, int k, int n, boolean biased, Precision precision) {
        return new Gemm.Shape(m, k, n, false, false, k, n, n, false, biased, Activation.NONE, precision);
    }

    /** N. */
    public int rows() {
        return rows;
    }

    /** [N, Z] */
    public Floats z() {
        return z;
    }

    /** [N, A] */
    public Floats actions() {
        return actions;
    }

    /** [N], 1 at the first step of an episode, otherwise 0; not looked at where M has no restart head. */
    public Floats restarts() {
        return restarts;
    }

    /** [N, H] */
    public Floats h() {
        return h;
    }

    /** [N, H] */
    public Floats c() {
        return c;
    }

    /** From (h_t, c_t) with (z_t, a_t) to (h_{t+1}, c_{t+1}), for the first {@code count} rows. */
    public void advance(int count) {
        int Z = sizes.latent();
        int A = sizes.actions();
        int H = sizes.hidden();
        int width = sizes.inputs() + H;
        var room = scratch.get();
        room.atLeast(rows * width, rows * 4 * H);
        var joined = room.joined;
        for (int r = 0; r < count; r++) {
            joined.put(r * width, z, r * Z, Z);
            joined.put(r * width + Z, actions, r * A, A);
            if (sizes.heads().restart()) {
                joined.set(r * width + Z + A, restarts.get(r));
            }
            joined.put(r * width + sizes.inputs(), h, r * H, H);
        }
        gates.run(joined, 0, packs.kernel(), packs.bias(), 0, room.activations, 0);
        if (packs.normalised() == null) {
            engine.kernels().lstmCell().forward(count, H, 0, room.activations, 0, c, 0, c, 0, h, 0, H);
        } else {
            packs.normalised().forward(count, room.activations, 0, c, 0, c, 0, h, 0, H, null, 0);
        }
    }

    /** What M expects next, given h. */
    public void predict() {
        head.run(h, 0, packs.head(), packs.headBias(), 0, outputs, 0);
    }

    /** Of row r's episode being over; −∞ where M has no such head. */
    public float restartLogit(int r) {
        return sizes.heads().restart() ? outputs.get(r * sizes.outputs()) : Float.NEGATIVE_INFINITY;
    }

    /** Over what row r's step pays; empty where M has no such head. */
    Optional<Mixture> rewardMixture(int r) {
        if (sizes.heads().reward() == 0) {
            return Optional.empty();
        }
        var row = new double[sizes.rewardLayout().outputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = outputs.get(r * sizes.outputs() + sizes.rewardAt() + i);
        }
        return Optional.of(sizes.rewardLayout().read(row).get(0));
    }

    /** The mean of what M expects row r's step to pay; 1 where it has no such head. */
    public double reward(int r) {
        int K = sizes.heads().reward();
        if (K == 0) {
            return 1;
        }
        int at = r * sizes.outputs() + sizes.rewardAt();
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < K; k++) {
            most = Math.max(most, outputs.get(at + k));
        }
        double total = 0;
        double sum = 0;
        for (int k = 0; k < K; k++) {
            double weight = StrictMath.exp(outputs.get(at + k) - most);
            total += weight;
            sum += weight * outputs.get(at + K + k);
        }
        return sum / total;
    }

    /**
     * Draws the next z of the first {@code count} rows from {@link #mixtures} into {@link #z}.
     *
     * @param temperature
     *            τ, that logits are divided by
     * @param noiseScale
     *            factor of every σ
     * @param choices
     *            uniform numbers on (0, 1), [N, Z]
     * @param noise
     *            normal numbers, [N, Z]
     */
    public void draw(int count, float temperature, float noiseScale, MixtureRows.Rows choices, MixtureRows.Rows noise) {
        draw.run(count, mixtures, temperature, noiseScale, choices, noise, drawn);
    }

    /** Of the next z, as {@link #layout} says. */
    public MixtureRows.Rows mixtures() {
        return mixtures;
    }

    public MdnLayout layout() {
        return sizes.layout();
    }

    /** Takes over z, h, c and restart of a row of another. */
    public void copyRow(int to, Stepper other, int from) {
        z.put(to * sizes.latent(), other.z, from * sizes.latent(), sizes.latent());
        h.put(to * sizes.hidden(), other.h, from * sizes.hidden(), sizes.hidden());
        c.put(to * sizes.hidden(), other.c, from * sizes.hidden(), sizes.hidden());
        restarts.set(to, other.restarts.get(from));
    }

    /** Row r at the beginning of an episode, all but z. */
    public void begin(int r) {
        int H = sizes.hidden();
        for (int j = r * H; j < (r + 1) * H; j++) {
            h.set(j, 0);
            c.set(j, 0);
        }
        restarts.set(r, 1);
    }

    @Override
    public void close() {
        gates.close();
        head.close();
        Floats.freeAll(z, actions, restarts, h, c, outputs);
        draw.close();
    }
}
