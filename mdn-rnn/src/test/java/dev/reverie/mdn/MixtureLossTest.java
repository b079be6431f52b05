package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

class MixtureLossTest {
    private static final int ROWS = 300;
    private static final MdnLayout LAYOUT = MdnLayout.ofKernel(5, 6);

    private final Floats outputs = normal("outputs", ROWS * LAYOUT.outputs());
    private final Floats targets = normal("targets", ROWS * LAYOUT.dimensions());

    private static Floats normal(String name, int size) {
        var values = Floats.allocate(size);
        Engine.current().kernels().sampling().gaussian(Seed.of(1).child(name).bits(), 0, values, 0, size);
        return values;
    }

    private double run(Engine engine, Floats weights, Floats gradients) {
        return MixtureLoss.of(LAYOUT, ROWS, engine).run(Rows.of(outputs, LAYOUT.outputs()), Rows.of(targets, LAYOUT.dimensions()),
                Rows.of(weights, 1), gradients == null ? null : Rows.of(gradients, LAYOUT.outputs()));
    }

    @Test
    void theMeanIsThatOfTheMixturesThemselves() {
        var weights = Floats.allocate(ROWS);
        weights.fill(1f / ROWS / LAYOUT.dimensions());
        double expected = 0;
        for (int r = 0; r < ROWS; r++) {
            var row = new double[LAYOUT.outputs()];
            for (int i = 0; i < row.length; i++) {
                row[i] = outputs.get(r * row.length + i);
            }
            var mixtures = LAYOUT.read(row);
            for (int d = 0; d < LAYOUT.dimensions(); d++) {
                expected -= mixtures.get(d).logDensity(targets.get(r * LAYOUT.dimensions() + d)) / ROWS / LAYOUT.dimensions();
            }
        }
        assertEquals(expected, run(Engine.current(), weights, null), 1e-5);
        assertEquals(expected, run(Engine.plain(1), weights, null), 1e-5);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        var weights = Floats.allocate(ROWS);
        weights.fill(0.01f);
        var one = Floats.allocate(outputs.size());
        double alone = run(Engine.fast(1), weights, one);
        for (int threads = 2; threads <= 3; threads++) {
            var many = Floats.allocate(outputs.size());
            assertEquals(alone, run(Engine.fast(threads), weights, many));
            assertArrayEquals(one.toArray(), many.toArray());
        }
    }

    @Test
    void layoutHasAPlaceForEveryOutputAndNoneTwice() {
        var seen = new boolean[LAYOUT.outputs()];
        for (int k = 0; k < LAYOUT.components(); k++) {
            for (int d = 0; d < LAYOUT.dimensions(); d++) {
                for (int place : new int[]{LAYOUT.logit(d, k), LAYOUT.mean(d, k, 0), LAYOUT.scale(d, k, 0)}) {
                    assertEquals(false, seen[place], "place " + place);
                    seen[place] = true;
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> MdnLayout.ofKernel(0, 3));
    }
}
