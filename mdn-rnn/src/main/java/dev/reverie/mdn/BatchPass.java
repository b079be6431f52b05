package dev.reverie.mdn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.Precision;
import dev.reverie.compute.Sums;
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
        Sums.into(engine.pool(), engine.kernels(), gradient, gradients.subList(0, sums.length));
        return Arrays.stream(sums).sum() / size;
    }

    /**
     * Forward, loss and backward of a {@link MdnRegressor}'s network for a block of R rows, on the calling thread and in its cache.
     *
     * <p>Everything stands in planes [numbers, R], which is how the loss wants its rows: a layer is C = act([W; b]ᵀ·[units; x; 1]), the
     * gradient of its parameters [units; x; 1]·dCᵀ, one product each. A plan for one thread at a time; it allocates nothing when it runs.
     */
    private static final class BlockPass {
        private final ParameterLayout layers;
        private final TrainingRows table;
        private final int rows;
        private final Engine engine;
        private final BlockLoss loss;
        private final List<Layer> passes = new ArrayList<>();
        private final float[] gathered;
        private final float[] weights;
        private final Floats targets;

        /** Buffers and products of one layer. */
        private final class Layer {
            final int offset;
            /** [units before, P, 1], each R. */
            final Floats in;
            /** [units, R]: gradients before the activation; of the last layer the outputs first. */
            final Floats gradients;
            final Gemm forward;
            final Gemm weightGradient;
            final Gemm inputGradient;

            Layer(int l) {
                int units = layers.units(l);
                int seen = layers.seen(l);
                boolean last = l + 1 == layers.count();
                offset = layers.offset(l);
                in = Floats.allocate(seen * rows);
                in.slice((seen - 1) * rows, rows).fill(1);
                gradients = Floats.allocate(units * rows);
                forward = engine.gemm(new Gemm.Shape(units, seen, rows, true, false, units, rows, rows, false, false,
                        last ? Activation.NONE : Activation.TANH, Precision.F32));
                weightGradient = engine.gemm(
                        new Gemm.Shape(seen, rows, units, false, true, rows, rows, units, true, false, Activation.NONE, Precision.F32));
                inputGradient = l == 0 ? null
                        : engine.gemm(new Gemm.Shape(layers.learned(l), units, rows, false, false, units, rows, rows, false, false,
                                Activation.NONE, Precision.F32));
            }
        }

        BlockPass(ParameterLayout layers, MdnLoss loss, TrainingRows table, int rows, Engine engine) {
            this.layers = layers;
            this.table = table;
            this.rows = rows;
            this.engine = engine;
            this.loss = loss.block(rows);
            gathered = new float[(table.inputs() + table.dimensions() + 1) * rows];
            weights = new float[rows];
            targets = Floats.allocate(table.dimensions() * rows);
            for (int l = 0; l < layers.count(); l++) {
                passes.add(new Layer(l));
            }
        }

        /** Σ over {@code size} rows of the table from {@code from} on of weight·loss. */
        double loss(Floats parameters, int from, int size) {
            forward(parameters, from, size);
            return loss.run(last().gradients, targets, weights, 1, false);
        }

        /**
         * As {@link #loss}, with the gradient of factor times it.
         *
         * @param gradient
         *            of all parameters; added to
         */
        double train(Floats parameters, int from, int size, float factor, Floats gradient) {
            forward(parameters, from, size);
            double sum = loss.run(last().gradients, targets, weights, factor, true);
            for (int l = passes.size() - 1; l >= 0; l--) {
                var layer = passes.get(l);
                layer.weightGradient.run(layer.in, 0, layer.gradients, 0, null, 0, gradient, layer.offset);
                if (l > 0) {
                    var before = passes.get(l - 1).gradients;
                    layer.inputGradient.run(parameters, layer.offset, layer.gradients, 0, null, 0, before, 0);
                    engine.kernels().elementwise().backward(Activation.TANH, layer.in, 0, before, 0, before.size());
                }
            }
            return sum;
        }

        private Layer last() {
            return passes.get(passes.size() - 1);
        }

        private void forward(Floats parameters, int from, int size) {
            gather(from, size);
            for (int l = 0; l < passes.size(); l++) {
                var layer = passes.get(l);
                layer.forward.run(parameters, layer.offset, layer.in, 0, null, 0,
                        l + 1 < passes.size() ? passes.get(l + 1).in : layer.gradients, 0);
            }
        }

        private void gather(int from, int size) {
            table.gather(from, size, gathered);
            int x = table.inputs() * rows;
            for (int l = 0; l < passes.size(); l++) {
                passes.get(l).in.write(layers.learned(l) * rows, gathered, 0, x);
            }
            targets.write(0, gathered, x, targets.size());
            System.arraycopy(gathered, x + targets.size(), weights, 0, rows);
        }
    }
}
