package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.compute.Pool;
import dev.reverie.core.Npy;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Given the same candidates and fitness, ours stands where pycma, its author's implementation, does: src/test/python/pycma_golden.py. */
class CmaEsGoldenTest {
    private static final double TOLERANCE = 1e-8;

    private Map<String, Npy> golden;

    private double[] row(String name, int generation, int length) {
        return Arrays.copyOfRange(golden.get(name).doubles(), generation * length, (generation + 1) * length);
    }

    /** pycma's own: c_σ, d_σ and E‖N(0, I)‖ are not quite the tutorial's. */
    private CmaConstants constants(double[] weights) {
        double[] k = golden.get("constants").doubles();
        return new CmaConstants(weights, k[5], k[0], k[1], k[2], k[3], k[4], k[6], 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void givenTheSameCandidatesAndFitnessItStandsWherePycmaDoes(int n) throws URISyntaxException {
        golden = Npz.load(Path.of(CmaEsGoldenTest.class.getResource("pycma-" + n + ".npz").toURI()));
        double[] weights = golden.get("weights").doubles();
        int lambda = weights.length;
        int generations = golden.get("fitness").size() / lambda;
        assertEquals(50, generations);
        var options = new CmaEs.Options(lambda, 0.5, true).withForm(CmaEs.Form.DECOMPOSED);
        var strategy = CmaEs.of(golden.get("start").doubles(), options, Seed.of(1), new Pool(1), constants(weights));
        long[] covarianceAt = golden.get("covarianceAt").longs();
        int next = 0;
        for (int g = 0; g < generations; g++) {
            double[] flat = row("candidates", g, lambda * n);
            var candidates = new double[lambda][];
            Arrays.setAll(candidates, k -> Arrays.copyOfRange(flat, k * n, (k + 1) * n));
            strategy.learnFrom(candidates, row("fitness", g, lambda));
            var position = strategy.position();
            assertEquals(row("stepSize", g, 1)[0], position.stepSize(), TOLERANCE);
            assertArrayEquals(row("mean", g, n), position.mean(), TOLERANCE);
            assertArrayEquals(row("stepSizePath", g, n), position.stepSizePath(), TOLERANCE);
            assertArrayEquals(row("covariancePath", g, n), position.covariancePath(), TOLERANCE);
            double[] c = strategy.covariance().elements();
            double[] diagonal = row("diagonal", g, n);
            double[] sums = row("rowSums", g, n);
            for (int i = 0; i < n; i++) {
                assertEquals(diagonal[i], c[i * n + i], TOLERANCE);
                assertEquals(sums[i], Arrays.stream(c, i * n, (i + 1) * n).sum(), TOLERANCE);
            }
            if (next < covarianceAt.length && covarianceAt[next] == g) {
                assertArrayEquals(row("covariance", next++, n * n), c, TOLERANCE);
            }
        }
        assertEquals(covarianceAt.length, next);
    }

    /** What the tutorial says and pycma agrees on: all but the constants of the step size. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void theConstantsOfTheCovarianceAreThoseOfPycma(int n) throws URISyntaxException {
        golden = Npz.load(Path.of(CmaEsGoldenTest.class.getResource("pycma-" + n + ".npz").toURI()));
        double[] weights = golden.get("weights").doubles();
        var ours = CmaConstants.of(n, weights.length, true);
        double[] k = golden.get("constants").doubles();
        assertArrayEquals(weights, ours.weights(), 1e-12);
        assertArrayEquals(new double[]{k[2], k[3], k[4], k[5]},
                new double[]{ours.pathRate(), ours.rankOneRate(), ours.rankMuRate(), ours.muEff()}, 1e-12);
    }
}
