package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Pool;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategiesTest {
    @Nested
    class CmaDecomposed implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return CmaEs.of(start, CmaEs.Options.of(start.length), seed);
        }
    }

    @Nested
    class CmaFactored implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return CmaEs.of(start, CmaEs.Options.of(start.length).withForm(CmaEs.Form.FACTORED).withActive(true), seed);
        }
    }

    @Nested
    class CmaSeparable implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return CmaEs.of(start, CmaEs.Options.of(start.length).withForm(CmaEs.Form.SEPARABLE), seed);
        }
    }

    @Nested
    class CmaIpop implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return RestartingCmaEs.ipop(start, CmaEs.Options.of(start.length).withPopulation(4), seed);
        }
    }

    @Nested
    class CmaBipop implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return RestartingCmaEs.bipop(start, CmaEs.Options.of(start.length).withPopulation(4).withActive(true), seed);
        }
    }

    @Nested
    class ParameterExploring implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return Pepg.of(start, Pepg.Options.defaults().withPopulation(10).withRate(ExponentialSchedule.constant(0.2)), seed);
        }
    }

    @Nested
    class OpenAi implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return OpenAiEs.of(start, OpenAiEs.Options.defaults().withPopulation(10).withRate(new ExponentialSchedule(0.2, 0.999, 0.01)),
                    seed);
        }
    }

    @Nested
    class Genetic implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return SimpleGa.of(start, SimpleGa.Options.defaults().withPopulation(40).withStepSize(ExponentialSchedule.constant(0.3)), seed);
        }
    }

    @Nested
    class ExponentialNatural implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return Xnes.of(start, Xnes.Options.of(start.length).withStepSize(1), seed);
        }
    }

    @Nested
    class SeparableNatural implements StrategyContract {
        @Override
        public EvolutionStrategy strategy(double[] start, Seed seed) {
            return Snes.of(start, Snes.Options.of(start.length).withStepSize(1), seed);
        }
    }

    private static double after(EvolutionStrategy strategy, int generations, ToDoubleFunction<double[]> cost) {
        for (int g = 0; g < generations; g++) {
            strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> -cost.applyAsDouble(x)).toArray());
        }
        return cost.applyAsDouble(strategy.mean());
    }

    @Test
    void xnesLearnsARotatedEllipsoidToTenDigits() {
        var rotation = Functions.rotation(8, Seed.of(3));
        var strategy = Xnes.of(new double[]{1, 1, 1, 1, 1, 1, 1, 1}, Xnes.Options.of(8).withStepSize(0.5), Seed.of(1));
        assertEquals(0, after(strategy, 1500, x -> Functions.ellipsoid(Functions.times(rotation, x), 1e4)), 1e-10);
    }

    @Test
    void snesLearnsTheScalesOfParametersToTenDigits() {
        var start = new double[20];
        Arrays.fill(start, 1);
        var strategy = Snes.of(start, Snes.Options.of(20).withStepSize(0.5), Seed.of(1));
        assertEquals(0, after(strategy, 1500, x -> Functions.ellipsoid(x, 1e4)), 1e-10);
    }

    @Test
    void pepgShrinksTheScalesOfWhatMattersFirst() {
        var options = new Pepg.Options(40, new ExponentialSchedule(0.5, 1, 0), ExponentialSchedule.constant(0.05), 0.3,
                FitnessShaping.centredRanks());
        var strategy = Pepg.of(new double[4], options, Seed.of(1));
        after(strategy, 100, x -> 100 * x[0] * x[0] + 0.01 * x[3] * x[3]);
        double[] scales = strategy.state().doubles("scales", 4);
        assertTrue(scales[0] < 0.1 * scales[3], Arrays.toString(scales));
    }

    @Test
    void theGradientOfOpenAiEsIsThatOfTheExpectedFitness() {
        // f(x) = a·x has the gradient a at any step size; Adam's first step is its sign
        var options =
                new OpenAiEs.Options(2000, ExponentialSchedule.constant(0.3), ExponentialSchedule.constant(0.1), FitnessShaping.raw());
        var strategy = OpenAiEs.of(new double[3], options, Seed.of(1));
        double[] a = {2, -1, 0.5};
        strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> Functions.dot(a, x)).toArray());
        double[] first = strategy.state().doubles("adamFirst", 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(a[i], first[i] / 0.1, 0.15);
            assertEquals(Math.signum(a[i]) * 0.1, strategy.mean()[i], 1e-6);
        }
    }

    @Test
    void aParentOfTheGeneticAlgorithmIsTheBestSoFarUnlessForgotten() {
        for (boolean forget : new boolean[]{false, true}) {
            var strategy = SimpleGa.of(new double[2], SimpleGa.Options.defaults().withPopulation(10).withForget(forget), Seed.of(1));
            double[] best = strategy.ask()[4];
            strategy.tell(0, 0, 0, 0, 100, 0, 0, 0, 0, 0);
            assertTrue(Arrays.equals(best, strategy.mean()));
            double[] later = strategy.ask()[7];
            strategy.tell(0, 0, 0, 0, 0, 0, 0, 50, 0, 0);
            assertTrue(Arrays.equals(forget ? later : best, strategy.mean()));
        }
    }

    @Test
    void weightDecayKeepsParametersSmallAndThePublishedSignMakesThemLarge() {
        for (double decay : new double[]{1, -1}) {
            var options = CmaEs.Options.of(3).withShaping(FitnessShaping.raw().withWeightDecay(decay));
            var strategy = CmaEs.of(new double[]{1, 1, 1}, options, Seed.of(1));
            after(strategy, 60, x -> 0); // flat fitness: all that is left is the decay
            double size = Functions.sphere(strategy.mean());
            assertTrue(decay > 0 ? size < 1e-3 : size > 100, decay + " leads to " + size);
        }
    }

    @Test
    void everyStrategyIsMadeByItsNameAndObeysTheCommonSettings() {
        for (var name : Strategies.names().stream().filter(name -> !name.equals("hill-climber")).toList()) { // has one population
            var strategy = Strategies.make(name, 5, StrategySettings.of(12, 0.3), Seed.of(1));
            assertEquals(12, strategy.population(), name);
            assertEquals(0.3, strategy.stepSize(), 1e-12, name);
            assertTrue(Arrays.equals(new double[5], strategy.mean()), name);
            assertTrue(strategy.state().strategy().equals(name) || name.equals("sep-cma-es"), name);
            var decayed = Strategies.make(name, 5, StrategySettings.of(12, 0.3).withWeightDecay(-0.5), Seed.of(1));
            assertEquals(-0.5, decayed.state().number("weightDecay"), name);
        }
        assertEquals("strategyOptions: unknown option of pepg 'rat'; did you mean rate? known: rate, scaleRate, decay, leastStepSize",
                assertThrows(IllegalArgumentException.class,
                        () -> Strategies.make("pepg", 5, StrategySettings.of(12, 0.3).withOptions(Map.of("rat", "1")), Seed.of(1)))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = "AUTOMATIC", mode = EnumSource.Mode.EXCLUDE)
    void threadsChangeNoBitOfCmaEs(CmaEs.Form form) {
        var states = new ArrayList<Map<String, String>>();
        for (int threads : new int[]{1, 2, 3}) {
            var options = new CmaEs.Options(40, 0.5, true).withForm(form);
            var start = new double[70];
            Arrays.fill(start, 1);
            var strategy = CmaEs.of(start, options, Seed.of(1), new Pool(threads));
            after(strategy, 12, x -> Functions.ellipsoid(x, 1e3));
            states.add(StrategyContract.text(strategy));
        }
        assertEquals(states.get(0), states.get(1));
        assertEquals(states.get(0), states.get(2));
    }

    @Test
    void threadsChangeNoBitOfXnes() {
        var states = new ArrayList<Map<String, String>>();
        for (int threads : new int[]{1, 2, 3}) {
            var strategy = Xnes.of(new double[70], Xnes.Options.of(70), Seed.of(1), new Pool(threads));
            after(strategy, 12, x -> Functions.ellipsoid(x, 1e3));
            states.add(StrategyContract.text(strategy));
        }
        assertEquals(states.get(0), states.get(1));
        assertEquals(states.get(0), states.get(2));
    }

    @Test
    void mirroredCandidatesComeInPairs() {
        assertEquals("population must be even and >= 2, since candidates are mirrored, was 7",
                assertThrows(IllegalArgumentException.class, () -> OpenAiEs.Options.defaults().withPopulation(7)).getMessage());
        for (var strategy : List.of(OpenAiEs.of(new double[]{1, 2}, OpenAiEs.Options.defaults(), Seed.of(1)),
                Pepg.of(new double[]{1, 2}, Pepg.Options.defaults(), Seed.of(1)))) {
            double[][] candidates = strategy.ask();
            for (int k = 0; k < candidates.length; k += 2) {
                assertEquals(2, candidates[k][0] + candidates[k + 1][0], 1e-14);
                assertEquals(4, candidates[k][1] + candidates[k + 1][1], 1e-14);
            }
        }
    }
}
