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
import org.junit.jupiter.params.provider.ValueSource;

class UnrolledTest {
    private static final Sizes SIZES = new Sizes(2, 1, 3, 2, 1);
    private static final int STEPS = 4;
    private static final int BATCH = 2;
    private static final int ROWS = STEPS * BATCH;
    private static final double END_WEIGHT = 10;
    private static final long KEY = 99;

    private final double[] parameters = scaled(Numbers.normal(1, SIZES.parameterCount()), 0.5);
    private final double[] inputs = Numbers.normal(2, ROWS * SIZES.inputs());
    private final double[] labels = labels();

    private static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(v -> (float) (v * by)).toArray();
    }

    /** Random targets; row 3 is an end, row 5 does not count. */
    private static double[] labels() {
        double[] labels = Numbers.normal(3, ROWS * SIZES.labels());
        for (int r = 0; r < ROWS; r++) {
            labels[r * SIZES.labels() + 2] = r == 3 ? 1 : 0;
            labels[r * SIZES.labels() + 3] = r == 5 ? 0 : 1;
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
        int H = SIZES.hidden();
        int Z = SIZES.latent();
        int head = SIZES.kernelSize() + SIZES.biasSize();
        var memory = ReferenceLstm.forward(new Lstm.Shape(STEPS, BATCH, SIZES.inputs(), H, SIZES.forgetBias()), inputs, null,
                new double[BATCH * H], new double[BATCH * H], Arrays.copyOf(parameters, SIZES.kernelSize()),
                Arrays.copyOfRange(parameters, SIZES.kernelSize(), head));
        double[] h = memory.h();
        double nll = 0;
        double restart = 0;
        int count = 0;
        for (int r = 0; r < ROWS; r++) {
            var out = new double[SIZES.outputs()];
            for (int o = 0; o < out.length; o++) {
                out[o] = parameters[head + SIZES.headSize() + o];
                for (int j = 0; j < H; j++) {
                    out[o] += factors[r * H + j] * h[r * H + j] * parameters[head + j * out.length + o];
                }
            }
            if (labels[r * SIZES.labels() + Z + 1] != 0) {
                count++;
                double sigmoid = 1 / (1 + Math.exp(-out[0]));
                restart -= labels[r * SIZES.labels() + Z] != 0 ? END_WEIGHT * Math.log(sigmoid) : Math.log(1 - sigmoid);
                var mixtures = Arrays.copyOfRange(out, 1, out.length);
                for (int d = 0; d < Z; d++) {
                    nll += ReferenceMixture.of(mixtures, SIZES.components(), Z, d).loss(labels[r * SIZES.labels() + d]);
                }
            }
        }
        return nll / count / Z + restart / count;
    }

    private Losses run(Engine engine, double dropout, Weights gradients) {
        try (var unrolled = new Unrolled(SIZES, STEPS, BATCH, END_WEIGHT, dropout, engine)) {
            return unrolled.train(Weights.in(floats(parameters), SIZES), floats(inputs), floats(labels), KEY, gradients);
        }
    }

    /** What dropout multiplies the memory by, [T·B, H]. */
    private static double[] factors(double dropout) {
        var uniform = Floats.allocate(ROWS * SIZES.hidden());
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
            try (var unrolled = new Unrolled(SIZES, STEPS, BATCH, END_WEIGHT, 0.5, engine)) {
                losses = unrolled.loss(Weights.in(floats(parameters), SIZES), floats(inputs), floats(labels));
            }
            assertEquals(reference(parameters, factors(0)), losses.score(), 1e-5);
            assertEquals(7, losses.steps());
            assertEquals(1, losses.ends());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4})
    void gradientsAreFiniteDifferencesOfTheReference(double dropout) {
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
            assertEquals(reference(parameters, factors), run(engine, dropout, Weights.in(gradients, SIZES)).score(), 1e-5);
            Numbers.assertClose("gradients", expected, Numbers.doubles(gradients), 1e-5);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        var sizes = new Sizes(3, 2, 8, 5, 1);
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
        try (var unrolled = new Unrolled(SIZES, STEPS, BATCH, END_WEIGHT, 0, Engine.current())) {
            var weights = Weights.in(floats(parameters), SIZES);
            assertThrows(IllegalArgumentException.class,
                    () -> unrolled.loss(weights, floats(inputs), Floats.allocate(ROWS * SIZES.labels())));
        }
    }

    @Test
    void thePapersNetworkHasAsManyParametersAsInThePaper() {
        assertEquals(1_678_785, new Sizes(64, 1, 512, 5, 1).parameterCount());
    }
}
