package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartingCmaEsTest {
    private static final int N = 6;
    private static final int SEEDS = 6;
    private static final int BUDGET = 200_000;

    private static double[] start() {
        var start = new double[N];
        Arrays.fill(start, 3);
        return start;
    }

    private static CmaEs.Options options() {
        return CmaEs.Options.of(N).withStepSize(2);
    }

    /** Whether the best candidate comes within 10^-8 of the optimum. */
    private static boolean solves(EvolutionStrategy strategy, int budget) {
        while (strategy.evaluations() < budget) {
            var fitness = Arrays.stream(strategy.ask()).mapToDouble(x -> -Functions.rastrigin(x)).toArray();
            strategy.tell(fitness);
            if (Arrays.stream(fitness).max().orElseThrow() > -1e-8) {
                return true;
            }
        }
        return false;
    }

    @Test
    void onRastriginItFindsTheOptimumWhereOneRunDoesNot() {
        long plain = IntStream.range(0, SEEDS).filter(s -> solves(CmaEs.of(start(), options(), Seed.of(s)), BUDGET / 10)).count();
        assertEquals(0, plain);
        for (var kind : RestartSchedule.Kind.values()) {
            long restarted =
                    IntStream.range(0, SEEDS).filter(s -> solves(RestartingCmaEs.of(kind, start(), options(), Seed.of(s)), BUDGET)).count();
            assertEquals(SEEDS, restarted, kind.toString());
        }
    }

    /** Auger and Hansen 2005: the population doubles, the step size is the first one again. */
    @Test
    void ipopDoublesThePopulationAtEveryRestart() {
        var schedule = RestartSchedule.first(RestartSchedule.Kind.IPOP, 10, 0.5);
        var populations = new ArrayList<Integer>();
        for (int run = 0; run < 12; run++) {
            populations.add(schedule.population());
            assertEquals(0.5, schedule.stepSize());
            assertEquals(Long.MAX_VALUE, schedule.budget());
            schedule = schedule.next(10, 0.5, 1_000, Seed.of(1));
        }
        assertEquals(List.of(10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 5120, 5120), populations);
    }

    /**
     * Hansen 2009: whoever had fewer evaluations is next; λ_s = ⌊λ (½ λ_l / λ)^u²⌋, σ_s = σ 10^(−2 u), at most half of the large ones'
     * evaluations.
     */
    @Test
    void bipopGivesSmallRunsAsManyEvaluationsAsLargeOnes() {
        for (int seed = 0; seed < 40; seed++) {
            var schedule = RestartSchedule.first(RestartSchedule.Kind.BIPOP, 10, 0.5);
            long small = 0;
            long large = 0;
            int doublings = 0;
            int smallRuns = 0;
            for (int run = 0; run < 40; run++) {
                long taken = Math.min(schedule.budget(), 100L * schedule.population());
                if (schedule.large()) {
                    doublings = Math.min(9, doublings + 1);
                    assertEquals(10 << doublings, schedule.population());
                    assertEquals(0.5, schedule.stepSize());
                    large += taken;
                } else {
                    if (run > 0) {
                        smallRuns++;
                        assertTrue(schedule.population() >= 10 && schedule.population() <= (10 << doublings) / 2, schedule::toString);
                        assertTrue(schedule.stepSize() <= 0.5 && schedule.stepSize() >= 0.005, schedule::toString);
                        assertEquals(large / 2, schedule.budget());
                    }
                    small += taken;
                }
                schedule = schedule.next(10, 0.5, taken, Seed.of(seed));
                assertEquals(small >= large, schedule.large());
            }
            assertTrue(smallRuns > doublings, smallRuns + " small runs");
        }
    }

    @ParameterizedTest
    @EnumSource
    void savedBetweenAnyTwoGenerationsItGoesOnWithTheSameBits(RestartSchedule.Kind kind, @TempDir Path folder) {
        var whole = RestartingCmaEs.of(kind, start(), options(), Seed.of(3));
        EvolutionStrategy resumed = RestartingCmaEs.of(kind, start(), options(), Seed.of(3));
        for (int g = 0; whole.restarts() < 4; g++) {
            whole.tell(Arrays.stream(whole.ask()).mapToDouble(x -> -Functions.rastrigin(x)).toArray());
            resumed.tell(Arrays.stream(resumed.ask()).mapToDouble(x -> -Functions.rastrigin(x)).toArray());
            if (g % 37 == 0) {
                resumed.save(folder.resolve("state.npz"));
                resumed = EvolutionStrategy.load(folder.resolve("state.npz"));
            }
        }
        assertEquals(StrategyContract.text(whole), StrategyContract.text(resumed));
        assertEquals(whole.evaluations(), resumed.evaluations());
        assertArrayEquals(whole.mean(), resumed.mean());
    }

    @Test
    void itsMeanIsTheBestRunsAndNotTheStartOfANewOne() {
        var strategy = RestartingCmaEs.ipop(start(), options(), Seed.of(5));
        double before = Double.NaN;
        for (int restarts = 0; restarts < 4;) {
            strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> -Functions.rastrigin(x)).toArray());
            double now = Functions.rastrigin(strategy.mean());
            if (strategy.restarts() > restarts) {
                assertTrue(now < before + 1e-9, now + " after a restart, " + before + " before it");
                restarts = strategy.restarts();
            }
            before = now;
        }
    }

    @Test
    void onASphereOneRunIsEnough() {
        var strategy = RestartingCmaEs.ipop(start(), options(), Seed.of(1));
        while (Functions.sphere(strategy.mean()) > 1e-9) {
            strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> -Functions.sphere(x)).toArray());
        }
        assertEquals(0, strategy.restarts());
        assertTrue(strategy.evaluations() < 2_500, strategy.evaluations() + " evaluations");
    }
}
