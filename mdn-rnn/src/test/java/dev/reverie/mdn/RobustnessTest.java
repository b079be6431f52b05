package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Floats;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever one gives it, a mixture density network says a number. */
class RobustnessTest {
    private static NoiseModel noise(int which, Scale scale) {
        return switch (which) {
            case 0 -> new NoiseModel.Full(scale);
            case 1 -> new NoiseModel.Diagonal(scale);
            case 2 -> new NoiseModel.Isotropic(scale);
            case 3 -> new NoiseModel.SharedIsotropic(scale);
            default -> new NoiseModel.Fixed(0.3);
        };
    }

    /** 1..most, each order of magnitude as likely. */
    private static int size(Xoshiro256 random, int most) {
        return (int) Math.exp(random.nextDouble() * Math.log(most + 0.999));
    }

    private static MdnLayout layout(Xoshiro256 random) {
        var noise = noise(random.nextInt(5), random.nextBoolean() ? Scale.CLAMPED : new Scale.Softplus(1e-3));
        var factorisation = noise instanceof NoiseModel.Full || random.nextBoolean() ? Factorisation.JOINT : Factorisation.PER_DIMENSION;
        return new MdnLayout(size(random, 64), size(random, 64), noise, factorisation);
    }

    private static List<Regulariser> regularisers(Xoshiro256 random) {
        return random.nextBoolean() ? List.of() : List.of(new Regulariser.Entropy(0.1), new Regulariser.Ordering(0.1));
    }

    /** Logits of ±10⁴, means and scales far out, targets far off. */
    @Test
    void lossAndGradientsAreFiniteForAThousandExtremeLayouts() {
        for (int trial = 0; trial < 1_000; trial++) {
            var random = Seed.of(1).child("trial", trial).random();
            var layout = layout(random);
            int rows = 1 + random.nextInt(3);
            var outputs = Floats.allocate(rows * layout.outputs());
            for (int i = 0; i < outputs.size(); i++) {
                outputs.set(i, (float) (10 * random.nextGaussian()));
            }
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < layout.components(); k++) {
                    outputs.set(r * layout.outputs() + layout.logit(0, k), (float) (1e4 * (2 * random.nextDouble() - 1)));
                }
            }
            var targets = Floats.allocate(rows * layout.dimensions());
            for (int i = 0; i < targets.size(); i++) {
                targets.set(i, (float) (100 * random.nextGaussian()));
            }
            var gradients = Floats.allocate(outputs.size());
            double loss = MdnLoss.of(layout, regularisers(random)).run(rows, outputs, targets, null, 1f / rows, gradients);
            assertTrue(Double.isFinite(loss), trial + ": " + layout);
            for (int i = 0; i < gradients.size(); i++) {
                assertTrue(Float.isFinite(gradients.get(i)), trial + ": " + layout + ", gradient " + i);
            }
        }
    }

    /** Normal, constant and duplicated targets; many rows and one. */
    @Test
    void anythingTrainsSomeStepsWithoutNaN() {
        for (int trial = 0; trial < 300; trial++) {
            var random = Seed.of(2).child("trial", trial).random();
            var layout = layout(random);
            int rows = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(20);
            int inputs = 1 + random.nextInt(3);
            var x = new double[rows * inputs];
            var y = new double[rows * layout.dimensions()];
            int kind = random.nextInt(3);
            for (int i = 0; i < x.length; i++) {
                x[i] = kind == 0 ? random.nextGaussian() : 7;
            }
            for (int i = 0; i < y.length; i++) {
                y[i] = kind == 0 ? 1e3 * random.nextGaussian() : kind == 1 ? 3 : i % layout.dimensions();
            }
            var config = MdnRegressorConfig.of(layout.components()).withHidden(4).withNoise(layout.noise())
                    .withFactorisation(layout.factorisation()).withRegularisers(regularisers(random).toArray(Regulariser[]::new))
                    .withTraining(3, 8, 1e-2, 1e-3).withHeldOut(0, 3);
            var model = MdnRegressor.train(config, new Samples(inputs, x, layout.dimensions(), y), Seed.of(trial), Progress.none());
            for (var prediction : model.predictEach(java.util.Arrays.copyOf(x, inputs))) {
                assertTrue(Double.isFinite(prediction.logDensity(prediction.mixture().mean())), trial + ": " + layout);
            }
        }
    }

    /** Two halves of the rows say different things; the one that counts is believed. */
    @Test
    void rowsOfWeightZeroTeachNothing() {
        var random = Seed.of(3).random();
        int n = 1_000;
        var x = new double[n];
        var y = new double[n];
        var weights = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            weights[i] = i % 2;
            y[i] = (i % 2 == 0 ? 5 : -5) + 0.1 * random.nextGaussian();
        }
        var config = MdnRegressorConfig.of(2).withHidden(8).withTraining(30, 64, 1e-2, 1e-3);
        var model = MdnRegressor.train(config, Samples.of(x, y).withWeights(weights), Seed.of(4), Progress.none());
        assertEquals(-5, model.predict(0).quantile(0.5), 0.05);
        assertTrue(model.predict(0).cumulative(0) > 0.99);
    }
}
