package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link WorldModel} keeps. */
public interface WorldModelContract {
    WorldModel worldModel();

    /** How far a batch may differ from its rows one by one; 0 where the arithmetic does not depend on the batch. */
    default float tolerance() {
        return 0;
    }

    private static float[] draw(RandomGenerator random, int n) {
        var values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    default void initialHasTheStatedShapeAndIsNewEachTime() {
        var model = worldModel();
        var hidden = model.initial(3);
        assertEquals(3, hidden.batch());
        assertEquals(model.hiddenSize(), hidden.size());
        hidden.h()[0] += 1;
        assertNotEquals(hidden, model.initial(3));
        assertEquals(1, model.initial().batch());
    }

    @Test
    default void advanceChangesNeitherMemoryNorInput() {
        var model = worldModel();
        var random = Seed.of(1).random();
        var z = draw(random, model.latentSize());
        var action = draw(random, model.actionSize());
        var zBefore = z.clone();
        var actionBefore = action.clone();
        var hidden = model.advance(model.initial(), z, action);
        var before = hidden.copy();
        assertEquals(model.advance(hidden, z, action), model.advance(hidden, z, action));
        assertEquals(before, hidden);
        assertArrayEquals(new boolean[]{true}, hidden.begun());
        assertArrayEquals(new boolean[]{false}, model.initial().begun());
        assertArrayEquals(zBefore, z);
        assertArrayEquals(actionBefore, action);
    }

    @Test
    default void memoryMayBeOverwrittenInPlace() {
        var model = worldModel();
        var random = Seed.of(2).random();
        var apart = model.initial();
        var place = model.initial();
        for (int t = 0; t < 5; t++) {
            var z = draw(random, model.latentSize());
            var action = draw(random, model.actionSize());
            apart = model.advance(apart, z, action);
            model.advance(place, z, action, place);
        }
        assertEquals(apart, place);
    }

    @Test
    default void rowsOfABatchDoNotMeet() {
        var model = worldModel();
        int rows = 3;
        var random = Seed.of(3).random();
        var hidden = model.initial(rows);
        var z = draw(random, rows * model.latentSize());
        var action = draw(random, rows * model.actionSize());
        var together = model.advance(model.advance(hidden, z, action), z, action);
        for (int row = 0; row < rows; row++) {
            var rowZ = Arrays.copyOfRange(z, row * model.latentSize(), (row + 1) * model.latentSize());
            var rowAction = Arrays.copyOfRange(action, row * model.actionSize(), (row + 1) * model.actionSize());
            var alone = model.advance(model.advance(model.initial(), rowZ, rowAction), rowZ, rowAction);
            var taken = Hidden.zeros(1, model.hiddenSize());
            taken.setRow(0, together, row);
            assertArrayEquals(alone.h(), taken.h(), tolerance());
            assertArrayEquals(alone.c(), taken.c(), tolerance());
        }
    }
}
