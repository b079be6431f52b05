package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.Numbers;
import dev.reverie.compute.Precision;
import dev.reverie.compute.TransformerSizes;
import dev.reverie.mdn.Factorisation;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BpttPassTest {
    private static final int STEPS = 4;
    private static final int BATCH = 2;
    private static final int ROWS = STEPS * BATCH;
    private static final double END_WEIGHT = 10;
    private static final long KEY = 99;
    /** How near single precision comes to the twin. */
    private static final double SINGLE = 1e-6;

    private MdnRnnShape sizes;
    private double[] parameters;
    private double[] inputs;
    private double[] labels;

    BpttPassTest() {
        with(MdnRnnConfig.Heads.RESTART, Factorisation.PER_DIMENSION, false);
    }

    private void with(MdnRnnConfig.Heads heads, Factorisation factorisation, boolean layerNorm) {
        sizes = LstmShapes.of(2, 1, 3, 2, heads, factorisation, layerNorm);
        parameters = scaled(Numbers.normal(1, sizes.parameterCount()), 0.5);
        inputs = Numbers.normal(2, ROWS * sizes.inputs());
        labels = labels();
    }

    private void withTransformer(MdnRnnConfig.Heads heads, int context) {
        with(heads, Factorisation.PER_DIMENSION, false);
        sizes = new MdnRnnShape(2, 1, new TransformerShape(new TransformerSizes(sizes.inputs(), 4, 2, 2, context)), 2, heads,
                Factorisation.PER_DIMENSION);
        parameters = scaled(Numbers.normal(1, sizes.parameterCount()), 0.5);
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

    private Twin twin(double[] factors) {
        return Twin.empty(sizes, STEPS, BATCH, END_WEIGHT, inputs, labels, factors);
    }

    private Losses run(Engine engine, double dropout, Weights gradients) {
        try (var unrolled = new BpttPass(sizes, STEPS, BATCH, END_WEIGHT, dropout, engine)) {
            return unrolled.train(Weights.in(floats(parameters), sizes), floats(inputs), floats(labels), KEY, null, gradients);
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
            try (var unrolled = new BpttPass(sizes, STEPS, BATCH, END_WEIGHT, 0.5, engine)) {
                losses = unrolled.loss(Weights.in(floats(parameters), sizes), floats(inputs), floats(labels), null);
            }
            assertEquals(twin(factors(0)).score(parameters), losses.score(), 1e-5);
            assertEquals(7, losses.steps());
            assertEquals(1, losses.sum("restart", 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true, 0, PER_DIMENSION, false", "0.4, true, 0, PER_DIMENSION, false", "0, false, 0, PER_DIMENSION, false",
        "0, true, 1, PER_DIMENSION, false", "0.4, false, 3, PER_DIMENSION, false", "0, true, 0, JOINT, false",
        "0.4, false, 2, JOINT, false",
        "0, true, 0, PER_DIMENSION, true", "0.4, false, 2, JOINT, true"})
    void gradientsAreTheTwins(double dropout, boolean restart, int reward, Factorisation factorisation, boolean layerNorm) {
        with(new MdnRnnConfig.Heads(restart, reward), factorisation, layerNorm);
        assertGradientsAreTheTwins(dropout);
    }

    @ParameterizedTest
    @CsvSource({"0, true, 3", "0.4, false, 64"})
    void gradientsOfATransformerAreTheTwins(double dropout, boolean restart, int context) {
        withTransformer(new MdnRnnConfig.Heads(restart, 0), context);
        assertGradientsAreTheTwins(dropout);
    }

    private void assertGradientsAreTheTwins(double dropout) {
        var twin = twin(factors(dropout));
        var expected = twin.run(parameters);
        Numbers.assertClose("differences", twin.differences(parameters), expected.gradient(), 1e-8);
        for (var engine : new Engine[]{Engine.current(), Engine.plain(2)}) {
            var gradients = Floats.allocate(parameters.length);
            gradients.fill(Float.NaN);
            assertEquals(expected.score(), run(engine, dropout, Weights.in(gradients, sizes)).score(), 1e-5);
            // Single precision keeps 24 bits of some thousand terms.
            Numbers.assertClose("gradients", expected.gradient(), Numbers.doubles(gradients), SINGLE);
        }
    }

    /** Chunk after chunk of one world, an episode beginning within the second, the last one ragged: what is carried, emptied and masked. */
    @ParameterizedTest
    @CsvSource({"PER_DIMENSION, false", "JOINT, false", "PER_DIMENSION, true", "JOINT, true"})
    void carriedChunksHaveTheTwinsScoresGradientsAndMemory(Factorisation factorisation, boolean layerNorm) {
        with(MdnRnnConfig.Heads.RESTART, factorisation, layerNorm);
        var resets = Floats.allocate(ROWS);
        var memory = CarriedMemory.of(BATCH, sizes.memory(), resets);
        var h = new double[BATCH * sizes.hidden()];
        var c = new double[h.length];
        try (var unrolled = new BpttPass(sizes, STEPS, BATCH, END_WEIGHT, 0, Engine.current())) {
            for (int chunk = 0; chunk < 3; chunk++) {
                inputs = Numbers.normal(20 + chunk, ROWS * sizes.inputs());
                labels = labels();
                var begins = new double[ROWS];
                if (chunk == 1) {
                    begins[5] = 1;
                }
                for (int r = 4; chunk == 2 && r < ROWS; r += BATCH) {
                    labels[r * sizes.labels() + sizes.latent() + 1] = 0;
                }
                resets.write(0, floats(begins).toArray(), 0, ROWS);
                var twin = new Twin(sizes, STEPS, BATCH, END_WEIGHT, inputs, labels, factors(0), begins, h, c);
                var expected = twin.run(parameters);
                Numbers.assertClose("differences", twin.differences(parameters), expected.gradient(), 1e-8);
                var gradients = Floats.allocate(parameters.length);
                var losses = unrolled.train(Weights.in(floats(parameters), sizes), floats(inputs), floats(labels), KEY, memory,
                        Weights.in(gradients, sizes));
                assertEquals(expected.score(), losses.score(), 1e-5, "chunk " + chunk);
                Numbers.assertClose("gradients", expected.gradient(), Numbers.doubles(gradients), SINGLE);
                Numbers.assertClose("h and c", concatenated(expected.h(), expected.c()), Numbers.doubles(memory.state()), SINGLE);
                h = expected.h();
                c = expected.c();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEpisodeInCarriedChunksIsTheWholeEpisode(boolean layerNorm) {
        with(MdnRnnConfig.Heads.RESTART, Factorisation.PER_DIMENSION, layerNorm);
        assertChunksAreTheWholeEpisode();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 64})
    void anEpisodeInCarriedChunksThroughATransformerIsTheWholeEpisode(int context) {
        withTransformer(MdnRnnConfig.Heads.RESTART, context);
        assertChunksAreTheWholeEpisode();
    }

    private void assertChunksAreTheWholeEpisode() {
        int chunks = 3;
        var x = Numbers.normal(7, chunks * ROWS * sizes.inputs());
        var y = new double[chunks * ROWS * sizes.labels()];
        for (int r = 0; r < chunks * ROWS; r++) {
            y[r * sizes.labels()] = Math.sin(r);
            y[r * sizes.labels() + 3] = 1;
        }
        var weights = Weights.in(floats(parameters), sizes);
        var atOnce = CarriedMemory.of(BATCH, sizes.memory(), Floats.allocate(chunks * ROWS));
        var inParts = CarriedMemory.of(BATCH, sizes.memory(), Floats.allocate(ROWS));
        Losses whole;
        try (var unrolled = new BpttPass(sizes, chunks * STEPS, BATCH, END_WEIGHT, 0, Engine.current())) {
            whole = unrolled.loss(weights, floats(x), floats(y), atOnce);
        }
        Losses parts = null;
        try (var unrolled = new BpttPass(sizes, STEPS, BATCH, END_WEIGHT, 0, Engine.current())) {
            for (int i = 0; i < chunks; i++) {
                var part = unrolled.loss(weights, floats(part(x, i, chunks)), floats(part(y, i, chunks)), inParts);
                parts = parts == null ? part : parts.and(part);
            }
        }
        if (sizes.memory() instanceof LstmShape) {
            assertArrayEquals(atOnce.state().toArray(), inParts.state().toArray());
        } else {
            assertArrayEquals(atOnce.state().toArray(), inParts.state().toArray(), 1e-5f);
        }
        assertEquals(whole.score(), parts.score(), 1e-6);
    }

    private static double[] concatenated(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    private static double[] part(double[] all, int i, int of) {
        return Arrays.copyOfRange(all, all.length / of * i, all.length / of * (i + 1));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        for (var factorisation : Factorisation.values()) {
            theNumberOfThreadsChangesNoBit(LstmShapes.of(3, 2, 8, 5, MdnRnnConfig.Heads.RESTART, factorisation, false));
            theNumberOfThreadsChangesNoBit(LstmShapes.of(3, 2, 8, 5, MdnRnnConfig.Heads.RESTART, factorisation, true));
            theNumberOfThreadsChangesNoBit(new MdnRnnShape(3, 2, new TransformerShape(new TransformerSizes(6, 8, 2, 2, 3)), 5,
                    MdnRnnConfig.Heads.RESTART, factorisation));
        }
    }

    private static void theNumberOfThreadsChangesNoBit(MdnRnnShape sizes) {
        int batch = 200;
        var weights = Weights.in(floats(scaled(Numbers.normal(4, sizes.parameterCount()), 0.2)), sizes);
        var x = floats(Numbers.normal(5, STEPS * batch * sizes.inputs()));
        var y = floats(Numbers.normal(6, STEPS * batch * sizes.labels()));
        var resets = Floats.allocate(STEPS * batch);
        for (int r = 0; r < resets.size(); r += 11) {
            resets.set(r, 1);
        }
        float[] first = null;
        float[] remembered = null;
        for (int threads = 1; threads <= 3; threads++) {
            var gradients = Floats.allocate(sizes.parameterCount());
            var memory = CarriedMemory.of(batch, sizes.memory(), resets);
            new BpttPass(sizes, STEPS, batch, END_WEIGHT, 0.3, Engine.fast(threads)).train(weights, x, y, KEY, memory,
                    Weights.in(gradients, sizes));
            remembered = remembered == null ? memory.state().toArray() : remembered;
            assertArrayEquals(remembered, memory.state().toArray());
            first = first == null ? gradients.toArray() : first;
            assertArrayEquals(first, gradients.toArray());
        }
    }

    @Test
    void productsRoundedToSixteenBitsChangeGradientsByLittle() {
        with(MdnRnnConfig.Heads.RESTART, Factorisation.PER_DIMENSION, false);
        var exact = gradients(Precision.F32);
        var rounded = gradients(Precision.BF16);
        double difference = 0;
        double length = 0;
        for (int i = 0; i < exact.length; i++) {
            difference += Math.pow(rounded[i] - exact[i], 2);
            length += Math.pow(exact[i], 2);
        }
        assertTrue(difference > 0 && Math.sqrt(difference / length) < 2e-2, "by " + Math.sqrt(difference / length));
    }

    private float[] gradients(Precision precision) {
        var gradients = Floats.allocate(sizes.parameterCount());
        try (var unrolled = new BpttPass(sizes, STEPS, BATCH, END_WEIGHT, 0, precision, Engine.current())) {
            unrolled.train(Weights.in(floats(parameters), sizes), floats(inputs), floats(labels), KEY, null, Weights.in(gradients, sizes));
        }
        return gradients.toArray();
    }

    @Test
    void aBatchWithNothingThatCountsIsRefused() {
        try (var unrolled = new BpttPass(sizes, STEPS, BATCH, END_WEIGHT, 0, Engine.current())) {
            var weights = Weights.in(floats(parameters), sizes);
            assertThrows(IllegalArgumentException.class,
                    () -> unrolled.loss(weights, floats(inputs), Floats.allocate(ROWS * sizes.labels()), null));
        }
    }
}
