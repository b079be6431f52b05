package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixtureLossTest {
    private static final int ROWS = 300;
    private static final int K = 5;
    private static final int D = 6;

    private final Floats targets = normal("targets", ROWS * D);

    private static MdnLayout layout(Factorisation factorisation) {
        return MdnLayout.ofKernel(K, D, factorisation);
    }

    private static Floats normal(String name, int size) {
        var values = Floats.allocate(size);
        Engine.current().kernels().sampling().gaussian(Seed.of(1).child(name).bits(), 0, values, 0, size);
        return values;
    }

    private static Floats outputs(MdnLayout layout) {
        return normal("outputs", ROWS * layout.outputs());
    }

    /** All rows alike but every seventh, which does not count. */
    private static Floats weights() {
        var weights = Floats.allocate(ROWS);
        for (int r = 0; r < ROWS; r++) {
            weights.set(r, r % 7 == 0 ? 0 : 1f / ROWS);
        }
        return weights;
    }

    private double run(MdnLayout layout, Engine engine, Floats outputs, Floats gradients) {
        return MixtureLoss.of(layout, ROWS, engine).run(Rows.of(outputs, layout.outputs()), Rows.of(targets, D), Rows.of(weights(), 1),
                gradients == null ? null : Rows.of(gradients, layout.outputs()));
    }

    static double[] row(Floats values, int r, int width) {
        var row = new double[width];
        Arrays.setAll(row, i -> values.get(r * width + i));
        return row;
    }

    @ParameterizedTest
    @EnumSource
    void theSumIsThatOfTheMixturesThemselves(Factorisation factorisation) {
        var layout = layout(factorisation);
        var outputs = outputs(layout);
        double expected = 0;
        for (int r = 0; r < ROWS; r++) {
            var mixtures = layout.read(row(outputs, r, layout.outputs()));
            var y = row(targets, r, D);
            for (int m = 0; m < mixtures.size(); m++) {
                expected -= weights().get(r) * mixtures.get(m).logDensity(mixtures.size() == 1 ? y : new double[]{y[m]});
            }
        }
        assertEquals(expected, run(layout, Engine.current(), outputs, null), 1e-4);
        assertEquals(expected, run(layout, Engine.plain(1), outputs, null), 1e-4);
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfTheDefinitionAndMayOverwriteOutputs(Factorisation factorisation) {
        var layout = layout(factorisation);
        var definition = new RowLoss(layout, List.of());
        for (var engine : new Engine[]{Engine.current(), Engine.plain(2)}) {
            var outputs = outputs(layout);
            outputs.set(layout.mean(0, 1, 0), 1e6f);
            var before = outputs.toArray();
            run(layout, engine, outputs, outputs);
            for (int r = 0; r < ROWS; r++) {
                var gradient = new double[layout.outputs()];
                definition.of(row(Floats.of(before), r, gradient.length), row(targets, r, D), gradient);
                for (int i = 0; i < gradient.length; i++) {
                    double wanted = weights().get(r) * gradient[i];
                    assertEquals(wanted, outputs.get(r * gradient.length + i), 2e-5 * Math.abs(wanted) + 1e-7, "row " + r + ", " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsChangesNoBit(Factorisation factorisation) {
        var layout = layout(factorisation);
        var outputs = outputs(layout);
        var one = Floats.allocate(outputs.size());
        double alone = run(layout, Engine.fast(1), outputs, one);
        for (int threads = 2; threads <= 3; threads++) {
            var many = Floats.allocate(outputs.size());
            assertEquals(alone, run(layout, Engine.fast(threads), outputs, many));
            assertArrayEquals(one.toArray(), many.toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void layoutHasAPlaceForEveryOutputAndNoneTwice(Factorisation factorisation) {
        var layout = layout(factorisation);
        var seen = new int[layout.outputs()];
        for (int k = 0; k < K; k++) {
            for (int m = 0; m < layout.mixtures(); m++) {
                seen[layout.logit(m, k)]++;
                for (int i = 0; i < layout.dimensionsEach(); i++) {
                    seen[layout.mean(m, k, i)]++;
                    seen[layout.noise(m, k, i)]++;
                }
            }
        }
        assertEquals(seen.length, Arrays.stream(seen).filter(times -> times == 1).count());
    }

    @Test
    void otherLayoutsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> MdnLayout.ofKernel(0, 3));
        assertThrows(IllegalArgumentException.class, () -> MixtureLoss.of(MdnLayout.joint(2, 3), 1, Engine.current()));
    }
}
