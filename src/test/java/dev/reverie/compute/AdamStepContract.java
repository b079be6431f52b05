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
import static dev.reverie.compute.Numbers.wild;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.AdamStep.Settings;
import dev.reverie.compute.reference.ReferenceAdam;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of {@link AdamStep}. */
public interface AdamStepContract extends EngineContract {
    private AdamStep kernel() {
        return engine(1).kernels().adam();
    }

    private static Settings settings(long step, double clip) {
        return new Settings(0.1, 0.9, 0.999, 1e-8, step, clip);
    }

    @Test
    default void oneStepAgreesWithTheReference() {
        for (int length : SIZES) {
            for (long step : new long[]{1, 2, 10, 1000, 100_000}) {
                for (double clip : new double[]{0.5, Double.POSITIVE_INFINITY}) {
                    assertStep(settings(step, clip), normal(1, length), normal(step, length), normal(3, length),
                            Arrays.stream(normal(4, length)).map(Math::abs).toArray());
                }
            }
        }
    }

    private void assertStep(Settings settings, double[] parameters, double[] gradients, double[] mean, double[] variance) {
        int length = parameters.length;
        var p = guarded(parameters, 5, 3);
        var g = guarded(gradients, 5, 3);
        var m = guarded(mean, 5, 3);
        var v = guarded(variance, 5, 3);
        kernel().update(settings, p, g, m, v, 5, length);
        ReferenceAdam.update(settings, parameters, gradients, mean, variance);
        assertClose("mean", mean, doubles(m, 5, length), F32);
        assertClose("variance", variance, doubles(v, 5, length), F32);
        assertClose("parameters", parameters, doubles(p, 5, length), F32);
        assertClose("gradients", gradients, doubles(g, 5, length), 0);
        for (var buffer : new Floats[]{p, g, m, v}) {
            assertGuarded("a buffer", buffer, 5, 5 + length);
        }
    }

    @Test
    default void aThousandStepsStayWithTheReference() {
        var random = new Random(5);
        double[] parameters = normal(6, 37);
        var mean = new double[37];
        var variance = new double[37];
        var p = floats(parameters);
        var m = Floats.allocate(37);
        var v = Floats.allocate(37);
        for (int step = 1; step <= 1000; step++) {
            double[] gradients = normal(random, 37, 0.3);
            var settings = new Settings(1e-3, 0.9, 0.999, 1e-8, step, 1);
            kernel().update(settings, p, floats(gradients), m, v, 0, 37);
            ReferenceAdam.update(settings, parameters, gradients, mean, variance);
        }
        assertClose("mean", mean, m, F32);
        assertClose("variance", variance, v, F32);
        assertClose("parameters", parameters, p, F32);
    }

    @Test
    default void wildGradientsGiveNoNaN() {
        var random = new Random(7);
        for (int round = 0; round < 1000; round++) {
            int length = 1 + random.nextInt(40);
            assertStep(settings(1 + round, round % 2 == 0 ? 1 : Double.POSITIVE_INFINITY), normal(round, length), wild(random, length),
                    normal(round + 1, length), Arrays.stream(normal(round, length)).map(Math::abs).toArray());
        }
    }

    @Test
    default void aParameterMovesTheSameWhereverItStands() {
        double[] parameters = normal(1, 90);
        var whole = floats(parameters);
        kernel().update(settings(3, 1), whole, floats(normal(2, 90)), Floats.allocate(90), Floats.allocate(90), 0, 90);
        for (int offset = 0; offset <= 20; offset++) {
            for (int length = 1; length <= 70; length++) {
                var part = floats(parameters);
                kernel().update(settings(3, 1), part, floats(normal(2, 90)), Floats.allocate(90), Floats.allocate(90), offset, length);
                assertSameBits("parameters", whole, offset, part, offset, length);
            }
        }
    }

    @Test
    default void aNaNGradientIsNotHidden() {
        for (int at : new int[]{0, 17}) {
            var p = floats(normal(1, 18));
            var g = floats(normal(2, 18));
            g.set(at, Float.NaN);
            kernel().update(settings(1, 1), p, g, Floats.allocate(18), Floats.allocate(18), 0, 18);
            for (int i = 0; i < 18; i++) {
                assertEquals(i == at, Float.isNaN(p.get(i)));
            }
        }
    }

    @Test
    default void adamBuffersThatAreTooSmallAreRefused() {
        var s = settings(1, 1);
        var small = Floats.allocate(16);
        var large = Floats.allocate(64);
        assertRefused("parameters", () -> kernel().update(s, small, large, large, large, 1, 16));
        assertRefused("gradients", () -> kernel().update(s, large, small, large, large, 1, 16));
        assertRefused("mean", () -> kernel().update(s, large, large, small, large, 1, 16));
        assertRefused("variance", () -> kernel().update(s, large, large, large, small, 1, 16));
        assertRefused("parameters", () -> kernel().update(s, large, large, large, large, -1, 16));
    }
}
