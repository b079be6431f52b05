package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FitnessShapingTest {
    private static final double[][] CANDIDATES = {{0, 0}, {1, 1}, {2, 2}, {0, 2}};

    @Test
    void centredRanksAreFromHalfBelowToHalfAboveAndEqualsShare() {
        assertArrayEquals(new double[]{-0.5, 1.0 / 6, 0.5, -1.0 / 6},
                FitnessShaping.centredRanks().of(new double[]{-1e9, 3, 4, 2}, CANDIDATES), 1e-15);
        assertArrayEquals(new double[]{-0.5, 1.0 / 3, 1.0 / 3, -1.0 / 6},
                FitnessShaping.centredRanks().of(new double[]{1, 3, 3, 2}, CANDIDATES), 1e-15);
        assertArrayEquals(new double[4], FitnessShaping.centredRanks().of(new double[]{7, 7, 7, 7}, CANDIDATES), 1e-15);
    }

    @Test
    void zScoresHaveMeanZeroAndDeviationOne() {
        double[] scores = FitnessShaping.zScore().of(new double[]{1, 2, 3, 6}, CANDIDATES);
        assertEquals(0, Arrays.stream(scores).sum(), 1e-14);
        assertEquals(4, Arrays.stream(scores).map(s -> s * s).sum(), 1e-13);
        assertArrayEquals(new double[4], FitnessShaping.zScore().of(new double[]{7, 7, 7, 7}, CANDIDATES));
    }

    @Test
    void theDecayPenalisesTheMeanSquareAndThePublishedSignRewardsIt() {
        assertArrayEquals(new double[]{1, 1 - 0.5, 1 - 2, 1 - 1},
                FitnessShaping.raw().withWeightDecay(0.5).of(new double[]{1, 1, 1, 1}, CANDIDATES), 1e-15);
        assertArrayEquals(new double[]{1, 1 + 0.5, 1 + 2, 1 + 1},
                FitnessShaping.raw().withWeightDecay(-0.5).of(new double[]{1, 1, 1, 1}, CANDIDATES), 1e-15);
        assertEquals("weightDecay must be finite, was NaN",
                assertThrows(IllegalArgumentException.class, () -> FitnessShaping.raw().withWeightDecay(Double.NaN)).getMessage());
    }

    @Test
    void statesWithTheSignApartAreRead() {
        var state = StrategyState.of("cma-es").with("shapingScale", "RAW").with("shapingRate", 0.01);
        assertEquals(0.01, FitnessShaping.read(state.with("shapingDecay", "PENALTY")).weightDecay());
        assertEquals(-0.01, FitnessShaping.read(state.with("shapingDecay", "PUBLISHED_SIGN")).weightDecay());
    }

    @Test
    void infiniteValuesStayBeyondTheOthersAndAreFinite() {
        double infinity = Double.POSITIVE_INFINITY;
        assertArrayEquals(new double[]{-1, 5, 1, 3}, FitnessShaping.raw().of(new double[]{-infinity, infinity, 1, 3}, CANDIDATES));
        assertTrue(Arrays.stream(FitnessShaping.raw().of(new double[]{-infinity, infinity, -infinity, -infinity}, CANDIDATES))
                .allMatch(Double::isFinite));
    }
}
