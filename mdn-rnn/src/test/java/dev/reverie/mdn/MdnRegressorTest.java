package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MdnRegressorTest {
    /** y = ±a with a = 1 + x, noise 0.1: the mean is where nothing is. */
    private static Samples twoBranches(int rows) {
        var random = Seed.of(1).random();
        var x = new double[rows];
        var y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.nextDouble();
            y[i] = (random.nextBoolean() ? 1 : -1) * (1 + x[i]) + 0.1 * random.nextGaussian();
        }
        return Samples.of(x, y);
    }

    private static MdnRegressorConfig quick(int components) {
        return MdnRegressorConfig.of(components).withHidden(16).withTraining(40, 128, 2e-2, 1e-3);
    }

    @Test
    void bothBranchesAreFound() {
        var model = MdnRegressor.train(quick(4), twoBranches(4_000), Seed.of(2), Progress.none());
        // entropy of the truth: ln 2 + ½ ln(2πe·0.01)
        double truth = Math.log(2) + 0.5 * Math.log(2 * Math.PI * Math.E * 0.01);
        // 400 held-out rows, whose log densities have a deviation of √½
        assertEquals(truth, model.heldOutNll(), 3 * Math.sqrt(0.5 / 400));
        var line = model.predict(0.5).mixture().line();
        assertTrue(line.density(1.5) > 10 * line.density(0), "between the branches there is nothing");
        assertTrue(line.density(-1.5) > 10 * line.density(0));
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        var samples = twoBranches(500);
        var one = MdnRegressor.train(quick(3), samples, Seed.of(3), Progress.none());
        var other = MdnRegressor.train(quick(3), samples, Seed.of(3), Progress.none());
        assertEquals(one.predict(0.2), other.predict(0.2));
    }

    @Test
    void aSavedModelPredictsTheSame(@TempDir Path folder) {
        var config = quick(3).withInputs(new Bijector.Logit(-1, 2)).withNoise(new NoiseModel.Isotropic(new Scale.Softplus(0.01)))
                .withRegularisers(new Regulariser.Entropy(0.01), new Regulariser.Ordering(0.1));
        var model = MdnRegressor.train(config, twoBranches(500), Seed.of(4), Progress.none());
        model.save(folder.resolve("model.zip"));
        var loaded = MdnRegressor.load(folder.resolve("model.zip"));
        assertEquals(model.predict(0.7), loaded.predict(0.7));
        assertEquals(model.heldOutNll(), loaded.heldOutNll());
    }

    @Test
    void aDamagedOrForeignFileIsAnErrorThatNamesIt(@TempDir Path folder) throws IOException {
        var file = folder.resolve("model.zip");
        MdnRegressor.train(quick(2).withTraining(1, 128, 1e-2, 1e-3), twoBranches(200), Seed.of(5), Progress.none()).save(file);
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(assertThrows(FileException.class, () -> MdnRegressor.load(file)).getMessage().contains(file.toString()));
        assertThrows(FileException.class, () -> MdnRegressor.load(folder.resolve("none.zip")));
    }

    @Test
    void aPositiveTargetStaysPositive() {
        var random = Seed.of(6).random();
        var x = new double[1_000];
        var y = new double[1_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble();
            y[i] = Math.exp(x[i] + 0.5 * random.nextGaussian());
        }
        var model = MdnRegressor.train(quick(2).withTargets(new Bijector.Log()), Samples.of(x, y), Seed.of(7), Progress.none());
        var prediction = model.predict(0.5);
        assertEquals(Math.exp(0.5), prediction.quantile(0.5), 0.15);
        assertEquals(Double.NEGATIVE_INFINITY, prediction.logDensity(-1));
        // entropy of a log-normal: μ + ½ ln(2πe·σ²), its μ on average 0.5
        assertEquals(0.5 + 0.5 * Math.log(2 * Math.PI * Math.E * 0.25), model.heldOutNll(), 0.12);
        y[17] = -1;
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> MdnRegressor.train(quick(2).withTargets(new Bijector.Log()), Samples.of(x, y), Seed.of(7), Progress.none()));
        assertTrue(refusal.getMessage().contains("row 17"), refusal.getMessage());
    }

    @Test
    void fullNoiseLearnsACorrelation() {
        var random = Seed.of(8).random();
        int n = 3_000;
        var x = new double[n];
        var y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextDouble();
            double shared = random.nextGaussian();
            y[2 * i] = x[i] + shared;
            y[2 * i + 1] = shared + 0.3 * random.nextGaussian();
        }
        var samples = new Samples(1, x, 2, y);
        var full = MdnRegressor.train(quick(1).withNoise(new NoiseModel.Full(Scale.CLAMPED)), samples, Seed.of(9), Progress.none());
        var diagonal = MdnRegressor.train(quick(1), samples, Seed.of(9), Progress.none());
        assertEquals(Math.log(2 * Math.PI * Math.E) + Math.log(0.3), full.heldOutNll(), 0.1);
        assertTrue(diagonal.heldOutNll() > full.heldOutNll() + 0.8, diagonal.heldOutNll() + " and " + full.heldOutNll());
    }

    @Test
    void wrongSamplesAreRefusedWithTheirPlace() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Samples.of(new double[]{1, 2}, new double[]{1, Double.NaN}));
        assertTrue(refusal.getMessage().contains("row 1"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Samples.of(new double[]{1, 2, 3}, new double[]{1, 2}));
        assertThrows(IllegalArgumentException.class, () -> MdnRegressorConfig.of(0));
    }
}
