package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The dense layer above the memory and the losses of its heads, on all threads.
 *
 * <p>Rows are cut into chunks and chunks into shards by their number alone; weight gradients are summed over shards in order, so the number
 * of threads changes no bit.
 */
final class HeadLayer implements AutoCloseable {
    /** Rows of a chunk: enough for a product, few enough for their outputs to stay in the core's cache. */
    private static final int CHUNK = 128;
    private static final int MAX_SHARDS = 8;
    private static final int SUM = 1 << 16;

    private final MdnRnnShape sizes;
    private final int rows;
    private final int chunks;
    private final Engine engine;
    private final List<HeadShard> shards = new ArrayList<>();
    private final HeadShard.Packs packs = new HeadShard.Packs();
    /** For the last rows, where they are no whole chunk; otherwise null. */
    private final HeadShard rest;
    private final HeadShard.Packs restPacks = new HeadShard.Packs();
    private final Floats bias;
    private final Losses[] losses;
    private final List<HeadSlot> slots;

    HeadLayer(MdnRnnShape sizes, int rows, double restartWeight, Precision precision, Engine engine) {
        this.sizes = sizes;
        this.rows = rows;
        this.engine = engine;
        chunks = rows / CHUNK;
        for (int i = 0; i < Math.min(MAX_SHARDS, chunks); i++) {
            shards.add(new HeadShard(sizes, CHUNK, restartWeight, precision, engine));
        }
        rest = rows % CHUNK == 0 ? null : new HeadShard(sizes, rows % CHUNK, restartWeight, precision, engine);
        bias = Floats.allocate(sizes.outputs());
        losses = new Losses[chunks + 1];
        slots = sizes.slots(restartWeight);
    }

    void weights(Weights weights) {
        bias.put(0, weights.headBias(), 0, bias.size());
        if (!shards.isEmpty()) {
            shards.get(0).pack(weights.head(), packs);
        }
        if (rest != null) {
            rest.pack(weights.head(), restPacks);
        }
    }

    private interface Work {
        void chunk(HeadShard shard, HeadShard.Packs packs, int number);
    }

    private void run(Work work) {
        int parts = shards.size() + (rest == null ? 0 : 1);
        engine.pool().run(parts, i -> {
            if (i == shards.size()) {
                rest.begin();
                work.chunk(rest, restPacks, chunks);
                return;
            }
            shards.get(i).begin();
            for (int chunk = chunks * i / shards.size(); chunk < chunks * (i + 1) / shards.size(); chunk++) {
                work.chunk(shards.get(i), packs, chunk);
            }
        });
    }

    /** Rows of outputs, as {@link MdnRnnShape#outputs} says, from h [N, H]. */
    void outputs(Floats h, Floats into) {
        run((shard, packs, chunk) -> shard.outputs(chunk * CHUNK, h, packs, bias, into));
    }

    /**
     * @param h
     *            [N, H]
     * @param labels
     *            [N, {@link MdnRnnShape#labels}]
     * @param dh
     *            [N, H], overwritten; null for the loss alone
     * @param gradients
     *            whose head and its bias are overwritten; null for the loss alone
     */
    Losses run(Floats h, Floats labels, Floats dh, Weights gradients) {
        int count = counted(labels);
        Arrays.fill(losses, Losses.NONE);
        run((shard, packs, chunk) -> losses[chunk] = shard.run(chunk * CHUNK, h, labels, packs, bias, dh, count));
        if (gradients != null) {
            sum(gradients.head(), HeadShard::dHead);
            sum(gradients.headBias(), HeadShard::dBias);
        }
        return Losses.sum(slots, losses, count);
    }

    private int counted(Floats labels) {
        int count = 0;
        for (int r = 0; r < rows; r++) {
            count += labels.get(r * sizes.labels() + sizes.countsAt()) != 0 ? 1 : 0;
        }
        if (count == 0) {
            throw new IllegalArgumentException("labels must have at least one row that counts, had none of " + rows);
        }
        return count;
    }

    private void sum(Floats total, Function<HeadShard, Floats> part) {
        var all = new ArrayList<>(shards);
        if (rest != null) {
            all.add(rest);
        }
        engine.pool().run((total.size() + SUM - 1) / SUM, i -> {
            int length = Math.min(SUM, total.size() - i * SUM);
            total.put(i * SUM, part.apply(all.get(0)), i * SUM, length);
            for (var shard : all.subList(1, all.size())) {
                engine.kernels().elementwise().add(part.apply(shard), i * SUM, total, i * SUM, length);
            }
        });
    }

    @Override
    public void close() {
        shards.forEach(HeadShard::close);
        if (rest != null) {
            rest.close();
        }
    }
}
