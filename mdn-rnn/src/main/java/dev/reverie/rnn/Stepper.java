package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.Precision;
import dev.reverie.mdn.MdnLayout;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.MixtureDraw;
import java.util.Optional;

/**
 * One step of M for up to N rows at a time, on the calling thread, allocating nothing: what real episodes and dreams are made of.
 *
 * <p>It holds what is remembered of the rows, at first nothing. Set {@link #z}, {@link #actions} and {@link #restarts}, then {@link #advance};
 * after {@link #predict}, read {@link #prediction} or {@link #restartLogit}. A row's bits do not depend on N nor on the other rows; rows beyond those asked
 * for may hold anything. One thread at a time.
 */
public final class Stepper implements AutoCloseable {
    private final MdnRnnShape sizes;
    private final int rows;
    private final Packs packs;
    private final MemoryShape.Steps memory;
    private final Floats h;
    private final Gemm head;
    private final Floats z;
    private final Floats actions;
    private final Floats restarts;
    private final Floats outputs;
    private final MixtureRows.Rows mixtures;
    private final MixtureDraw draw;
    private final MixtureRows.Rows drawn;

    /** M's weights as steppers of one N want them; shared among those. */
    record Packs(MemoryShape.Packed memory, Gemm.Packed head, Floats headBias) implements AutoCloseable {
        /** A copy of the weights. */
        static Packs of(Weights weights, MdnRnnShape sizes, int rows, Precision precision, Engine engine) {
            try (var head = engine.gemm(headOf(sizes, rows, precision))) {
                var kernel = head.allocate();
                head.pack(weights.head(), 0, kernel);
                return new Packs(sizes.memory().pack(weights.memory(), rows, precision, engine), kernel,
                        Floats.of(weights.headBias().toArray()));
            }
        }

        @Override
        public void close() {
            memory.close();
            head.close();
            headBias.free();
        }
    }

    Stepper(MdnRnnShape sizes, int rows, Precision precision, Packs packs, ThreadLocal<Scratch> scratch, Engine engine) {
        this.sizes = sizes;
        this.rows = rows;
        this.packs = packs;
        memory = packs.memory().steps(scratch);
        h = memory.parts().get(0);
        head = engine.gemm(headOf(sizes, rows, precision));
        z = Floats.allocate(rows * sizes.latent());
        actions = Floats.allocate(rows * sizes.actions());
        restarts = Floats.allocate(rows);
        outputs = Floats.allocate(rows * sizes.outputs());
        mixtures = new MixtureRows.Rows(outputs, sizes.mixturesAt(), sizes.outputs());
        draw = MixtureDraw.of(sizes.layout(), engine.kernels().mixtures());
        drawn = MixtureRows.Rows.of(z, sizes.latent());
    }

    private static Gemm.Shape headOf(MdnRnnShape sizes, int rows, Precision precision) {
        int H = sizes.hidden();
        int O = sizes.outputs();
        return new Gemm.Shape(rows, H, O, false, false, H, O, O, false, true, Activation.NONE, precision);
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

    /** [N, H], the memory's output. */
    public Floats h() {
        return h;
    }

    /** [N, H]; null where the memory is no LSTM and has none. */
    public Floats c() {
        return memory.parts().size() > 1 ? memory.parts().get(1) : null;
    }

    /** From what is remembered before step t, with (z_t, a_t), to what is remembered after it, for the first {@code count} rows. */
    public void advance(int count) {
        memory.advance(count, z, actions, sizes.heads().restart() ? restarts : null);
    }

    /** What M expects next, given h. */
    public void predict() {
        head.run(h, 0, packs.head(), packs.headBias(), 0, outputs, 0);
    }

    /** Of row r's episode being over; −∞ where M has no such head. */
    public float restartLogit(int r) {
        return sizes.heads().restart() ? outputs.get(r * sizes.outputs()) : Float.NEGATIVE_INFINITY;
    }

    /** All that M expects of row r. */
    public Prediction prediction(int r) {
        var row = new double[sizes.layout().outputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = outputs.get(mixtures.row(r) + i);
        }
        return new Prediction(sizes.layout().read(row), restartLogit(r), rewardMixture(r));
    }

    private Optional<Mixture> rewardMixture(int r) {
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
     * Draws the next z of the first {@code count} rows from what {@link #predict} found into {@link #z}.
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

    public MdnLayout layout() {
        return sizes.layout();
    }

    /** Takes over z, memory and restart of a row of another. */
    public void copyRow(int to, Stepper other, int from) {
        z.put(to * sizes.latent(), other.z, from * sizes.latent(), sizes.latent());
        memory.copyRow(to, other.memory, from);
        restarts.set(to, other.restarts.get(from));
    }

    /** Row r at the beginning of an episode, all but z. */
    public void begin(int r) {
        memory.begin(r);
        restarts.set(r, 1);
    }

    @Override
    public void close() {
        memory.close();
        head.close();
        Floats.freeAll(z, actions, restarts, outputs);
        draw.close();
    }
}
