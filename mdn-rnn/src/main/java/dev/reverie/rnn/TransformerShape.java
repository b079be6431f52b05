package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.NamedArray;
import dev.reverie.compute.Precision;
import dev.reverie.compute.Transformer;
import dev.reverie.compute.TransformerSizes;
import dev.reverie.compute.TransformerSteps;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.core.WorldModel;
import java.util.List;
import java.util.random.RandomGenerator;

/** One causal transformer. Of a sequence it remembers keys and values of the last {@code context − 1} steps. */
record TransformerShape(TransformerSizes sizes) implements MemoryShape {
    @Override
    public int inputs() {
        return sizes.inputs();
    }

    @Override
    public int width() {
        return sizes.width();
    }

    @Override
    public int parameterCount() {
        return sizes.parameterCount();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("transformer", this::draw, parameterCount()));
    }

    /**
     * Weights as {@link Initial#glorotUniform}, those that add to the residual stream smaller by √(2L), so that its variance does not grow
     * with the layers (Radford et al. 2019, section 2.3); gains 1, biases and shifts 0.
     */
    private void draw(RandomGenerator random, Floats parameters) {
        for (var array : sizes.arrays()) {
            var part = parameters.slice(array.at(), array.size());
            if (array.name().endsWith(".gain")) {
                part.fill(1);
            } else if (array.name().endsWith(".weight")) {
                Initial.glorotUniform(array.shape().get(0), array.shape().get(1)).fill(random, part);
                if (array.name().endsWith(".out.weight") || array.name().endsWith(".down.weight")) {
                    for (int i = 0; i < part.size(); i++) {
                        part.set(i, (float) (part.get(i) / Math.sqrt(2 * sizes.layers())));
                    }
                }
            }
        }
    }

    @Override
    public List<NamedArray> arrays() {
        return sizes.arrays().stream().map(array -> new NamedArray("transformer." + array.name(), array.at(), array.shape())).toList();
    }

    @Override
    public List<WorldModel.Part> parts() {
        return List.of(new WorldModel.Part("h", width()));
    }

    @Override
    public int stateSize() {
        return sizes.memorySize();
    }

    @Override
    public Pass pass(int steps, int batch, Precision precision, Engine engine) {
        var transformer = Transformer.of(sizes, steps, batch, precision, engine);
        return new Pass() {
            @Override
            public void forward(Floats parameters, Floats inputs, CarriedMemory carried, Floats h) {
                transformer.weights(parameters);
                transformer.forward(inputs, carried == null ? null : carried.resets(), carried == null ? null : carried.state(), h);
            }

            @Override
            public void backward(Floats dh, Floats gradients) {
                transformer.backward(dh, gradients);
            }

            @Override
            public void close() {
                transformer.close();
            }
        };
    }

    @Override
    public Packed pack(Floats parameters, int rows, Precision precision, Engine engine) {
        var packs = new TransformerSteps.Packs(sizes, parameters, rows, precision, engine);
        return new Packed() {
            @Override
            public Steps steps(ThreadLocal<Scratch> scratch) {
                return new CachedSteps(rows, new TransformerSteps(sizes, rows, precision, packs, engine));
            }

            @Override
            public void close() {
                packs.close();
            }
        };
    }

    /** {@link TransformerSteps} on rows [z, a, restart]. */
    private static final class CachedSteps implements Steps {
        private final int rows;
        private final TransformerSteps steps;
        private final Floats inputs;
        private final Floats h;
        private final List<Floats> parts;

        CachedSteps(int rows, TransformerSteps steps) {
            this.rows = rows;
            this.steps = steps;
            inputs = Floats.allocate(rows * steps.sizes().inputs());
            h = Floats.allocate(rows * steps.sizes().width());
            parts = List.of(h);
        }

        @Override
        public List<Floats> parts() {
            return parts;
        }

        @Override
        public void advance(int count, Floats z, Floats actions, Floats restarts) {
            MemoryShape.join(count, rows, z, actions, restarts, inputs, steps.sizes().inputs());
            steps.advance(count, inputs, h);
        }

        @Override
        public void copyRow(int to, Steps other, int from) {
            var cached = (CachedSteps) other;
            int W = steps.sizes().width();
            steps.copyRow(to, cached.steps, from);
            h.put(to * W, cached.h, from * W, W);
        }

        @Override
        public void begin(int r) {
            steps.begin(r);
            int W = steps.sizes().width();
            for (int j = r * W; j < (r + 1) * W; j++) {
                h.set(j, 0);
            }
        }

        @Override
        public void close() {
            steps.close();
            Floats.freeAll(inputs, h);
        }
    }
}
