package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.MixtureRows;
import dev.reverie.compute.Precision;
import dev.reverie.compute.Sampling;
import dev.reverie.core.WorldModel;
import dev.reverie.mdn.MdnLayout;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.MixtureDraw;
import dev.reverie.mdn.Temperature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The memory of some episodes as an {@link MdnRnn} has it, and what it expects of them. */
final class MdnRnnState implements LatentDynamics.State {
    private final MdnRnnShape sizes;
    private final MdnLayout layout;
    /** Null where there is no such head. */
    private final ScalarHead rewardHead;
    private final int rewardAt;
    private final List<HeadSlot> others;
    /** Width of a row of outputs. */
    private final int width;
    private final double endWeight;
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
    private final Sampling sampling;
    private final MixtureRows.Rows noise;
    private final MixtureRows.Rows choices;

    /** M's weights as states of one N want them; shared among those. */
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

    MdnRnnState(MdnRnnShape sizes, double endWeight, int rows, Precision precision, Packs packs, ThreadLocal<Scratch> scratch,
            Engine engine) {
        this.sizes = sizes;
        layout = sizes.layout();
        width = sizes.outputs();
        var slots = sizes.slots(endWeight);
        int latents = slots.indexOf(sizes.latents());
        rewardHead = sizes.heads().reward() == 0 ? null : (ScalarHead) slots.get(latents - 1).head();
        rewardAt = rewardHead == null ? 0 : slots.get(latents - 1).output();
        others = slots.subList(latents + 1, slots.size());
        this.endWeight = endWeight;
        this.rows = rows;
        this.packs = packs;
        memory = packs.memory().steps(scratch);
        h = memory.parts().get(0);
        head = engine.gemm(headOf(sizes, rows, precision));
        z = Floats.allocate(rows * sizes.latent());
        actions = Floats.allocate(rows * sizes.actions());
        restarts = Floats.allocate(rows);
        outputs = Floats.allocate(rows * sizes.outputs());
        mixtures = new MixtureRows.Rows(outputs, slots.get(latents).output(), width);
        draw = MixtureDraw.of(sizes.layout(), engine.kernels().mixtures());
        drawn = MixtureRows.Rows.of(z, sizes.latent());
        sampling = engine.kernels().sampling();
        noise = MixtureRows.Rows.of(Floats.allocate(rows * sizes.latent()), sizes.latent());
        choices = MixtureRows.Rows.of(Floats.allocate(rows * sizes.latent()), sizes.latent());
    }

    private static Gemm.Shape headOf(MdnRnnShape sizes, int rows, Precision precision) {
        int H = sizes.hidden();
        int O = sizes.outputs();
        return new Gemm.Shape(rows, H, O, false, false, H, O, O, false, true, Activation.NONE, precision);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public Floats z() {
        return z;
    }

    @Override
    public Floats actions() {
        return actions;
    }

    @Override
    public List<Floats> parts() {
        return memory.parts();
    }

    @Override
    public void begin(int row) {
        memory.begin(row);
        restarts.set(row, 1);
    }

    @Override
    public void advance(int count) {
        memory.advance(count, z, actions, sizes.heads().restart() ? restarts : null);
        for (int r = 0; r < count; r++) {
            restarts.set(r, 0);
        }
    }

    @Override
    public void copyRow(int to, WorldModel.State other, int from) {
        var own = (MdnRnnState) other;
        z.put(to * sizes.latent(), own.z, from * sizes.latent(), sizes.latent());
        memory.copyRow(to, own.memory, from);
        restarts.set(to, own.restarts.get(from));
    }

    @Override
    public void predict(int count) {
        head.run(h, 0, packs.head(), packs.headBias(), 0, outputs, 0);
    }

    @Override
    public void draw(int count, long[] keys, int t, Temperature temperature) {
        for (int r = 0; r < count; r++) {
            DreamRandom.numbers(keys[r], t, sizes.latent(), sampling, noise.buffer(), choices.buffer(), r * sizes.latent());
        }
        draw.run(count, mixtures, (float) temperature.weights(), (float) Math.sqrt(temperature.noise()), choices, noise, drawn);
    }

    @Override
    public float restartLogit(int r) {
        return sizes.heads().restart() ? outputs.get(r * width) : Float.NEGATIVE_INFINITY;
    }

    @Override
    public double endProbability(int r) {
        return DoneForecast.probability(restartLogit(r), endWeight);
    }

    @Override
    public Prediction prediction(int r) {
        var row = new double[layout.outputs()];
        for (int i = 0; i < row.length; i++) {
            row[i] = outputs.get(mixtures.row(r) + i);
        }
        var told = new LinkedHashMap<String, Double>();
        for (int i = 0; i < others.size(); i++) {
            told.put(others.get(i).head().name(), readout(i, r));
        }
        return new Prediction(layout.read(row), restartLogit(r), rewardMixture(r), told, List.of());
    }

    private Optional<Mixture> rewardMixture(int r) {
        return rewardHead == null ? Optional.empty() : Optional.of(rewardHead.mixture(outputs, r * width + rewardAt));
    }

    @Override
    public double reward(int r) {
        return rewardHead == null ? 1 : rewardHead.readout(outputs, r * width + rewardAt);
    }

    @Override
    public double readout(int i, int r) {
        return others.get(i).head().readout(outputs, r * width + others.get(i).output());
    }

    @Override
    public void mean(int r, double[] into) {
        int K = layout.components();
        for (int d = 0; d < into.length; d++) {
            int m = layout.mixtures() == 1 ? 0 : d;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < K; k++) {
                most = Math.max(most, outputs.get(mixtures.row(r) + layout.logit(m, k)));
            }
            double total = 0;
            double sum = 0;
            for (int k = 0; k < K; k++) {
                double weight = Math.exp(outputs.get(mixtures.row(r) + layout.logit(m, k)) - most);
                total += weight;
                sum += weight * outputs.get(mixtures.row(r) + layout.mean(m, k, layout.mixtures() == 1 ? d : 0));
            }
            into[d] = sum / total;
        }
    }

    @Override
    public void close() {
        memory.close();
        head.close();
        Floats.freeAll(z, actions, restarts, outputs, noise.buffer(), choices.buffer());
        draw.close();
    }
}
