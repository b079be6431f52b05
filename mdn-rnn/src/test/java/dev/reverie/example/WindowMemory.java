package dev.reverie.example;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.NamedArray;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.core.WorldModel;
import dev.reverie.rnn.CarriedMemory;
import dev.reverie.rnn.MemoryProvider;
import dev.reverie.rnn.MemoryShape;
import dev.reverie.rnn.Scratch;
import java.util.List;
import java.util.Map;

/** A memory of a user's own: the last rows [z, a, restart] that were read, side by side, without parameters. */
public record WindowMemory(int inputs, int steps) implements MemoryShape {
    /** Makes it known as {@code window}. */
    public static final class Provider implements MemoryProvider {
        @Override
        public String name() {
            return "window";
        }

        @Override
        public List<String> options() {
            return List.of("steps");
        }

        @Override
        public MemoryShape create(int inputs, Map<String, String> options) {
            return new WindowMemory(inputs, Integer.parseInt(options.getOrDefault("steps", "2")));
        }
    }

    @Override
    public int width() {
        return inputs * steps;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public List<NamedArray> arrays() {
        return List.of();
    }

    @Override
    public List<WorldModel.Part> parts() {
        return List.of(new WorldModel.Part("h", width()));
    }

    @Override
    public int stateSize() {
        return width();
    }

    /** The window of a row moves on: the new row first, then what was there, without its last. */
    private void move(Floats before, int at, Floats x, int from, Floats h, int to) {
        int rest = width() - inputs;
        float[] moved = new float[width()];
        x.read(from, moved, 0, inputs);
        before.read(at, moved, inputs, rest);
        h.write(to, moved, 0, width());
    }

    @Override
    public Pass pass(int steps, int batch, Precision precision, Engine engine) {
        var window = Floats.allocate(batch * width());
        return new Pass() {
            @Override
            public void forward(Floats parameters, Floats rows, CarriedMemory carried, Floats h) {
                window.fill(0);
                if (carried != null) {
                    window.put(0, carried.state(), 0, window.size());
                }
                for (int t = 0; t < steps; t++) {
                    for (int b = 0; b < batch; b++) {
                        if (carried != null && carried.resets().get(t * batch + b) != 0) {
                            window.slice(b * width(), width()).fill(0);
                        }
                        move(window, b * width(), rows, (t * batch + b) * inputs, h, (t * batch + b) * width());
                        window.put(b * width(), h, (t * batch + b) * width(), width());
                    }
                }
                if (carried != null) {
                    carried.state().put(0, window, 0, window.size());
                }
            }

            @Override
            public void backward(Floats dh, Floats gradients) {
                // there is nothing to learn
            }

            @Override
            public void close() {
                Floats.freeAll(window);
            }
        };
    }

    @Override
    public Packed pack(Floats parameters, int rows, Precision precision, Engine engine) {
        return new Packed() {
            @Override
            public Steps steps(ThreadLocal<Scratch> scratch) {
                return new Windows(rows);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    /** Step by step. */
    private final class Windows implements Steps {
        private final int rows;
        private final Floats read;
        private final Floats h;

        Windows(int rows) {
            this.rows = rows;
            read = Floats.allocate(rows * inputs);
            h = Floats.allocate(rows * width());
        }

        @Override
        public List<Floats> parts() {
            return List.of(h);
        }

        @Override
        public void advance(int count, Floats z, Floats actions, Floats restarts) {
            MemoryShape.join(count, rows, z, actions, restarts, read, inputs);
            for (int r = 0; r < count; r++) {
                move(h, r * width(), read, r * inputs, h, r * width());
            }
        }

        @Override
        public void copyRow(int to, Steps other, int from) {
            h.put(to * width(), ((Windows) other).h, from * width(), width());
        }

        @Override
        public void begin(int r) {
            h.slice(r * width(), width()).fill(0);
        }

        @Override
        public void close() {
            Floats.freeAll(read, h);
        }
    }
}
