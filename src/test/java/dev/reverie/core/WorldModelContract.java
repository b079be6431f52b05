package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link WorldModel} keeps. Implement it as a test of a model of your own. */
public interface WorldModelContract {
    /** Steps that the memory is looked at over. */
    int STEPS = 6;

    WorldModel worldModel();

    /** Shows step t of episode {@code episode} to a row; the same numbers every time. */
    static void show(WorldModel model, WorldModel.State state, int row, int episode, int t) {
        var random = Seed.of(episode).child("step", t).random();
        for (int i = 0; i < model.latentSize(); i++) {
            state.z().set(row * model.latentSize() + i, (float) random.nextGaussian());
        }
        for (int i = 0; i < model.actionSize(); i++) {
            state.actions().set(row * model.actionSize() + i, (float) random.nextGaussian());
        }
    }

    /** All parts of a row's memory. */
    static float[] memory(WorldModel model, WorldModel.State state, int row) {
        int size = model.parts().stream().mapToInt(WorldModel.Part::size).sum();
        var memory = new float[size];
        int at = 0;
        for (int i = 0; i < model.parts().size(); i++) {
            int width = model.parts().get(i).size();
            state.parts().get(i).read(row * width, memory, at, width);
            at += width;
        }
        return memory;
    }

    /** The memory after each step of an episode that is alone. */
    private float[][] alone(int episode) {
        var model = worldModel();
        var memories = new float[STEPS][];
        try (var state = model.open(1)) {
            state.begin(0);
            for (int t = 0; t < STEPS; t++) {
                show(model, state, 0, episode, t);
                state.advance(1);
                memories[t] = memory(model, state, 0);
            }
        }
        return memories;
    }

    @Test
    default void statesHaveTheStatedShape() {
        var model = worldModel();
        try (var state = model.open(3)) {
            assertEquals(3, state.rows());
            assertEquals(3 * model.latentSize(), state.z().size());
            assertEquals(3 * model.actionSize(), state.actions().size());
            assertEquals(model.parts().size(), state.parts().size());
            for (int i = 0; i < model.parts().size(); i++) {
                assertEquals(3 * model.parts().get(i).size(), state.parts().get(i).size());
            }
        }
        var names = model.parts().stream().map(WorldModel.Part::name).toList();
        assertEquals(names.size(), names.stream().distinct().count(), names.toString());
        assertThrows(IllegalArgumentException.class, () -> model.open(0));
    }

    @Test
    default void theMemoryDependsOnWhatWasShownAndOnNothingElse() {
        var one = alone(1);
        assertTrue(Arrays.deepEquals(one, alone(1)));
        assertFalse(Arrays.equals(one[STEPS - 1], alone(2)[STEPS - 1]));
        assertFalse(Arrays.equals(one[0], one[STEPS - 1]));
    }

    @Test
    default void rowsHaveTheBitsThatTheyHaveAlone() {
        var model = worldModel();
        for (int rows : new int[]{2, 8, 9, 33}) {
            try (var state = model.open(rows)) {
                for (int r = 0; r < rows; r++) {
                    state.begin(r);
                }
                for (int t = 0; t < 2; t++) {
                    for (int r = 0; r < rows; r++) {
                        show(model, state, r, 1 + r % 3, t);
                    }
                    state.advance(rows);
                    for (int r = 0; r < rows; r++) {
                        assertArrayEquals(alone(1 + r % 3)[t], memory(model, state, r), "row " + r + " of " + rows + " at step " + t);
                    }
                }
            }
        }
    }

    @Test
    default void aRowThatBeginsAgainRemembersNothing() {
        var model = worldModel();
        var alone = alone(1);
        try (var state = model.open(2)) {
            state.begin(0);
            state.begin(1);
            for (int t = 0; t < 3; t++) {
                show(model, state, 0, 2, t);
                show(model, state, 1, 1, t);
                state.advance(2);
            }
            state.begin(0);
            for (int t = 0; t < 3; t++) {
                show(model, state, 0, 1, t);
                show(model, state, 1, 1, 3 + t);
                state.advance(2);
                assertArrayEquals(alone[t], memory(model, state, 0));
                assertArrayEquals(alone[3 + t], memory(model, state, 1), "the other row goes on");
            }
        }
    }

    @Test
    default void aCopiedRowGoesOnAsItWouldHave() {
        var model = worldModel();
        var alone = alone(1);
        try (var from = model.open(1); var to = model.open(9)) {
            from.begin(0);
            for (int r = 0; r < 9; r++) {
                to.begin(r);
            }
            for (int t = 0; t < 3; t++) {
                show(model, from, 0, 1, t);
                from.advance(1);
            }
            to.copyRow(4, from, 0);
            to.copyRow(2, to, 4);
            assertEquals(from.z().get(0), to.z().get(2 * model.latentSize()));
            for (int t = 3; t < STEPS; t++) {
                show(model, to, 4, 1, t);
                show(model, to, 2, 1, t);
                to.advance(5);
                assertArrayEquals(alone[t], memory(model, to, 4));
                assertArrayEquals(alone[t], memory(model, to, 2));
            }
        }
    }
}
