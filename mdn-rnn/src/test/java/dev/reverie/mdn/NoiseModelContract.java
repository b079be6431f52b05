package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link NoiseModel} keeps. Implement it as a test of a noise model of your own, which needs a {@link NoiseModelProvider} to be
 * read back.
 */
public interface NoiseModelContract {
    /** One or more of them, with limits, if any, beyond ±3 of their numbers. */
    List<NoiseModel> models();

    private static double[] random(int size, RandomGenerator random) {
        return random.doubles(size, -1, 1).toArray();
    }

    private static List<Integer> dimensions(NoiseModel model) {
        return model.isJoint() ? List.of(2, 3) : List.of(1, 2, 3);
    }

    @Test
    default void theDensityIsThatOfTheComponent() {
        var random = Seed.of(1).random();
        for (var model : models()) {
            for (int d : dimensions(model)) {
                var numbers = random(model.parameters(d), random);
                var error = random(d, random);
                assertEquals(model.component(new double[d], numbers).logDensity(error), model.logDensity(numbers, error, new double[d]),
                        1e-12,
                        model + " in " + d + " dimensions");
            }
        }
    }

    @Test
    default void gradientsAreFiniteDifferences() {
        var random = Seed.of(2).random();
        for (var model : models()) {
            for (int d : dimensions(model)) {
                var numbers = random(model.parameters(d), random);
                var error = random(d, random);
                var w = new double[d];
                model.logDensity(numbers, error, w);
                var byMean = new double[d];
                var byNumbers = new double[numbers.length];
                model.gradient(0.7, numbers, error, w, byMean, byNumbers);
                for (int i = 0; i < d; i++) { // e = y − μ
                    assertEquals(0.7 * slope(model, numbers, error, error, i), byMean[i], 1e-6, model + " by mean " + i);
                }
                for (int p = 0; p < numbers.length; p++) {
                    assertEquals(-0.7 * slope(model, numbers, error, numbers, p), byNumbers[p], 1e-6, model + " by number " + p);
                }
                var twice = byNumbers.clone();
                model.gradient(0.7, numbers, error, w, byMean, twice);
                for (int p = 0; p < twice.length; p++) {
                    assertEquals(2 * byNumbers[p], twice[p], 1e-12, "gradients are added to");
                }
            }
        }
    }

    private static double slope(NoiseModel model, double[] numbers, double[] error, double[] of, int i) {
        double step = 1e-5;
        double at = of[i];
        of[i] = at + step;
        double up = model.logDensity(numbers, error, new double[error.length]);
        of[i] = at - step;
        double down = model.logDensity(numbers, error, new double[error.length]);
        of[i] = at;
        return (up - down) / (2 * step);
    }

    @Test
    default void whereItBeginsItIsAValidComponent() {
        for (var model : models()) {
            for (int d : dimensions(model)) {
                var numbers = new double[model.parameters(d)];
                var logScales = new double[d];
                Arrays.fill(logScales, Math.log(0.5));
                model.begin(logScales, numbers);
                var component = model.component(new double[d], numbers);
                for (int i = 0; i < d && numbers.length > 0; i++) {
                    assertTrue(component.scale(i) > 0.25 && component.scale(i) < 1, model + " begins with " + component);
                }
            }
        }
    }

    @Test
    default void itIsReadFromItsWords() {
        for (var model : models()) {
            assertEquals(model, NoiseModel.of(model.words()));
            assertTrue(NoiseModel.names().contains(model.words().split(" ")[0]), model.words());
        }
    }

    /** Two targets that depend on x; the likelihood is at least that of one component of fixed noise. */
    @Test
    default void aRegressorLearnsWithItAndIsSavedAndLoaded(@TempDir Path folder) {
        var random = Seed.of(3).random();
        int n = 600;
        var x = random.doubles(n).toArray();
        var y = new double[2 * n];
        Arrays.setAll(y, i -> x[i / 2] * (1 + i % 2) + 0.2 * random.nextGaussian());
        var samples = new Samples(1, x, 2, y);
        for (var model : models()) {
            var config = MdnRegressorConfig.of(2).withHidden(8).withTraining(20, 64, 1e-2, 1e-3).withNoise(model);
            var trained = MdnRegressor.train(config, samples, Seed.of(4), Progress.none());
            assertTrue(trained.heldOutNll() < 2.5, model + " has NLL " + trained.heldOutNll());
            trained.save(folder.resolve("model.zip"));
            var loaded = MdnRegressor.load(folder.resolve("model.zip"));
            assertEquals(trained.predict(0.4), loaded.predict(0.4));
        }
    }
}
