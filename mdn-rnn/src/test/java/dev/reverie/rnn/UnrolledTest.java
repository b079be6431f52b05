package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Lstm;
import dev.reverie.compute.Numbers;
import dev.reverie.compute.reference.ReferenceLstm;
import dev.reverie.compute.reference.ReferenceMixture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnrolledTest {
    private static final int STEPS = 4;
    private static final int BATCH = 2;
    private static final int ROWS = STEPS * BATCH;
    private static final double END_WEIGHT = 10;
    private static final long KEY = 99;

    private Sizes sizes;
    private double[] parameters;
    private double[] inputs;
    private double[] labels;

    UnrolledTest() {
        with(MdnRnnConfig.Heads.RESTART);
    }

    private void with(MdnRnnConfig.Heads heads) {
        sizes = new Sizes(2, 1, 3, 2, 1, heads);
        parameters = scaled(Numbers.normal(1, sizes.parameterCount()), 0.5);
        inputs = Numbers.normal(2, ROWS * sizes.inputs());
        labels = labels();
    }

    private static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(v -> (float) (v * by)).toArray();
    }

    /** Random targets; row 3 is an end, row 5 does not count. */
    private double[] labels() {
        double[] labels = Numbers.normal(3, ROWS * sizes.labels());
        for (int r = 0; r < ROWS; r++) {
            labels[r * sizes.labels() + 2] = r == 3 ? 1 : 0;
            labels[r * sizes.labels() + 3] = r == 5 ? 0 : 1;
        }
        return labels;
    }

    static Floats floats(double[] values) {
        var floats = Floats.allocate(values.length);
        for (int i = 0; i < values.length; i++) {
            floats.set(i, (float) values[i]);
        }
        return floats;
    }

    /** The whole score in double, by the references. */
    private double reference(double[] parameters, double[] factors) {
        int H = sizes.hidden();
        int Z = sizes.latent();
        int head = sizes.kernelSize() + sizes.biasSize();
        var memory = ReferenceLstm.forward(new Lstm.Shape(STEPS, BATCH, sizes.inputs(), H, sizes.forgetBias()), inputs, null,
                new double[BATCH * H], new double[BATCH * H], Arrays.copyOf(parameters, sizes.kernelSize()),
                Arrays.copyOfRange(parameters, sizes.kernelSize(), head));
        double[] h = memory.h();
        double nll = 0;
        double restart = 0;
        double reward = 0;
        int count = 0;
        for (int r = 0; r < ROWS; r++) {
            var out = new double[sizes.outputs()];
            for (int o = 0; o < out.length; o++) {
                out[o] = parameters[head + sizes.headSize() + o];
                for (int j = 0; j < H; j++) {
                    out[o] += factors[r * H + j] * h[r * H + j] * parameters[head + j * out.length + o];
                }
            }
            if (labels[r * sizes.labels() + Z + 1] != 0) {
                count++;
                int at = 0;
                if (sizes.heads().restart()) {
                    double sigmoid = 1 / (1 + Math.exp(-out[at++]));
                    restart -= labels[r * sizes.labels() + Z] != 0 ? END_WEIGHT * Math.log(sigmoid) : Math.log(1 - sigmoid);
                }
                int components = sizes.heads().reward();
                if (components > 0) {
                    reward += ReferenceMixture.of(Arrays.copyOfRange(out, at, at + 3 * components), components, 1, 0)
                            .loss(labels[r * sizes.labels() + Z + 2]);
                    at += 3 * components;
                }
                var mixtures = Arrays.copyOfRange(out, at, out.length);
                for (int d = 0; d < Z; d++) {
                    nll += ReferenceMixture.of(mixtures, sizes.components(), Z, d).loss(labels[r * sizes.labels() + d]);
                }
            }
        }
        return nll / count / Z + (restart + reward) / count;
    }

    private Losses run(Engine engine, double dropout, Weights gradients) {
        try (var unrolled = new Unrolled(sizes, STEPS, BATCH, END_WEIGHT, dropout, engine)) {
            return unrolled.train(Weights.in(floats(parameters), sizes), floats(inputs), floats(labels), KEY, gradients);
        }
    }

    /** What dropout multiplies the memory by, [T·B, H]. */
    private double[] factors(double dropout) {
        var uniform = Floats.allocate(ROWS * sizes.hidden());
        Engine.current().kernels().sampling().uniform(KEY, 0, uniform, 0, uniform.size());
        var factors = new double[uniform.size()];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = uniform.get(i) < dropout ? 0 : 1 / (1 - dropout);
        }
        return factors;
    }

    @Test
    void scoreIsThatOfTheReference() {
        for (var engine : new Engine[]{Engine.current(), Engine.plain(2)}) {
            Losses losses;
            try (var unrolled = new Unrolled(sizes, STEPS, BATCH, END_WEIGHT, 0.5, engine)) {
                losses = unrolled.loss(Weights.in(floats(parameters), sizes), floats(inputs), floats(labels));
            }
            assertEquals(reference(parameters, factors(0)), losses.score(), 1e-5);
            assertEquals(7, losses.steps());
            assertEquals(1, losses.ends());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true, 0", "0.4, true, 0", "0, false, 0", "0, true, 1", "0.4, false, 3"})
    void gradientsAreFiniteDifferencesOfTheReference(double dropout, boolean restart, int reward) {
        with(new MdnRnnConfig.Heads(restart, reward));
        var factors = factors(dropout);
        var expected = new double[parameters.length];
        double step = 1e-5;
        for (int i = 0; i < expected.length; i++) {
            var moved = parameters.clone();
            moved[i] = parameters[i] + step;
            double up = reference(moved, factors);
            moved[i] = parameters[i] - step;
            expected[i] = (up - reference(moved, factors)) / (2 * step);
        }
        for (var engine : new Engine[]{Engine.current(), Engine.plain(2)}) {
            var gradients = Floats.allocate(parameters.length);
            gradients.fill(Float.NaN);
            assertEquals(reference(parameters, factors), run(engine, dropout, Weights.in(gradients, sizes)).score(), 1e-5);
            Numbers.assertClose("gradients", expected, Numbers.doubles(gradients), 1e-5);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        sizes = new Sizes(3, 2, 8, 5, 1);
        int batch = 200;
        var weights = Weights.in(floats(scaled(Numbers.normal(4, sizes.parameterCount()), 0.2)), sizes);
        var x = floats(Numbers.normal(5, STEPS * batch * sizes.inputs()));
        var y = floats(Numbers.normal(6, STEPS * batch * sizes.labels()));
        float[] first = null;
        for (int threads = 1; threads <= 3; threads++) {
            var gradients = Floats.allocate(sizes.parameterCount());
            new Unrolled(sizes, STEPS, batch, END_WEIGHT, 0.3, Engine.fast(threads)).train(weights, x, y, KEY,
                    Weights.in(gradients, sizes));
            first = first == null ? gradients.toArray() : first;
            assertArrayEquals(first, gradients.toArray());
        }
    }

    @Test
    void aBatchWithNothingThatCountsIsRefused() {
        try (var unrolled = new Unrolled(sizes, STEPS, BATCH, END_WEIGHT, 0, Engine.current())) {
            var weights = Weights.in(floats(parameters), sizes);
            assertThrows(IllegalArgumentException.class,
                    () -> unrolled.loss(weights, floats(inputs), Floats.allocate(ROWS * sizes.labels())));
        }
    }

    @Test
    void thePapersNetworksHaveAsManyParametersAsInThePaper() {
        assertEquals(422_368, new Sizes(32, 3, 256, 5, 1, MdnRnnConfig.Heads.NONE).parameterCount());
        assertEquals(1_678_785, new Sizes(64, 1, 512, 5, 1).parameterCount());
    }
}
