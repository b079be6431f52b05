package dev.reverie.compute;

import static dev.reverie.compute.Numbers.F32;
import static dev.reverie.compute.Numbers.SIZES;
import static dev.reverie.compute.Numbers.assertClose;
import static dev.reverie.compute.Numbers.assertGuarded;
import static dev.reverie.compute.Numbers.assertRefused;
import static dev.reverie.compute.Numbers.assertSameBits;
import static dev.reverie.compute.Numbers.doubles;
import static dev.reverie.compute.Numbers.floats;
import static dev.reverie.compute.Numbers.guarded;
import static dev.reverie.compute.Numbers.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.compute.MixtureRows.Shape;
import dev.reverie.compute.reference.ReferenceMixture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link MixtureRows}. */
public interface MixtureRowsContract extends EngineContract {
    private MixtureRows kernel() {
        return engine(1).kernels().mixtures();
    }

    /** What a network may put out: logits, means and log-scales of the given spread. */
    private static double[] outputs(Random random, Shape shape, int rows, double spread) {
        return normal(random, rows * shape.outputs(), spread);
    }

    /** Losses per dimension, then gradients, of rows with weights. */
    private static double[][] reference(Shape shape, double[] outputs, double[] targets, double[] weights) {
        int D = shape.dimensions();
        int K = shape.components();
        var sums = new double[D];
        var gradients = new double[outputs.length];
        for (int r = 0; r < weights.length; r++) {
            int from = r * shape.outputs();
            double[] row = Arrays.copyOfRange(outputs, from, from + shape.outputs());
            for (int d = 0; d < D; d++) {
                var mixture = ReferenceMixture.of(row, K, D, d);
                sums[d] += weights[r] * mixture.loss(targets[r * D + d]);
                var g = mixture.gradients(targets[r * D + d]);
                for (int k = 0; k < K; k++) {
                    gradients[from + k * D + d] = weights[r] * g.logits()[k];
                    gradients[from + (K + k) * D + d] = weights[r] * g.means()[k];
                    gradients[from + (2 * K + k) * D + d] = weights[r] * g.logScales()[k];
                }
            }
        }
        return new double[][]{sums, gradients};
    }

    private void assertLoss(Shape shape, double[] outputs, double[] targets, double[] weights, double tolerance) {
        int D = shape.dimensions();
        int rows = weights.length;
        double[][] expected = reference(shape, outputs, targets, weights);
        var sums = floats(new double[D]);
        var gradients = guarded(new double[outputs.length], 3, 4);
        kernel().loss(shape, rows, new Rows(guarded(outputs, 1, 0), 1, shape.outputs()), new Rows(guarded(targets, 2, 0), 2, D),
                Rows.of(floats(weights), 1), new Rows(gradients, 3, shape.outputs()), sums);
        assertClose("sums", expected[0], doubles(sums), tolerance);
        assertClose("gradients", expected[1], doubles(gradients, 3, outputs.length), tolerance);
        assertGuarded("gradients", gradients, 3, 3 + outputs.length);
        var alone = floats(new double[D]);
        kernel().loss(shape, rows, Rows.of(floats(outputs), shape.outputs()), Rows.of(floats(targets), D), Rows.of(floats(weights), 1),
                null, alone);
        assertSameBits("sums", sums, alone);
    }

    @Test
    default void lossAndGradientsAgreeWithTheReference() {
        for (int dimensions : SIZES) {
            for (int components : new int[]{1, 2, 5}) {
                var random = new Random(dimensions);
                var shape = new Shape(components, dimensions);
                double[] weights = normal(random, 3, 1);
                assertLoss(shape, outputs(random, shape, 3, 1), normal(random, 3 * dimensions, 2), weights, F32);
            }
        }
    }

    @Test
    default void oneComponentIsTheNormalDistribution() {
        var shape = new Shape(1, 1);
        var sums = floats(new double[1]);
        kernel().loss(shape, 1, Rows.of(floats(new double[]{3, 0.5, Math.log(2)}), 3), Rows.of(floats(new double[]{1.5}), 1),
                Rows.of(floats(new double[]{1}), 1), null, sums);
        assertEquals(0.5 * Math.log(2 * Math.PI) + Math.log(2) + 0.125, sums.get(0), 1e-6);
    }

    @Test
    default void targetsAThousandScalesAwayAreLostNowhere() {
        for (double far : new double[]{1e3, -1e3, 1e6}) {
            var random = new Random(4);
            var shape = new Shape(5, 17);
            double[] targets = normal(random, 2 * 17, 1);
            Arrays.setAll(targets, i -> (float) (far + targets[i]));
            assertLoss(shape, outputs(random, shape, 2, 0.5), targets, new double[]{1, 0.5}, 1e-4);
        }
    }

