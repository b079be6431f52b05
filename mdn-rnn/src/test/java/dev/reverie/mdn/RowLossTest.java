package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowLossTest {
    private static final int K = 3;
    private static final int D = 2;
    private static final List<List<Regulariser>> REGULARISERS = List.of(List.of(), List.of(new Regulariser.Entropy(0.3)),
            List.of(new Regulariser.Ordering(0.7, new double[]{1, -0.5})),
            List.of(new Regulariser.Entropy(0.2), new Regulariser.Ordering(0.1)));

    private static List<NoiseModel> noises() {
        var noises = new ArrayList<NoiseModel>();
        for (var scale : List.of(Scale.CLAMPED, new Scale.Softplus(0.05))) {
            noises.addAll(List.of(new NoiseModel.Full(scale), new NoiseModel.Diagonal(scale), new NoiseModel.Isotropic(scale),
                    new NoiseModel.SharedIsotropic(scale)));
        }
        noises.add(new NoiseModel.Fixed(0.4));
        return noises;
    }

    static List<MdnLayout> layouts() {
        var layouts = new ArrayList<MdnLayout>();
        for (var factorisation : Factorisation.values()) {
            for (var noise : noises()) {
                if (!(noise instanceof NoiseModel.Full) || factorisation == Factorisation.JOINT) {
                    layouts.add(new MdnLayout(K, D, noise, factorisation));
                }
            }
        }
        return layouts;
    }

    private static double[] random(int size, Xoshiro256 random) {
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.8 * random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void gradientsAreFiniteDifferences(MdnLayout layout) {
        var random = Seed.of(1).random();
        for (var regularisers : REGULARISERS) {
            var loss = new RowLoss(layout, regularisers);
            for (int trial = 0; trial < 5; trial++) {
                var row = random(layout.outputs(), random);
                var y = random(D, random);
                var gradient = new double[row.length];
                loss.of(row, y, gradient);
                for (int i = 0; i < row.length; i++) {
                    double step = 1e-5;
                    double at = row[i];
                    row[i] = at + step;
                    double up = loss.of(row, y, null);
                    row[i] = at - step;
                    double down = loss.of(row, y, null);
                    row[i] = at;
                    assertEquals((up - down) / (2 * step), gradient[i], 1e-6, "output " + i + " with " + regularisers);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theLossIsTheMixturesOwn(MdnLayout layout) {
        var random = Seed.of(2).random();
        var row = random(layout.outputs(), random);
        var y = random(D, random);
        var mixtures = layout.read(row);
        double expected = layout.mixtures() == 1 ? -mixtures.get(0).logDensity(y)
                : -mixtures.get(0).logDensity(y[0]) - mixtures.get(1).logDensity(y[1]);
        assertEquals(expected, new RowLoss(layout, List.of()).of(row, y, null), 1e-12);
    }

    /** Every place of a row is used, none twice but the shared ones. */
    @ParameterizedTest
    @MethodSource("layouts")
    void everyOutputMatters(MdnLayout layout) {
        var random = Seed.of(3).random();
        var row = random(layout.outputs(), random);
        var y = random(D, random);
        var gradient = new double[row.length];
        new RowLoss(layout, List.of()).of(row, y, gradient);
        for (int i = 0; i < gradient.length; i++) {
            assertTrue(gradient[i] != 0, "output " + i);
        }
    }

    /** The trap of a published implementation: scales tiled over dimensions in the wrong order, so that components mix. K = 3, D = 2. */
    @Test
    void anIsotropicScaleBelongsToItsComponent() {
        var layout = new MdnLayout(K, D, new NoiseModel.Isotropic(Scale.CLAMPED), Factorisation.JOINT);
        var row = new double[layout.outputs()];
        double[] scales = {0.1, 1, 10};
        for (int k = 0; k < K; k++) {
            row[layout.noise(0, k, 0)] = Math.log(scales[k]);
        }
        var mixture = layout.read(row).get(0);
        for (int k = 0; k < K; k++) {
            assertEquals(scales[k], mixture.component(k).scale(0), 1e-12);
            assertEquals(scales[k], mixture.component(k).scale(1), 1e-12);
        }
    }

    /** All noise models say the same where they mean the same, so that their losses can be compared. */
    @Test
    void lossesCompareAcrossNoiseModels() {
        double[] y = {0.3, -0.7};
        var expected = -Normal.diagonal(new double[]{0.1, 0.2}, new double[]{0.4, 0.4}).logDensity(y);
        for (var noise : noises()) {
            var layout = new MdnLayout(1, D, noise, Factorisation.JOINT);
            var row = new double[layout.outputs()];
            row[layout.mean(0, 0, 0)] = 0.1;
            row[layout.mean(0, 0, 1)] = 0.2;
            var numbers = new double[layout.parameters()];
            noise.begin(new double[]{Math.log(0.4), Math.log(0.4)}, numbers);
            for (int p = 0; p < numbers.length; p++) {
                row[layout.noise(0, 0, p)] = numbers[p];
            }
            assertEquals(expected, new RowLoss(layout, List.of()).of(row, y, null), 1e-9, noise.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aTargetAThousandScalesAwayPullsTheMeanTowardsIt(MdnLayout layout) {
        var row = new double[layout.outputs()];
        var gradient = new double[row.length];
        double loss = new RowLoss(layout, List.of()).of(row, new double[]{1_000, 1_000}, gradient);
        assertTrue(Double.isFinite(loss) && loss > 1e5, "loss " + loss);
        for (int m = 0; m < layout.mixtures(); m++) {
            for (int k = 0; k < K; k++) {
                double slope = gradient[layout.mean(m, k, 0)];
                assertTrue(Double.isFinite(slope) && slope < -1, "slope " + slope);
            }
        }
    }

    @Test
    void fullNeedsAJointMixtureAndSaysSo() {
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> new MdnLayout(K, D, new NoiseModel.Full(Scale.CLAMPED), Factorisation.PER_DIMENSION));
        assertTrue(refusal.getMessage().contains("JOINT"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> MdnLayout.joint(0, 1));
        assertThrows(IllegalArgumentException.class, () -> MdnLayout.joint(1, 0));
    }
}
