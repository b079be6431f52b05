package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * The loss of many rows and its gradient, on all threads: blocks of rows that stay in a core's cache, in tasks that each add up a gradient
 * of their own.
 *
 * <p>Blocks and tasks are cut by shape alone and what they give is added in their order, so the number of threads changes no bit.
 */
final class BatchPass {
    /** Rows of a block at most, and numbers in its widest planes. */
    private static final int MAX_ROWS = 256;
    private static final int FEWEST_ROWS = 16;
    private static final int MAX_NUMBERS = 1 << 16;
    private static final int MAX_TASKS = 16;
    /** Parameters whose gradients are added up by one task. */
    private static final int PIECE = 1 << 15;

    private final Engine engine;
    private final int block;
    private final Supplier<BlockPass> make;
    /** Those that no thread is using. */
    private final Deque<BlockPass> passes = new ConcurrentLinkedDeque<>();
    private final List<Floats> gradients = new ArrayList<>();

    /**
     * @param batch
     *            rows that come at a time, at most
     */
    BatchPass(ParameterLayout layers, MdnLoss loss, TrainingRows table, int batch, Engine engine) {
        this.engine = engine;
        block = blockRows(layers.widest(), Math.min(batch, table.training()));
        make = () -> new BlockPass(layers, loss, table, block, engine);
        for (int i = 0; i < tasks(Math.min(batch, table.training())); i++) {
            gradients.add(Floats.allocate(layers.parameters()));
        }
    }

    private static int blockRows(int widest, int batch) {
        int rows = MAX_ROWS;
        while (rows > FEWEST_ROWS && (rows >= 2 * batch || rows * widest > MAX_NUMBERS)) {
            rows /= 2;
        }
        return rows;
    }

    private BlockPass take() {
        var pass = passes.poll();
        return pass == null ? make.get() : pass;
    }

    private int blocks(int size) {
        return (size + block - 1) / block;
    }

    private int tasks(int size) {
        return Math.min(MAX_TASKS, blocks(size));
    }

    /** Mean over {@code size} rows of the table of weight·loss. */
    double loss(Floats parameters, int from, int size) {
        var sums = new double[blocks(size)];
        engine.pool().run(sums.length, i -> {
            var pass = take();
            sums[i] = pass.loss(parameters, from + i * block, Math.min(block, size - i * block));
            passes.push(pass);
        });
        return Arrays.stream(sums).sum() / size;
    }

    /**
     * As {@link #loss}, with its gradient.
     *
     * @param gradient
     *            of all parameters, overwritten
     */
    double train(Floats parameters, int from, int size, Floats gradient) {
        int blocks = blocks(size);
        var sums = new double[tasks(size)];
        engine.pool().run(sums.length, task -> {
            var pass = take();
            var own = gradients.get(task);
            own.fill(0);
            for (int i = blocks * task / sums.length; i < blocks * (task + 1) / sums.length; i++) {
                sums[task] += pass.train(parameters, from + i * block, Math.min(block, size - i * block), 1f / size, own);
            }
            passes.push(pass);
        });
        engine.pool().run((gradient.size() + PIECE - 1) / PIECE, piece -> {
            int at = piece * PIECE;
            int length = Math.min(PIECE, gradient.size() - at);
            gradient.put(at, gradients.get(0), at, length);
            for (int task = 1; task < sums.length; task++) {
                engine.kernels().elementwise().add(gradients.get(task), at, gradient, at, length);
            }
        });
        return Arrays.stream(sums).sum() / size;
    }
}
