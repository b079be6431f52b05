package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MdnLossTest {
    private static final int ROWS = 150;

    static List<MdnLayout> layouts() {
        return RowLossTest.layouts();
    }

    private static Floats normal(int size, long seed) {
        var random = Seed.of(seed).random();
        var values = Floats.allocate(size);
        for (int i = 0; i < size; i++) {
            values.set(i, (float) (0.8 * random.nextGaussian()));
        }
        return values;
    }

    private static double[] doubles(Floats from, int at, int length) {
        var values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = from.get(at + i);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyPathAgreesWithTheDefinition(MdnLayout layout) {
        int size = layout.outputs();
        int d = layout.dimensions();
        var outputs = normal(ROWS * size, 1);
        var targets = normal(ROWS * d, 2);
        var weights = normal(ROWS, 3);
        weights.set(7, 0);
        outputs.set(7 * size, Float.NaN);
        var gradients = Floats.allocate(ROWS * size);
        double sum = MdnLoss.of(layout, List.of()).run(ROWS, outputs, targets, weights, 0.5f, gradients);
        var definition = new RowLoss(layout, List.of());
        double expected = 0;
        var gradient = new double[size];
        for (int r = 0; r < ROWS; r++) {
            double weight = weights.get(r);
            if (weight != 0) {
                expected += weight * definition.of(doubles(outputs, r * size, size), doubles(targets, r * d, d), gradient);
            }
            for (int i = 0; i < size; i++) {
                assertEquals(weight == 0 ? 0 : 0.5 * weight * gradient[i], gradients.get(r * size + i),
                        1e-5 * (1 + Math.abs(weight * gradient[i])), "row " + r + ", output " + i);
            }
        }
        assertEquals(expected, sum, 1e-4 * (1 + Math.abs(expected)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theNumberOfThreadsChangesNoBit(MdnLayout layout) {
        var outputs = normal(ROWS * layout.outputs(), 1);
        var targets = normal(ROWS * layout.dimensions(), 2);
        var one = Floats.allocate(outputs.size());
        var three = Floats.allocate(outputs.size());
        double a = MdnLoss.of(layout, List.of(), Engine.fast(1)).run(ROWS, outputs, targets, null, 1, one);
        double b = MdnLoss.of(layout, List.of(), Engine.fast(3)).run(ROWS, outputs, targets, null, 1, three);
        assertEquals(a, b);
        assertArrayEquals(one.toArray(), three.toArray());
    }

    @Test
    void aScaleBeyondItsLimitStillHasAGradient() {
        var layout = new MdnLayout(1, 1, new NoiseModel.Diagonal(new Scale.Exponential(-2, 2)), Factorisation.JOINT);
        var outputs = Floats.of(0, 0, -5);
        var gradients = Floats.allocate(3);
        double loss = MdnLoss.of(layout, List.of()).run(1, outputs, Floats.of(1), null, 1, gradients);
        assertEquals(-Normal.of(0, Math.exp(-2)).logDensity(1), loss, 1e-4);
        assertEquals(1 - Math.exp(4), gradients.get(2), 1e-3);
    }

    /**
     * On the kernel, row by row, and summed over what shares the scale: beyond a limit an output is pulled back, but never taken farther.
     */
    @ParameterizedTest
    @MethodSource("layouts")
    void aScaleBeyondItsLimitDoesNotDrift(MdnLayout layout) {
        if (!layout.noise().words().contains("exponential")) {
            return;
        }
        var outputs = Floats.allocate(layout.outputs());
        var gradients = Floats.allocate(layout.outputs());
        var targets = Floats.allocate(layout.dimensions());
        for (float output : new float[]{-9, 9}) {
            for (float target : new float[]{0, 1e3f}) {
                outputs.fill(0);
                scales(layout).forEach(i -> outputs.set(i, output));
                targets.fill(target);
                MdnLoss.of(layout, List.of()).run(1, outputs, targets, null, 1, gradients);
                boolean inward = output < 0 == target > 0;
                scales(layout).forEach(i -> assertEquals(inward ? Math.signum(output) : 0, Math.signum(gradients.get(i)),
                        output + " and " + target));
            }
        }
    }

    /** Where the numbers behind scales are: at most D of each component. */
    private static IntStream scales(MdnLayout layout) {
        int each = Math.min(layout.parameters(), layout.dimensionsEach());
        return IntStream.range(0, layout.mixtures()).flatMap(m -> IntStream.range(0, layout.components())
                .flatMap(k -> IntStream.range(0, each).map(p -> layout.noise(m, k, p)))).distinct();
    }

    @Test
    void regularisersAreAddedToTheLoss() {
        var layout = MdnLayout.joint(3, 1);
        var outputs = normal(ROWS * layout.outputs(), 4);
        var targets = normal(ROWS, 5);
        double plain = MdnLoss.of(layout, List.of()).run(ROWS, outputs, targets, null, 1, null);
        double spread = MdnLoss.of(layout, List.of(new Regulariser.Entropy(1))).run(ROWS, outputs, targets, null, 1, null);
        assertTrue(spread < plain && spread > plain - ROWS * Math.log(3), plain + " became " + spread);
    }

    @Test
    void aDirectionOfTheWrongLengthIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> MdnLoss.of(MdnLayout.joint(2, 3), List.of(new Regulariser.Ordering(1, new double[]{1, 2}))));
    }
}
