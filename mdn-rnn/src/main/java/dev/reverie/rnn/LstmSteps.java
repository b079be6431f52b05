package dev.reverie.rnn;

import dev.reverie.compute.Activation;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Gemm;
import dev.reverie.compute.NormalisedCell;
import dev.reverie.compute.Precision;
import java.util.List;

/** {@link LstmShape} step by step: one product [z, a, restart, h]·kernel, then the cell. */
final class LstmSteps implements MemoryShape.Steps {
    private final LstmShape shape;
    private final int rows;
    private final Engine engine;
    private final Packed packed;
    private final Gemm gates;
    private final ThreadLocal<Scratch> scratch;
    private final Floats h;
    private final Floats c;
    private final List<Floats> parts;

    /**
     * @param bias
     *            of the gates, null where there is a normalised cell; which is null where there is none
     */
    record Packed(LstmShape shape, int rows, Precision precision, Engine engine, Gemm.Packed kernel, Floats bias,
            NormalisedCell normalised) implements MemoryShape.Packed {
        static Packed of(LstmShape shape, Floats parameters, int rows, Precision precision, Engine engine) {
            float[] exported = shape.exported(parameters);
            var bias = Floats.allocate(shape.biasSize());
            bias.write(0, exported, shape.kernelSize(), bias.size());
            try (var gates = engine.gemm(gates(shape, rows, precision))) {
                var kernel = gates.allocate();
                gates.pack(shape.kernel(parameters), 0, kernel);
                return new Packed(shape, rows, precision, engine, kernel, shape.layerNorm() ? null : bias,
                        shape.layerNorm() ? NormalisedCell.of(shape.hidden(), bias, engine.kernels()) : null);
            }
        }

        @Override
        public MemoryShape.Steps steps(ThreadLocal<Scratch> scratch) {
            return new LstmSteps(this, scratch);
        }

        @Override
        public void close() {
            kernel.close();
            Floats.freeAll(bias);
        }
    }

    private LstmSteps(Packed packed, ThreadLocal<Scratch> scratch) {
        shape = packed.shape();
        rows = packed.rows();
        engine = packed.engine();
        this.packed = packed;
        this.scratch = scratch;
        gates = engine.gemm(gates(shape, rows, packed.precision()));
        h = Floats.allocate(rows * shape.hidden());
        c = Floats.allocate(rows * shape.hidden());
        parts = List.of(h, c);
    }

    private static Gemm.Shape gates(LstmShape shape, int rows, Precision precision) {
        int width = shape.inputs() + shape.hidden();
        int n = 4 * shape.hidden();
        return new Gemm.Shape(rows, width, n, false, false, width, n, n, false, !shape.layerNorm(), Activation.NONE, precision);
    }

    /** h and c. */
    @Override
    public List<Floats> parts() {
        return parts;
    }

    @Override
    public void advance(int count, Floats z, Floats actions, Floats restarts) {
        int H = shape.hidden();
        int width = shape.inputs() + H;
        var room = scratch.get();
        room.atLeast(rows * width, rows * 4 * H);
        MemoryShape.join(count, rows, z, actions, restarts, room.joined(), width);
        for (int r = 0; r < count; r++) {
            room.joined().put(r * width + shape.inputs(), h, r * H, H);
        }
        gates.run(room.joined(), 0, packed.kernel(), packed.bias(), 0, room.activations(), 0);
        if (packed.normalised() == null) {
            engine.kernels().lstmCell().forward(count, H, 0, room.activations(), 0, c, 0, c, 0, h, 0, H);
        } else {
            packed.normalised().forward(count, room.activations(), 0, c, 0, c, 0, h, 0, H, null, 0);
        }
    }

    @Override
    public void copyRow(int to, MemoryShape.Steps other, int from) {
        int H = shape.hidden();
        h.put(to * H, ((LstmSteps) other).h, from * H, H);
        c.put(to * H, ((LstmSteps) other).c, from * H, H);
    }

    @Override
    public void begin(int r) {
        int H = shape.hidden();
        for (int j = r * H; j < (r + 1) * H; j++) {
            h.set(j, 0);
            c.set(j, 0);
        }
    }

    @Override
    public void close() {
        gates.close();
        Floats.freeAll(h, c);
    }
}
