package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NllComparisonTest {
    private static final double STANDARD = 0.5 * Math.log(2 * Math.PI * Math.E);

    /** y = (±1 + noise 0.1, x): two answers in one dimension, a function in the other. */
    private static Samples rows(int count, String purpose) {
        var random = Seed.of(1).child(purpose).random();
        var x = new double[count];
        var y = new double[2 * count];
        for (int i = 0; i < count; i++) {
            x[i] = random.nextGaussian();
            y[2 * i] = (random.nextBoolean() ? 1 : -1) + 0.1 * random.nextGaussian();
            y[2 * i + 1] = x[i] + 0.5 * random.nextGaussian();
        }
        return new Samples(1, x, 2, y);
    }

    @ParameterizedTest
    @EnumSource(Factorisation.class)
    void aMixtureIsBetterThanOneGaussianWhichIsBetterThanNone(Factorisation factorisation) {
        var config = MdnRegressorConfig.of(3).withHidden(16).withFactorisation(factorisation).withTraining(20, 128, 2e-2, 1e-3);
        var train = rows(2_000, "train");
        var test = rows(2_000, "test");
        var model = MdnRegressor.train(config, train, Seed.of(2), Progress.none());
        var single = MdnRegressor.train(config.withComponents(1), train, Seed.of(2), Progress.none());
        var found = NllComparison.of(model, single, train, test);
        // entropies of the truth, mean of both dimensions: ln 2 + ½ ln(2πe·0.01), and ½ ln(2πe·0.25)
        double second = STANDARD + Math.log(0.5);
        assertEquals((Math.log(2) + STANDARD + Math.log(0.1) + second) / 2, found.nll(), 0.05);
        // one Gaussian has to be as wide as both branches: variance 1.01
        assertEquals((STANDARD + 0.5 * Math.log(1.01) + second) / 2, found.single(), 0.05);
        // that does not look at x: variance 1.25 of the second
        assertEquals((2 * STANDARD + 0.5 * Math.log(1.01) + 0.5 * Math.log(1.25)) / 2, found.standard(), 0.05);
    }

    @Test
    void throughABijectorAllAreInTheUnitsOfY() {
        var random = Seed.of(3).random();
        var x = new double[2_000];
        var y = new double[2_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble();
            y[i] = Math.exp(3 + random.nextGaussian());
        }
        var samples = Samples.of(x, y);
        var config = MdnRegressorConfig.of(1).withHidden(4).withTargets(new Bijector.Log()).withTraining(10, 128, 1e-2, 1e-3);
        var model = MdnRegressor.train(config, samples, Seed.of(4), Progress.none());
        var found = NllComparison.of(model, model, samples, samples);
        // a log-normal's entropy: μ + ½ ln(2πe·σ²); x tells nothing
        assertEquals(3 + STANDARD, found.standard(), 0.1);
        assertEquals(found.standard(), found.nll(), 0.02);
        assertTrue(found.nll() == found.single());
    }
}
