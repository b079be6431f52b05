package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.reference.ReferenceTransformer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link Transformer} and {@link TransformerSteps}. */
public interface TransformerContract extends EngineContract {
    /** Everything that goes in: two sequences one after the other, so that something is carried over. */
    record Inputs(TransformerSizes sizes, int steps, int batch, double[] parameters, double[][] x, double[][] resets, double[] dh) {
        static Inputs of(TransformerSizes sizes, int steps, int batch) {
            int rows = steps * batch;
            double[][] resets = new double[2][];
            for (int part = 0; part < 2; part++) {
                resets[part] = new Random(2 + part).doubles(rows).map(u -> u < 0.1 ? 1 : 0).toArray();
            }
            return new Inputs(sizes, steps, batch, parameters(sizes), new double[][]{normal(4, rows * sizes.inputs()),
                normal(5, rows * sizes.inputs())}, resets, normal(6, rows * sizes.width()));
        }

        /** Of the usual size; gains around 1. */
        static double[] parameters(TransformerSizes sizes) {
            var parameters = normal(new Random(1), sizes.parameterCount(), 0.3);
            for (var array : sizes.arrays()) {
                double scale = array.shape().size() == 2 ? 1 / Math.sqrt(array.shape().get(0)) / 0.3 : 1;
                for (int i = array.at(); i < array.at() + array.size(); i++) {
                    parameters[i] = (float) (parameters[i] * scale + (array.name().endsWith("gain") ? 1 : 0));
                }
            }
            return parameters;
        }
    }

    /** Of both sequences the outputs, what is carried from them, and of the second the gradient. */
    record Outputs(Floats[] h, Floats[] memory, Floats gradients) {
        void assertSame(Outputs other) {
            for (int part = 0; part < 2; part++) {
                assertSameBits("h", h[part], other.h[part]);
                assertSameBits("memory", memory[part], other.memory[part]);
            }
            assertSameBits("gradients", gradients, other.gradients);
        }
    }

    private Outputs run(Inputs in, Precision precision, int threads) {
        var s = in.sizes;
        try (var plan = Transformer.of(s, in.steps, in.batch, precision, engine(threads))) {
            plan.weights(floats(in.parameters));
            var memory = Floats.allocate(in.batch * s.memorySize());
            var h = new Floats[2];
            var memories = new Floats[2];
            var gradients = Floats.allocate(s.parameterCount());
            gradients.fill(Float.NaN);
            for (int part = 0; part < 2; part++) {
                h[part] = Floats.allocate(in.steps * in.batch * s.width());
                plan.forward(floats(in.x[part]), floats(in.resets[part]), memory, h[part]);
                memories[part] = Floats.of(memory.toArray());
            }
            plan.backward(floats(in.dh), gradients);
            return new Outputs(h, memories, gradients);
        }
    }

    /** Row b of time-major rows, step by step. */
    private static double[][] sequence(double[] all, int steps, int batch, int b, int width) {
        var rows = new double[steps][];
        for (int t = 0; t < steps; t++) {
            rows[t] = Arrays.copyOfRange(all, (t * batch + b) * width, (t * batch + b + 1) * width);
        }
        return rows;
    }

    private void assertAgrees(Inputs in, Precision precision, double tolerance) {
        var s = in.sizes;
        var out = run(in, precision, 2);
        var gradient = new double[s.parameterCount()];
        var h = new double[2][in.steps * in.batch * s.width()];
        for (int b = 0; b < in.batch; b++) {
            var carried = Collections.nCopies(s.layers(), List.<ReferenceTransformer.Remembered>of());
            for (int part = 0; part < 2; part++) {
                var reference = new ReferenceTransformer(s, in.parameters, carried);
                double[][] x = sequence(in.x[part], in.steps, in.batch, b, s.inputs());
                for (int t = 0; t < in.steps; t++) {
                    if (in.resets[part][t * in.batch + b] != 0) {
                        reference.begin();
                    }
                    System.arraycopy(reference.step(x[t]), 0, h[part], (t * in.batch + b) * s.width(), s.width());
                }
                carried = reference.memory();
                assertEquals(carried.get(0).size(), out.memory[part].get((b + 1) * s.memorySize() - 1), "filled");
                if (part == 1) {
                    double[] own = reference.backward(sequence(in.dh, in.steps, in.batch, b, s.width()));
                    for (int i = 0; i < own.length; i++) {
                        gradient[i] += own[i];
                    }
                }
            }
        }
        assertClose(s + " h", h[0], out.h[0], tolerance);
        assertClose(s + " h with memory", h[1], out.h[1], tolerance);
        assertClose(s + " gradients", gradient, out.gradients, tolerance);
    }

    @Test
    default void transformersAndTheirGradientsAgreeWithTheReference() {
        for (int[] s : new int[][]{{1, 1, 1, 2, 1, 1, 1}, {5, 3, 4, 8, 2, 2, 3}, {9, 2, 3, 12, 1, 3, 20}, {70, 9, 5, 16, 2, 4, 7},
            {130, 2, 3, 8, 2, 1, 64}}) {
            assertAgrees(Inputs.of(new TransformerSizes(s[2], s[3], s[4], s[5], s[6]), s[0], s[1]), Precision.F32, 2 * F32);
        }
    }