    @Test
    default void nothingFiniteGivesNaN() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            var shape = new Shape(1 + random.nextInt(5), 1 + random.nextInt(40));
            var gradients = Floats.allocate(shape.outputs());
            var sums = Floats.allocate(shape.dimensions());
            kernel().loss(shape, 1, Rows.of(floats(Numbers.wild(random, shape.outputs())), shape.outputs()),
                    Rows.of(floats(Numbers.wild(random, shape.dimensions())), shape.dimensions()), Rows.of(Floats.of(1f), 1),
                    Rows.of(gradients, shape.outputs()), sums);
            for (double value : doubles(gradients)) {
                assertTrue(Double.isFinite(value), "a gradient was " + value);
            }
            for (double value : doubles(sums)) {
                assertTrue(Double.isFinite(value), "a loss was " + value);
            }
        }
    }

    @Test
    default void aNaNIsNotHidden() {
        for (int at : new int[]{0, 20, 40}) {
            var outputs = floats(normal(1, 60));
            outputs.set(at + 3, Float.NaN);
            var sums = Floats.allocate(20);
            kernel().loss(new Shape(1, 20), 1, Rows.of(outputs, 60), Rows.of(floats(normal(2, 20)), 20), Rows.of(Floats.of(1f), 1),
                    Rows.of(outputs, 60), sums);
            for (int d = 0; d < 20; d++) {
                assertEquals(d == 3, Float.isNaN(sums.get(d)) || Float.isNaN(outputs.get(20 + d)), "dimension " + d);
            }
        }
    }

    @Test
    default void gradientsMayOverwriteOutputsAndRowsMayLieApart() {
        for (int dimensions : new int[]{5, 16, 33}) {
            var shape = new Shape(3, dimensions);
            int stride = shape.outputs() + 1;
            var outputs = floats(normal(6, 4 * stride));
            var targets = floats(normal(7, 4 * (dimensions + 2)));
            var weights = Floats.of(1, 2, 0, 3);
            var apart = Floats.allocate(4 * shape.outputs());
            var sums = Floats.allocate(dimensions);
            kernel().loss(shape, 4, new Rows(outputs, 1, stride), new Rows(targets, 2, dimensions + 2), Rows.of(weights, 1),
                    Rows.of(apart, shape.outputs()), sums);
            var firsts = new float[]{outputs.get(0), outputs.get(stride), outputs.get(2 * stride), outputs.get(3 * stride)};
            kernel().loss(shape, 4, new Rows(outputs, 1, stride), new Rows(targets, 2, dimensions + 2), Rows.of(weights, 1),
                    new Rows(outputs, 1, stride), sums);
            for (int r = 0; r < 4; r++) {
                assertSameBits("gradients of row " + r, apart, r * shape.outputs(), outputs, 1 + r * stride, shape.outputs());
                assertEquals(firsts[r], outputs.get(r * stride), "what stands between rows was written");
            }
        }
    }

    @Test
    default void aRowOfNoWeightIsNotLookedAt() {
        var outputs = floats(normal(1, 2 * 30));
        var targets = floats(normal(2, 2 * 10));
        outputs.slice(30, 30).fill(Float.NaN);
        targets.slice(10, 10).fill(Float.NaN);
        var sums = Floats.allocate(10);
        kernel().loss(new Shape(1, 10), 2, Rows.of(outputs, 30), Rows.of(targets, 10), Rows.of(Floats.of(1, 0), 1), Rows.of(outputs, 30),
                sums);
        assertClose("gradients of the second row", new double[30], doubles(outputs, 30, 30), 0);
        assertTrue(Arrays.stream(doubles(sums)).allMatch(Double::isFinite));
    }

    @Test
    default void drawsAgreeWithTheReference() {
        for (int dimensions : SIZES) {
            for (int components : new int[]{1, 2, 5}) {
                for (float temperature : new float[]{0.1f, 1f, 1.3f}) {
                    var random = new Random(dimensions);
                    var shape = new Shape(components, dimensions);
                    double[] outputs = outputs(random, shape, 2, 1);
                    double[] noise = normal(random, 2 * dimensions, 1);
                    var choices = Floats.allocate(2 * dimensions);
                    engine(1).kernels().sampling().uniform(9, 0, choices, 0, choices.size());
                    var expected = new double[2 * dimensions];
                    for (int i = 0; i < expected.length; i++) {
                        double[] row = Arrays.copyOfRange(outputs, i / dimensions * shape.outputs(),
                                (i / dimensions + 1) * shape.outputs());
                        expected[i] = ReferenceMixture.of(row, components, dimensions, i % dimensions).sample(temperature,
                                Math.sqrt(temperature), choices.get(i), noise[i]);
                    }
                    var z = guarded(new double[expected.length], 2, 3);
                    kernel().sample(shape, 2, Rows.of(floats(outputs), shape.outputs()), temperature, (float) Math.sqrt(temperature),
                            Rows.of(choices, dimensions), Rows.of(floats(noise), dimensions), new Rows(z, 2, dimensions));
                    assertClose("z", expected, doubles(z, 2, expected.length), F32);
                    assertGuarded("z", z, 2, 2 + expected.length);
                }
            }
        }
    }

    @Test
    default void theLargestUniformNumberStillChooses() {
        // Two components of weight 0 stand last: whatever rounding leaves, they are not drawn.
        var outputs = floats(new double[]{0.3, 0.1, 0.2, -200, Double.NEGATIVE_INFINITY, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0});
        for (float choice : new float[]{0x1p-24f, 1 - 0x1p-24f}) {
            var z = Floats.allocate(1);
            kernel().sample(new Shape(5, 1), 1, Rows.of(outputs, 15), 1, 1, Rows.of(Floats.of(choice), 1), Rows.of(Floats.of(0f), 1),
                    Rows.of(z, 1));
            assertEquals(choice < 0.5 ? 1 : 3, z.get(0));
        }
    }

    @Test
    default void withoutTemperatureTheHeaviestMeanIsDrawn() {
        var outputs = floats(new double[]{0.3, 0.1, 0.4, 1, 2, 3, 0, 0, 0});
        var z = Floats.allocate(1);
        for (float choice : new float[]{0.001f, 0.5f, 0.999f}) {
            kernel().sample(new Shape(3, 1), 1, Rows.of(outputs, 9), 1e-6f, 0, Rows.of(Floats.of(choice), 1), Rows.of(Floats.of(5f), 1),
                    Rows.of(z, 1));
            assertEquals(3, z.get(0));
        }
    }

    @Test
    default void aRowsDrawsAndGradientsHaveTheSameBitsAlone() {
        for (int dimensions : new int[]{1, 7, 16, 37}) {
            var shape = new Shape(5, dimensions);
            int width = shape.outputs();
            var outputs = floats(normal(1, 5 * width));
            var targets = floats(normal(2, 5 * dimensions));
            var weights = Floats.of(1, 2, 3, 4, 5);
            var together = Floats.allocate(5 * width);
            var apart = Floats.allocate(5 * width);
            var sums = Floats.allocate(dimensions);
            kernel().loss(shape, 5, Rows.of(outputs, width), Rows.of(targets, dimensions), Rows.of(weights, 1), Rows.of(together, width),
                    sums);
            var choices = Floats.allocate(5 * dimensions);
            engine(1).kernels().sampling().uniform(3, 0, choices, 0, choices.size());
            var z = Floats.allocate(5 * dimensions);
            var zApart = Floats.allocate(5 * dimensions);
            kernel().sample(shape, 5, Rows.of(outputs, width), 1, 1, Rows.of(choices, dimensions), Rows.of(targets, dimensions),
                    Rows.of(z, dimensions));
            for (int r = 4; r >= 0; r--) {
                kernel().loss(shape, 1, new Rows(outputs, r * width, width), new Rows(targets, r * dimensions, dimensions),
                        new Rows(weights, r, 1), new Rows(apart, r * width, width), sums);
                kernel().sample(shape, 1, new Rows(outputs, r * width, width), 1, 1, new Rows(choices, r * dimensions, dimensions),
                        new Rows(targets, r * dimensions, dimensions), new Rows(zApart, r * dimensions, dimensions));
            }
            assertSameBits("gradients", together, apart);
            assertSameBits("z", z, zApart);
        }
    }

    @Test
    default void mixtureBuffersThatAreTooSmallAreRefused() {
        var shape = new Shape(2, 8);
        var small = Rows.of(Floats.allocate(7), 8);
        var large = Rows.of(Floats.allocate(200), 48);
        assertRefused("outputs", () -> kernel().loss(shape, 2, small, large, large, large, large.buffer()));
        assertRefused("targets", () -> kernel().loss(shape, 2, large, small, large, large, large.buffer()));
        assertRefused("weights", () -> kernel().loss(shape, 2, large, large, small, large, large.buffer()));
        assertRefused("gradients", () -> kernel().loss(shape, 2, large, large, large, small, large.buffer()));
        assertRefused("sums", () -> kernel().loss(shape, 2, large, large, large, large, small.buffer()));
        assertRefused("outputs", () -> kernel().sample(shape, 2, small, 1, 1, large, large, large));
        assertRefused("choices", () -> kernel().sample(shape, 2, large, 1, 1, small, large, large));
        assertRefused("noise", () -> kernel().sample(shape, 2, large, 1, 1, large, small, large));
        assertRefused("z", () -> kernel().sample(shape, 2, large, 1, 1, large, large, small));
    }
}
