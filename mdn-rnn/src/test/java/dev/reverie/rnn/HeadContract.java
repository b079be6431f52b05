package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link Head} keeps. Implement it as a test of a head of your own. */
public interface HeadContract {
    /** Rows of the loss that is looked at. */
    int ROWS = 5;

    Head head();

    /** An episode that has what the head is compared with, of at least {@link #ROWS} steps. */
    Latents episode();

    /** Outputs, labels of the episode's first steps, and which rows count: all but one. */
    record Case(Head head, Floats outputs, Floats labels, Floats counts) {
        static Case of(Head head, Latents episode) {
            var random = Seed.of(1).random();
            var outputs = Floats.allocate(ROWS * head.outputs());
            for (int i = 0; i < outputs.size(); i++) {
                outputs.set(i, (float) (0.7 * random.nextGaussian()));
            }
            var labels = Floats.allocate(ROWS * head.labels());
            float[] z = episode.means();
            for (int r = 0; r < ROWS; r++) {
                head.label(episode, r, z, (r + 1) * episode.latentSize(), labels, r * head.labels());
            }
            return new Case(head, outputs, labels, Floats.of(1, 1, 0, 1, 1));
        }

        /** Gives the sums; outputs become gradients where {@code back}. */
        double[] run(Floats at, boolean back) {
            var sums = new double[head.sums()];
            head.loss(ROWS, Engine.current().serial()).run(Rows.of(at, head.outputs()), Rows.of(labels, head.labels()), Rows.of(counts, 1),
                    ROWS - 1, back, sums);
            return sums;
        }

        double loss(float[] at) {
            return run(Floats.of(at), false)[0];
        }
    }

    @Test
    default void theGradientIsThatOfTheLoss() {
        head().check(episode());
        var test = Case.of(head(), episode());
        float[] at = test.outputs().toArray();
        var gradient = Floats.of(at);
        double[] sums = test.run(gradient, true);
        assertArrayEquals(sums, test.run(Floats.of(at), false), "with and without gradient");
        double scale = Arrays.stream(widened(gradient.toArray())).map(Math::abs).max().orElseThrow();
        assertTrue(scale > 0, "there is no gradient");
        double factor = Double.NaN;
        for (int i = 0; i < at.length; i++) {
            float step = 1e-2f;
            var up = at.clone();
            var down = at.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (test.loss(up) - test.loss(down)) / (up[i] - down[i]);
            if (Double.isNaN(factor) && Math.abs(slope) > 0.2 * scale) {
                factor = gradient.get(i) / slope; // the head's weight beside others
                assertTrue(factor > 0, "the gradient points the wrong way");
            }
        }
        for (int i = 0; i < at.length; i++) {
            float step = 1e-2f;
            var up = at.clone();
            var down = at.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (test.loss(up) - test.loss(down)) / (up[i] - down[i]);
            assertEquals(factor * slope, gradient.get(i), 5e-3 * scale, "output " + i);
        }
    }

    private static double[] widened(float[] values) {
        var wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    @Test
    default void aRowThatDoesNotCountHasNoPart() {
        var test = Case.of(head(), episode());
        int O = head().outputs();
        float[] at = test.outputs().toArray();
        double[] before = test.run(Floats.of(at), false);
        Arrays.fill(at, 2 * O, 3 * O, 0.3f);
        var gradient = Floats.of(at);
        assertArrayEquals(before, test.run(gradient, true), 1e-12);
        for (int o = 2 * O; o < 3 * O; o++) {
            assertEquals(0, gradient.get(o), "output " + o);
        }
    }

    @Test
    default void itsNamesAndSizesAgree() {
        var head = head();
        int named = head.arrays().values().stream().mapToInt(shape -> Arrays.stream(shape).reduce(1, (a, b) -> a * b)).sum();
        assertEquals(head.outputs(), named, "outputs in files of weights");
        assertFalse(head.values(new double[head.sums()], false).isEmpty(), "the log says nothing of it");
        assertTrue(head.values(new double[head.sums()], false).keySet().stream().allMatch(name -> name.startsWith(head.name())));
        assertEquals(head, head());
    }
}