    @Test
    default void transformersRoundedToSixteenBitsAreNearTheReference() {
        assertAgrees(Inputs.of(new TransformerSizes(7, 32, 2, 4, 9), 20, 5), Precision.BF16, 2 * Numbers.BF16);
    }

    @Test
    default void theNumberOfThreadsChangesNoBitOfATransformer() {
        var in = Inputs.of(new TransformerSizes(5, 16, 2, 2, 6), 11, 19);
        for (var precision : Precision.values()) {
            var one = run(in, precision, 1);
            one.assertSame(run(in, precision, 2));
            one.assertSame(run(in, precision, 3));
        }
    }

    @Test
    default void stepByStepATransformerGivesWhatItGivesForTheWhole() {
        for (int context : new int[]{1, 5, 40}) {
            var in = Inputs.of(new TransformerSizes(4, 16, 2, 4, context), 30, 3);
            var s = in.sizes;
            var out = run(in, Precision.F32, 2);
            var engine = engine(1);
            try (var packs = new TransformerSteps.Packs(s, floats(in.parameters), in.batch, Precision.F32, engine);
                    var steps = new TransformerSteps(s, in.batch, Precision.F32, packs, engine)) {
                var h = Floats.allocate(in.batch * s.width());
                for (int t = 0; t < 2 * in.steps; t++) {
                    int part = t / in.steps;
                    int now = t % in.steps * in.batch;
                    for (int b = 0; b < in.batch; b++) {
                        if (in.resets[part][now + b] != 0) {
                            steps.begin(b);
                        }
                    }
                    steps.advance(in.batch, floats(in.x[part]).slice(now * s.inputs(), in.batch * s.inputs()), h);
                    assertClose("step " + t, Numbers.doubles(out.h[part].slice(now * s.width(), h.size())), h, F32);
                }
            }
        }
    }

    @Test
    default void aRowOfStepsHangsOnNoOtherAndCanBeCopied() {
        var s = new TransformerSizes(3, 8, 2, 2, 4);
        var parameters = floats(Inputs.parameters(s));
        var x = floats(normal(3, 20 * 3));
        var engine = engine(1);
        try (var three = new TransformerSteps.Packs(s, parameters, 3, Precision.F32, engine);
                var one = new TransformerSteps.Packs(s, parameters, 1, Precision.F32, engine);
                var many = new TransformerSteps(s, 3, Precision.F32, three, engine);
                var alone = new TransformerSteps(s, 1, Precision.F32, one, engine)) {
            var room = Floats.allocate(9);
            var all = Floats.allocate(24);
            var own = Floats.allocate(8);
            for (int t = 0; t < 20; t++) {
                if (t == 7) {
                    many.copyRow(2, alone, 0);
                }
                for (int r = 0; r < 3; r++) {
                    room.put(r * 3, x, (t + (r == 1 || t < 7 ? 10 * r : 0)) % 20 * 3, 3);
                }
                room.put(0, x, t * 3, 3);
                many.advance(3, room, all);
                alone.advance(1, x.slice(t * 3, 3), own);
                assertSameBits("row 0", own, 0, all, 0, 8);
                if (t >= 7) {
                    assertSameBits("the copy", own, 0, all, 16, 8);
                }
            }
        }
    }

    @Test
    default void wrongBuffersAndOrdersOfATransformerAreRefused() {
        var s = new TransformerSizes(3, 8, 1, 2, 4);
        var wrong = Floats.allocate(7);
        var x = Floats.allocate(2 * 3 * 3);
        var h = Floats.allocate(2 * 3 * 8);
        var gradients = Floats.allocate(s.parameterCount());
        try (var plan = Transformer.of(s, 2, 3, Precision.F32, engine(1))) {
            assertThrows(IllegalStateException.class, () -> plan.forward(x, null, null, h));
            assertRefused("parameters", () -> plan.weights(wrong));
            plan.weights(floats(Inputs.parameters(s)));
            assertThrows(IllegalStateException.class, () -> plan.backward(h, gradients));
            assertRefused("x ", () -> plan.forward(wrong, null, null, h));
            assertRefused("resets", () -> plan.forward(x, wrong, null, h));
            assertRefused("memory", () -> plan.forward(x, null, wrong, h));
            assertRefused("h ", () -> plan.forward(x, null, null, wrong));
            plan.forward(x, null, null, h);
            assertRefused("dh", () -> plan.backward(wrong, gradients));
            assertRefused("gradients", () -> plan.backward(h, wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> new TransformerSizes(3, 8, 1, 3, 4));
        assertThrows(IllegalArgumentException.class, () -> new TransformerSizes(3, 8, 1, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> Transformer.of(s, 0, 3, Precision.F32, engine(1)));
    }
}
