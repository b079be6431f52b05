package dev.reverie.dream;

import dev.reverie.compute.Engine;
import dev.reverie.core.Arguments;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Dreams;
import dev.reverie.core.Gaussians;
import dev.reverie.core.Scores;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.LatentDynamics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * N dreams in lock-step, on all threads: what evolution runs (Ha and Schmidhuber 2018, section 4).
 *
 * <p>A dream starts from the first frame of a recorded episode. In every step the policy acts on z and M's memory, M advances, and z is
 * drawn from what it expects, at a temperature; a dream is over when its {@link Termination} says so. The reward is what M expects, or 1
 * where it has no head for it: a dream's return is then its length. Dreams that
 * are over cost nothing: those still running close ranks.
 *
 * <p>A dream's bits depend on its key alone. Safe for many threads. It keeps its buffers, some megabytes, from run to run; {@link #close}
 * frees them.
 */
public final class DreamBatch implements Dreams, AutoCloseable {
    /**
     * Dreams that a task takes; the last one shrinks to a smaller number when fewer are left. With more rows the weights are read less
     * often, which a memory of 512 feels (13% from 32 to 128); fewer can be shared out evenly to the end.
     */
    private static final int[] BLOCKS = {128, 64, 32, 8, 1};
    private static final int MIN_BLOCK = 32;
    /** A large block is not worth fewer tasks than this. */
    private static final int TASKS = 8;

    private final LatentDynamics model;
    private final Gaussians starts;
    private final DreamOptions options;
    private final Engine engine;
    /** Blocks without dreams, by their room. */
    private final Map<Integer, Queue<DreamBlock>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private DreamBatch(LatentDynamics model, Gaussians starts, DreamOptions options, Engine engine) {
        if (starts.latentSize() != model.latentSize()) {
            throw new IllegalArgumentException(
                    "starts must have latents of " + model.latentSize() + " elements, as the model, had " + starts.latentSize());
        }
        this.model = model;
        this.starts = starts;
        this.options = options;
        this.engine = engine;
    }

    /** That end as the paper's do. */
    public static DreamBatch of(LatentDynamics model, Gaussians starts, Temperature temperature) {
        return of(model, starts, DreamOptions.of(temperature), Engine.current());
    }

    /**
     * @param options
     *            whose horizon is passed over: every run has its own
     * @param engine
     *            whose threads are used
     */
    public static DreamBatch of(LatentDynamics model, Gaussians starts, DreamOptions options, Engine engine) {
        return new DreamBatch(model, starts, options, engine);
    }

    @Override
    public Scores run(long[] keys, int maxSteps, DreamPolicy policy) {
        check(maxSteps);
        var lengths = new int[keys.length];
        var returns = new double[keys.length];
        var blocks = begin(keys);
        for (int t = 0; t < maxSteps && !blocks.isEmpty(); t++) {
            if (Thread.currentThread().isInterrupted()) {
                blocks.forEach(this::giveBack);
                throw new CancellationException("interrupted after " + t + " of " + maxSteps + " steps of " + keys.length + " dreams");
            }
            int step = t;
            engine.pool().run(blocks.size(), i -> {
                blocks.get(i).step(step, policy);
                blocks.get(i).pay(returns);
            });
            drop(blocks, t + 1, lengths);
            shrink(blocks);
        }
        for (var block : blocks) {
            for (int r = 0; r < block.count(); r++) {
                lengths[block.id(r)] = maxSteps;
            }
            giveBack(block);
        }
        return new Scores(returns, lengths, keys);
    }

    /**
     * The dream of a key, step by step, kept.
     *
     * @param maxSteps
     *            where it is cut off
     */
    public Dream record(long key, int maxSteps, DreamPolicy policy) {
        check(maxSteps);
        var block = block(1);
        block.start(block.begin(0, key), starts);
        var recorder = new Dream.Recorder(block);
        boolean over = false;
        for (int t = 0; t < maxSteps && !over; t++) {
            block.step(t, policy);
            recorder.step();
            over = block.over(0);
        }
        giveBack(block);
        return recorder.dream(over);
    }

    private void check(int maxSteps) {
        Arguments.atLeast(1, "maxSteps", maxSteps);
        if (closed) {
            throw new IllegalStateException("the batch of dreams is closed");
        }
    }

    private List<DreamBlock> begin(long[] keys) {
        var blocks = new ArrayList<DreamBlock>();
        int most = most(keys.length);
        for (int from = 0; from < keys.length; from += most) {
            blocks.add(block(Math.min(most, keys.length - from)));
        }
        engine.pool().run(blocks.size(), i -> {
            var block = blocks.get(i);
            for (int id = i * most; id < Math.min(keys.length, (i + 1) * most); id++) {
                int row = block.begin(id, keys[id]);
                block.start(row, starts);
            }
        });
        return blocks;
    }

    /** Notes the dreams that are over and fills each gap with the last dream there is. All blocks but the last stay full. */
    private void drop(List<DreamBlock> blocks, int length, int[] lengths) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            var block = blocks.get(i);
            for (int r = block.count() - 1; r >= 0; r--) {
                if (block.over(r)) {
                    lengths[block.id(r)] = length;
                    var last = blocks.get(blocks.size() - 1);
                    block.replace(r, last);
                    if (last.count() == 0) {
                        giveBack(blocks.remove(blocks.size() - 1));
                    }
                }
            }
        }
    }

    /** Puts the last dreams into a smaller block once they fit. */
    private void shrink(List<DreamBlock> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        var last = blocks.get(blocks.size() - 1);
        if (rows(last.count()) < last.rows()) {
            var smaller = block(last.count());
            for (int r = 0; r < last.count(); r++) {
                smaller.add(last, r);
            }
            blocks.set(blocks.size() - 1, smaller);
            giveBack(last);
        }
    }

    /** Dreams in a block, of so many in all. */
    private static int most(int dreams) {
        for (int rows : BLOCKS) {
            if (rows * TASKS <= dreams) {
                return Math.max(MIN_BLOCK, rows);
            }
        }
        return MIN_BLOCK;
    }

    /** Of the smallest block that takes so many. */
    private static int rows(int count) {
        int rows = BLOCKS[0];
        for (int smaller : BLOCKS) {
            rows = count <= smaller ? smaller : rows;
        }
        return rows;
    }

    /** An empty one; those that were given back are used again. */
    private DreamBlock block(int count) {
        var block = idle(rows(count)).poll();
        return block == null ? new DreamBlock(model, rows(count), options) : block;
    }

    private void giveBack(DreamBlock block) {
        block.clear();
        idle(block.rows()).add(block);
        if (closed) {
            close();
        }
    }

    /** Frees the native memory, that of runs that are under way when they end. The model is its owner's to close. */
    @Override
    public void close() {
        closed = true;
        for (var queue : idle.values()) {
            for (var block = queue.poll(); block != null; block = queue.poll()) {
                block.close();
            }
        }
    }

    private Queue<DreamBlock> idle(int rows) {
        return idle.computeIfAbsent(rows, n -> new ConcurrentLinkedQueue<>());
    }
}
