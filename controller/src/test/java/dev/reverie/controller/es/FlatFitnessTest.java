package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Candidates of equal fitness are worth the same. */
class FlatFitnessTest {
    private static final double[] START = {1, -2, 0.5};

    private static Arguments of(String name, Supplier<EvolutionStrategy> strategy) {
        return Arguments.of(name, strategy);
    }

    /** Those whose mean is linear in what the ranks are worth. */
    static Stream<Arguments> byUtilities() {
        var seed = Seed.of(5);
        var all = Stream.<Arguments>builder();
        for (var form : new CmaEs.Form[]{CmaEs.Form.DECOMPOSED, CmaEs.Form.FACTORED, CmaEs.Form.SEPARABLE}) {
            for (boolean active : new boolean[]{false, true}) {
                var options = new CmaEs.Options(5, 0.3, active).withForm(form);
                all.add(of(form + (active ? " active" : ""), () -> CmaEs.of(START, options, seed)));
            }
        }
        all.add(of("xnes", () -> Xnes.of(START, Xnes.Options.of(3).withPopulation(5), seed)));
        all.add(of("snes", () -> Snes.of(START, Snes.Options.of(3).withPopulation(5), seed)));
        return all.build();
    }

    /** And those whose mean follows differences of fitness. */
    static Stream<Arguments> allThatGoByDifferences() {
        var seed = Seed.of(5);
        return Stream.concat(byUtilities(), Stream.of(FitnessShaping.raw(), FitnessShaping.centredRanks(), FitnessShaping.zScore())
                .flatMap(shaping -> Stream.of(
                        of("openai-es " + shaping.scale(),
                                () -> OpenAiEs.of(START, OpenAiEs.Options.defaults().withShaping(shaping), seed)),
                        of("pepg " + shaping.scale(), () -> Pepg.of(START,
                                Pepg.Options.defaults().withStepSize(ExponentialSchedule.constant(0.1)).withShaping(shaping), seed)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allThatGoByDifferences")
    void whereAllAreEqualNothingMoves(String name, Supplier<EvolutionStrategy> make) {
        for (double value : new double[]{0, 0.1, 1.0 / 3, -1e300, Double.POSITIVE_INFINITY}) {
            var strategy = make.get();
            double step = strategy.stepSize();
            for (int g = 0; g < 50; g++) {
                strategy.ask();
                var fitness = new double[strategy.population()];
                Arrays.fill(fitness, value);
                strategy.tell(fitness);
                assertArrayEquals(START, strategy.mean());
                assertEquals(step, strategy.stepSize());
            }
            assertEquals(50, strategy.generation());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("byUtilities")
    void aTieIsTheMeanOfAllWaysToBreakIt(String name, Supplier<EvolutionStrategy> make) {
        for (double[] tied : new double[][]{{3, 1, 1, 2, 1}, {1, 2, 2, 1, 2}, {0, 0, 0, 0, 1}, {5, 5, 4, 3, 2}, {1, 4, 2, 4, 4}}) {
            var strategy = make.get();
            strategy.ask();
            strategy.tell(tied);
            var mean = new double[START.length];
            var orders = orders(tied.length);
            for (int[] order : orders) {
                var broken = make.get();
                broken.ask();
                broken.tell(IntStream.range(0, tied.length).mapToDouble(k -> tied[k] + 1e-3 * order[k]).toArray());
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += broken.mean()[i] / orders.size();
                }
            }
            assertArrayEquals(mean, strategy.mean(), 1e-13, name);
        }
    }

    private static List<int[]> orders(int n) {
        var orders = new ArrayList<int[]>();
        orders.add(new int[0]);
        for (int k = 0; k < n; k++) {
            var longer = new ArrayList<int[]>();
            for (int[] order : orders) {
                IntStream.range(0, n).filter(i -> Arrays.stream(order).noneMatch(j -> j == i)).forEach(i -> {
                    int[] next = Arrays.copyOf(order, order.length + 1);
                    next[order.length] = i;
                    longer.add(next);
                });
            }
            orders.clear();
            orders.addAll(longer);
        }
        return orders;
    }

    /** CMA-ES by itself: tied candidates may be given in any order. */
    @Test
    void theOrderOfTiedCandidatesDoesNotMatter() {
        for (boolean active : new boolean[]{false, true}) {
            var one = CmaEs.of(START, new CmaEs.Options(6, 0.3, active), Seed.of(1));
            var other = CmaEs.of(START, new CmaEs.Options(6, 0.3, active), Seed.of(1));
            int[] order = {3, 0, 5, 1, 4, 2};
            double[] fitness = {2, 1, 2, 3, 1, 1};
            double[][] candidates = one.ask();
            one.learnFrom(candidates, fitness);
            other.learnFrom(Arrays.stream(order).mapToObj(k -> candidates[k]).toArray(double[][]::new),
                    Arrays.stream(order).mapToDouble(k -> fitness[k]).toArray());
            assertArrayEquals(one.mean(), other.mean(), 1e-14);
            assertEquals(one.stepSize(), other.stepSize(), 1e-14);
            assertArrayEquals(one.covariance().elements(), other.covariance().elements(), 1e-14);
        }
    }

    @Test
    void utilitiesOfTheSameFitnessAreTheMeanOfTheirRanks() {
        double[] strict = Utilities.of(new double[]{9, 8, 7, 6, 5});
        double[] shared = Utilities.of(new double[]{1, 3, 3, 2, 3});
        double top = (strict[0] + strict[1] + strict[2]) / 3;
        assertArrayEquals(new double[]{strict[4], top, top, strict[3], top}, shared, 1e-16);
        assertEquals(0, Arrays.stream(shared).sum(), 1e-15);
        assertArrayEquals(new double[5], Utilities.of(new double[]{7, 7, 7, 7, 7}));
    }

    @Test
    void weightsOfCmaAreSharedAndTheirMassIsThatOfWhatTheyBecame() {
        var constants = CmaConstants.of(4, 6, true);
        double[] w = constants.weights();
        double[] fitness = {1, 5, 1, 1, 0, 1}; // the third to the fifth rank are negative, the tie goes from the second to the fifth
        var ranks = RankWeights.of(constants, fitness, Ranking.bestFirst(fitness));
        double positive = (w[1] + w[2]) / 4;
        double negative = (w[3] + w[4]) / 4;
        assertArrayEquals(new double[]{w[0], positive, positive, positive, positive, 0}, ranks.positive(), 1e-15);
        assertArrayEquals(new double[]{0, negative, negative, negative, negative, w[5]}, ranks.negative(), 1e-15);
        assertEquals(1 / (w[0] * w[0] + 4 * positive * positive), ranks.mass(), 1e-12);
        assertEquals(5, ranks.selected());
        double[] strict = {1, 5, 2, 3, 0, 4};
        var plain = RankWeights.of(constants, strict, Ranking.bestFirst(strict));
        assertEquals(constants.muEff(), plain.mass());
        assertEquals(3, plain.selected());
    }

    /**
     * Half of the candidates tie for the first place and half for the last, at random: the path must not shorten by what ties average out.
     */
    @Test
    void theStepSizeHasNoDriftWhereTiesAreManyAndFitnessIsChance() {
        double sum = 0;
        int runs = 40;
        for (int run = 0; run < runs; run++) {
            var strategy = CmaEs.of(new double[20], CmaEs.Options.of(20), Seed.of(run));
            var random = Seed.of(run).child("fitness").random();
            for (int g = 0; g < 100; g++) {
                strategy.ask();
                strategy.tell(IntStream.range(0, strategy.population()).mapToDouble(k -> random.nextInt(2)).toArray());
            }
            sum += Math.log(strategy.stepSize() / 0.1);
        }
        // one run has a standard deviation of about 0.5
        assertEquals(0, sum / runs, 0.25);
    }

    @Test
    void thoseThatARaceRejectedDoNotTieWithThoseThatWentOn() {
        // candidate 1 is the best at first and bad later: what it was promised would put it on a par with the worst survivor
        EpisodeFitness trial = (x, seed) -> seed.path().endsWith("/0") ? x[0] : x[1];
        double[][] candidates = {{1, 5}, {0, 9}, {2, 1}, {0.5, 9}};
        double[] fitness = EpisodeEvaluator.of(trial, 4).withRacing(new Racing.Halving(1, 2)).evaluate(candidates, Seed.of(1));
        double worstSurvivor = Math.min(fitness[0], fitness[2]);
        assertTrue(fitness[1] < worstSurvivor && fitness[3] < worstSurvivor, Arrays.toString(fitness));
    }

    @Test
    void halvingRejectsNobodyWhereAllAreEqual() {
        double[] fitness = EpisodeEvaluator.of((x, seed) -> 3, 8).withRacing(new Racing.Halving(1, 1))
                .evaluate(new double[6][2], Seed.of(1));
        assertArrayEquals(new double[]{3, 3, 3, 3, 3, 3}, fitness);
    }

    @Test
    void aPlateauIsToldAndCanEndTheEvolution() {
        int[] generation = {0};
        Evaluator evaluator = (candidates, seed) -> IntStream.range(0, candidates.length)
                .mapToDouble(k -> generation[0] == 4 ? k : 1).toArray();
        var strategy = CmaEs.of(START, CmaEs.Options.of(3), Seed.of(1));
        var plateau = Stop.plateau(6);
        var lengths = new ArrayList<Integer>();
        Evolution.of(strategy, evaluator).until(plateau).stream(Seed.of(2)).forEach(g -> {
            assertEquals(g.number() != 4, g.flat());
            lengths.add(plateau.length());
            generation[0] = g.number() + 1;
        });
        assertEquals(List.of(1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6), lengths);
        assertFalse(plateau.seen(false));
    }
}
