package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Pool;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmaEsTest {
    private static final Pool ONE = new Pool(1);

    private static double[] filled(int n, double value) {
        var x = new double[n];
        Arrays.fill(x, value);
        return x;
    }

    private static CmaEs strategy(double[] start, boolean active, Seed seed) {
        return CmaEs.of(start, CmaEs.Options.of(start.length).withStepSize(0.5).withActive(active), seed, ONE);
    }

    private static void generation(CmaEs strategy, ToDoubleFunction<double[]> cost) {
        strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> -cost.applyAsDouble(x)).toArray());
    }

    /** Evaluations until the mean costs less than 10^-9. */
    private static int evaluations(CmaEs strategy, ToDoubleFunction<double[]> cost, int most) {
        while (cost.applyAsDouble(strategy.mean()) > 1e-9) {
            generation(strategy, cost);
            assertTrue(strategy.generation() * strategy.population() < most,
                    () -> strategy + " is at " + cost.applyAsDouble(strategy.mean()) + " after " + most + " evaluations");
        }
        return strategy.generation() * strategy.population();
    }

    private static Map<String, String> state(CmaEs strategy) {
        return StrategyContract.text(strategy);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itLearnsAsTheTutorialSays(boolean active) {
        var start = filled(6, 1);
        var strategy = strategy(start, active, Seed.of(3));
        var plain = new PlainCmaEs(start, 0.5, active);
        var constants = CmaConstants.of(6, strategy.population(), active);
        int stalls = 0;
        for (int g = 0; g < 60; g++) {
            var candidates = strategy.ask();
            // Now and then a far jump of the optimum, so that paths grow long and h_σ is 0.
            double optimum = g < 20 ? 0 : 30;
            var fitness = Arrays.stream(candidates).mapToDouble(x -> {
                var shifted = Arrays.stream(x).map(v -> v - optimum).toArray();
                return -Functions.ellipsoid(shifted, 100);
            }).toArray();
            plain.tell(candidates, fitness);
            strategy.tell(fitness);
            var s = strategy.position();
            stalls += s.stalled(constants) ? 1 : 0;
            assertEquals(1, s.stepSize() / plain.size, 1e-9);
            assertArrayEquals(plain.m, s.mean(), 1e-9);
            assertArrayEquals(plain.ps, s.stepSizePath(), 1e-8);
            assertArrayEquals(plain.pc, s.covariancePath(), 1e-8);
            double[] expected = Arrays.stream(plain.c).flatMapToDouble(Arrays::stream).toArray();
            assertArrayEquals(expected, strategy.covariance().elements(), 1e-8);
        }
        assertTrue(stalls > 0 && stalls < 30, "both cases of h_σ are met, 0 in " + stalls);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSphereIsSolved(boolean active) {
        for (int run = 0; run < 3; run++) {
            evaluations(strategy(filled(10, 1), active, Seed.of(run)), Functions::sphere, 2500);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anIllConditionedEllipsoidIsSolved(boolean active) {
        for (int run = 0; run < 3; run++) {
            evaluations(strategy(filled(10, 1), active, Seed.of(run)), x -> Functions.ellipsoid(x, 1e6), 7000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rosenbrocksValleyIsFollowed(boolean active) {
        for (int run = 0; run < 3; run++) {
            evaluations(strategy(new double[10], active, Seed.of(run)), Functions::rosenbrock, 10_000);
        }
    }

    @Test
    void aRotationCostsNothing() {
        int straight = 0;
        int turned = 0;
        for (int run = 0; run < 5; run++) {
            var rotation = Functions.rotation(10, Seed.of(run).child("rotation"));
            straight += evaluations(strategy(filled(10, 1), false, Seed.of(run)), x -> Functions.ellipsoid(x, 1e6), 7000);
            turned += evaluations(strategy(filled(10, 1), false, Seed.of(run)), x -> Functions.ellipsoid(Functions.times(rotation, x), 1e6),
                    7000);
        }
        assertEquals(1, (double) turned / straight, 0.1, turned + " against " + straight);
    }

    @Test
    void onlyTheOrderOfFitnessMatters() {
        var one = strategy(filled(5, 1), false, Seed.of(1));
        var other = strategy(filled(5, 1), false, Seed.of(1));
        for (int g = 0; g < 30; g++) {
            generation(one, Functions::sphere);
            generation(other, x -> 1000 + Math.log(Functions.sphere(x)));
        }
        assertEquals(state(one), state(other));
    }

    @Test
    void candidatesHaveTheMeanAndTheCovarianceOfTheState() {
        int n = 3;
        int population = 40_000;
        var strategy = CmaEs.of(filled(n, 1), new CmaEs.Options(population, 0.5, false), Seed.of(5), ONE);
        var rotation = Functions.rotation(n, Seed.of(6));
        for (int g = 0; g < 3; g++) {
            generation(strategy, x -> Functions.ellipsoid(Functions.times(rotation, x), 100));
        }
        var covariance = strategy.covariance().elements();
        var candidates = strategy.ask();
        for (int i = 0; i < n; i++) {
            double sd = strategy.stepSize() * Math.sqrt(covariance[i * n + i]);
            int at = i;
            double mean = Arrays.stream(candidates).mapToDouble(x -> x[at]).average().orElseThrow();
            assertEquals(strategy.mean()[i], mean, 4 * sd / Math.sqrt(population));
            for (int j = 0; j < n; j++) {
                int to = j;
                double product =
                        Arrays.stream(candidates).mapToDouble(x -> (x[at] - strategy.mean()[at]) * (x[to] - strategy.mean()[to])).average()
                                .orElseThrow();
                double other = strategy.stepSize() * Math.sqrt(covariance[j * n + j]);
                double expected = strategy.stepSize() * strategy.stepSize() * covariance[i * n + j];
                // The variance of a product of two normals is at most twice that of their variances' product.
                assertEquals(expected, product, 4 * sd * other * Math.sqrt(2.0 / population));
            }
        }
        assertTrue(Math.abs(covariance[1]) > 0.05 * Math.sqrt(covariance[0] * covariance[4]), "the test means something only off the axes");
    }

    @Test
    void theDecompositionWaitsUntilItIsWorthIt() {
        int n = 300;
        int population = 8;
        var strategy = CmaEs.of(n, CmaEs.Options.of(n).withPopulation(population).withForm(CmaEs.Form.DECOMPOSED), Seed.of(1));
        double interval = CmaConstants.of(n, population, false).decompositionInterval();
        assertTrue(interval > 6 * population && interval < 7 * population, "waits for generations: " + interval);
        var when = new TreeSet<Long>();
        for (int g = 0; g < 20; g++) {
            generation(strategy, Functions::sphere);
            when.add(((DecomposedCovariance) strategy.covariance()).decomposedAt());
        }
        assertEquals(Set.of(0L, 7L * population, 14L * population), when);
    }

    @Test
    void degenerateDirectionsAndEndlessSlopesStayFinite() {
        for (boolean active : new boolean[]{false, true}) {
            var narrow = strategy(filled(3, 1), active, Seed.of(1));
            var slope = strategy(filled(3, 1), active, Seed.of(2));
            for (int g = 0; g < 1500; g++) {
                generation(narrow, x -> Functions.ellipsoid(x, 1e30));
                generation(slope, x -> x[0]);
                for (var strategy : List.of(narrow, slope)) {
                    assertTrue(Double.isFinite(strategy.stepSize()) && Arrays.stream(strategy.mean()).allMatch(Double::isFinite),
                            strategy::toString);
                }
            }
        }
    }

    @Test
    void wrongOptionsAreRefused() {
        assertEquals("population must be >= 2, was 1",
                assertThrows(IllegalArgumentException.class, () -> new CmaEs.Options(1, 0.1, false)).getMessage());
        assertEquals("stepSize must be > 0, was NaN",
                assertThrows(IllegalArgumentException.class, () -> CmaEs.Options.of(3).withStepSize(Double.NaN)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> CmaEs.of(0, CmaEs.Options.of(1), Seed.of(1)));
        assertThrows(IllegalArgumentException.class, () -> CmaEs.of(new double[]{Double.NaN}, CmaEs.Options.of(1), Seed.of(1)));
    }

    @Test
    void oneParameterIsEnough() {
        evaluations(strategy(new double[]{3}, true, Seed.of(1)), Functions::sphere, 2000);
    }

    /** A thousand parameters take minutes: experiments/results/evolution. */
    @Test
    void aHundredParametersAreLearnedBySeparableCma() {
        var options = CmaEs.Options.of(100).withForm(CmaEs.Form.SEPARABLE).withStepSize(0.5);
        evaluations(CmaEs.of(filled(100, 1), options, Seed.of(1), ONE), Functions::sphere, 20_000);
        evaluations(CmaEs.of(filled(100, 1), options, Seed.of(1), ONE), x -> Functions.ellipsoid(x, 1e6), 60_000);
    }

    @Test
    void theFactorNeedsAsManyEvaluationsAsTheDecomposition() {
        int[] sums = new int[2];
        for (int run = 0; run < 5; run++) {
            var rotation = Functions.rotation(10, Seed.of(run).child("rotation"));
            for (var form : List.of(CmaEs.Form.DECOMPOSED, CmaEs.Form.FACTORED)) {
                var options = CmaEs.Options.of(10).withStepSize(0.5).withActive(true).withForm(form);
                sums[form == CmaEs.Form.FACTORED ? 1 : 0] += evaluations(CmaEs.of(filled(10, 1), options, Seed.of(run), ONE),
                        x -> Functions.ellipsoid(Functions.times(rotation, x), 1e6), 7000);
            }
        }
        assertEquals(1, (double) sums[1] / sums[0], 0.1, sums[1] + " against " + sums[0]);
    }

    @Test
    void theFormSuitsTheSizeUnlessItIsChosen() {
        assertEquals(CmaEs.Form.DECOMPOSED, CmaEs.of(250, CmaEs.Options.of(250), Seed.of(1)).options().form());
        assertEquals(CmaEs.Form.FACTORED, CmaEs.of(251, CmaEs.Options.of(251), Seed.of(1)).options().form());
        assertEquals(CmaEs.Form.SEPARABLE,
                CmaEs.of(251, CmaEs.Options.of(251).withForm(CmaEs.Form.SEPARABLE), Seed.of(1)).options().form());
    }
}
