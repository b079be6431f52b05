package dev.reverie.experiments.evolve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.controller.Features;
import dev.reverie.controller.es.Arena;
import dev.reverie.controller.es.CommonRandomNumbers;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.EvolveConfig;
import dev.reverie.experiments.config.EvolveIn;
import dev.reverie.experiments.config.RacingRule;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredEvaluatorTest {
    private int played;

    /** An episode pays the candidate's only parameter and noise that all candidates share, and has as many steps as its number. */
    private final Arena arena = (candidates, players, numbers, maxSteps, seed) -> {
        var returns = new double[players.length];
        var lengths = new int[players.length];
        for (int i = 0; i < players.length; i++) {
            returns[i] = candidates[players[i]][0] + seed.child("dream", numbers[i]).random().nextGaussian();
            lengths[i] = Math.min(maxSteps, 10 * (numbers[i] + 1));
        }
        played += players.length;
        return new Scores(returns, lengths, new long[players.length]);
    };

    private static EvolveConfig config(double cap, RacingRule racing) {
        return new EvolveConfig(Features.Z, true, 8, 8, 5, 0.1, EvolveIn.DREAM, 0, cap, 0, CommonRandomNumbers.SHARED, "cma-es", Map.of(),
                "linear", EvolveConfig.NONE, 0, Map.of(), racing);
    }

    private static double[][] candidates() {
        var candidates = new double[8][1];
        Arrays.setAll(candidates, k -> new double[]{k});
        return candidates;
    }

    @Test
    void aRaceInTheDreamPlaysFewerEpisodesAndLeavesTheOrderOfTheBetterHalf() {
        var all = new ConfiguredEvaluator(config(0, RacingRule.NONE), arena, null, () -> 0, Double.NaN).evaluate(candidates(), Seed.of(1));
        assertEquals(8 * 8, played);
        for (var racing : new RacingRule[]{RacingRule.HALVING, RacingRule.SIGNIFICANCE}) {
            played = 0;
            var raced = new ConfiguredEvaluator(config(0, racing), arena, null, () -> 0, Double.NaN).evaluate(candidates(), Seed.of(1));
            // the first look is after 2 or 4 of 8 episodes; half of the candidates go on
            assertEquals(racing == RacingRule.HALVING ? 8 * 2 + 4 * 6 : 8 * 4 + 4 * 4, played);
            assertArrayEquals(Arrays.copyOfRange(all, 4, 8), Arrays.copyOfRange(raced, 4, 8));
        }
    }

    @Test
    void episodesAreCutOffAtAMultipleOfTheMeanLengthBefore() {
        var evaluator = new ConfiguredEvaluator(config(1.5, RacingRule.NONE), arena, null, () -> 1, 20);
        evaluator.evaluate(candidates(), Seed.of(1));
        assertEquals((10 + 20 + 6 * 30) / 8.0, evaluator.meanLength());
    }
}
