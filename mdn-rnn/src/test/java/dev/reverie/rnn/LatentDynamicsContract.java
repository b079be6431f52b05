package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Precision;
import dev.reverie.core.WorldModel;
import dev.reverie.core.WorldModelContract;
import dev.reverie.mdn.Temperature;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link LatentDynamics} keeps. Implement it as a test of an M of your own. */
public interface LatentDynamicsContract extends WorldModelContract {
    /** What draws are made at. */
    Temperature WARM = Temperature.of(1.15);

    /** A model that the test may close. */
    LatentDynamics dynamics();

    @Override
    default WorldModel worldModel() {
        return dynamics();
    }

    /** How far means may be off in bf16, in units of a latent. */
    default double rounding() {
        return 0.1;
    }

    /** Rows that have seen episodes 1, 2, 3, 1, 2, …, two steps each, and say what they expect. */
    private static LatentDynamics.State expecting(LatentDynamics model, int rows, Precision precision) {
        var state = model.open(rows, precision);
        for (int r = 0; r < rows; r++) {
            state.begin(r);
        }
        for (int t = 0; t < 2; t++) {
            for (int r = 0; r < rows; r++) {
                WorldModelContract.show(model, state, r, 1 + r % 3, t);
            }
            state.advance(rows);
        }
        state.predict(rows);
        return state;
    }

    private static float[] z(LatentDynamics model, LatentDynamics.State state, int row) {
        var z = new float[model.latentSize()];
        state.z().read(row * z.length, z, 0, z.length);
        return z;
    }

    private static double[] mean(LatentDynamics model, LatentDynamics.State state, int row) {
        var mean = new double[model.latentSize()];
        state.mean(row, mean);
        return mean;
    }

    @Test
    default void expectationsHaveTheBitsThatTheyHaveAlone() {
        try (var model = dynamics(); var few = expecting(model, 3, Precision.F32); var many = expecting(model, 70, Precision.F32)) {
            for (int r = 0; r < 70; r++) {
                int same = r % 3;
                assertArrayEquals(mean(model, few, same), mean(model, many, r), "row " + r);
                assertEquals(few.restartLogit(same), many.restartLogit(r));
                assertEquals(few.endProbability(same), many.endProbability(r));
                assertEquals(few.reward(same), many.reward(r));
                assertEquals(few.disagreement(same), many.disagreement(r));
            }
            assertFalse(Arrays.equals(mean(model, few, 0), mean(model, few, 1)), "what was seen makes no difference");
        }
    }

    @Test
    default void aDrawDependsOnItsKeyItsMomentAndWhatIsExpectedAlone() {
        try (var model = dynamics(); var few = expecting(model, 3, Precision.F32); var many = expecting(model, 40, Precision.F32);
                var later = expecting(model, 3, Precision.F32); var other = expecting(model, 3, Precision.F32)) {
            long[] keys = new long[40];
            Arrays.setAll(keys, r -> 100 + r % 3);
            few.draw(3, keys, 5, WARM);
            many.draw(40, keys, 5, WARM);
            for (int r = 0; r < 40; r++) {
                assertArrayEquals(z(model, few, r % 3), z(model, many, r), "row " + r);
            }
            later.draw(3, keys, 6, WARM);
            assertFalse(Arrays.equals(z(model, few, 0), z(model, later, 0)), "each moment has its own numbers");
            other.draw(3, new long[]{103, 104, 105}, 5, WARM);
            assertFalse(Arrays.equals(z(model, few, 0), z(model, other, 0)), "each key has its own numbers");
        }
    }

    @Test
    default void aPredictionSaysTheSameAsTheState() {
        try (var model = dynamics(); var state = expecting(model, 2, Precision.F32)) {
            for (int r = 0; r < 2; r++) {
                var said = state.prediction(r);
                double spread = 0;
                for (int d = 0; d < model.latentSize(); d++) {
                    assertEquals(said.latent(d).mean()[0], mean(model, state, r)[d], 1e-5);
                    assertTrue(said.latent(d).moments().variance(0) > 0);
                    spread += said.epistemic(d) / model.latentSize();
                }
                assertEquals(Math.sqrt(spread), state.disagreement(r), 1e-5);
                assertEquals(said.restartLogit(), state.restartLogit(r), 1e-5);
                assertEquals(said.reward().map(reward -> reward.mean()[0]).orElse(1.0), state.reward(r), 1e-5);
                assertTrue(state.endProbability(r) >= 0 && state.endProbability(r) <= 1);
                assertTrue(model.predictsEnds() || state.endProbability(r) == 0);
            }
        }
    }

    @Test
    default void aCopiedRowDreamsOnAsItWouldHave() {
        try (var model = dynamics(); var from = expecting(model, 3, Precision.F32); var to = model.open(8)) {
            long[] keys = {7, 8, 9, 9, 9, 9, 9, 9};
            from.draw(3, keys, 3, WARM);
            to.copyRow(5, from, 2);
            to.actions().put(5 * model.actionSize(), from.actions(), 2 * model.actionSize(), model.actionSize());
            for (int t = 4; t < 7; t++) {
                from.advance(3);
                from.predict(3);
                from.draw(3, keys, t, WARM);
                to.advance(6);
                to.predict(6);
                to.draw(6, keys, t, WARM);
                assertArrayEquals(z(model, from, 2), z(model, to, 5), "moment " + t);
            }
        }
    }

    @Test
    default void roundedProductsExpectAboutTheSame() {
        try (var model = dynamics(); var exact = expecting(model, 3, Precision.F32); var rounded = expecting(model, 3, Precision.BF16)) {
            for (int r = 0; r < 3; r++) {
                assertArrayEquals(mean(model, exact, r), mean(model, rounded, r), rounding());
            }
        }
    }

    @Test
    default void aClosedModelOpensNothing() {
        var model = dynamics();
        model.open(1).close();
        model.close();
        assertThrows(IllegalStateException.class, () -> model.open(1));
    }
}
