package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Space;
import org.junit.jupiter.api.Test;

class ActionGridTest {
    private static final Space.Box BOX = Space.box(new float[]{-1, 0}, new float[]{1, 8});

    @Test
    void theLastElementChangesFastest() {
        var grid = new ActionGrid(BOX, new int[]{2, 3});
        assertEquals(6, grid.size());
        assertArrayEquals(new float[]{-1, 0}, grid.action(0));
        assertArrayEquals(new float[]{-1, 4}, grid.action(1));
        assertArrayEquals(new float[]{-1, 8}, grid.action(2));
        assertArrayEquals(new float[]{1, 0}, grid.action(3));
        assertArrayEquals(new float[]{1, 8}, grid.action(5));
    }

    @Test
    void everyChoiceIsAnAction() {
        var box = Space.box(-0.1f, 0.7f, 3);
        var grid = ActionGrid.of(box, 7);
        for (int choice = 0; choice < grid.size(); choice++) {
            box.check("action", grid.action(choice));
        }
    }

    @Test
    void onePointIsTheMiddleAndIdleIsNearestToZero() {
        var grid = new ActionGrid(BOX, new int[]{5, 1});
        assertArrayEquals(new float[]{0, 4}, grid.action(grid.idle()));
        assertArrayEquals(new float[]{0, 0}, ActionGrid.of(BOX, 3).action(ActionGrid.of(BOX, 3).idle()));
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ActionGrid(BOX, new int[]{3}));
        assertThrows(IllegalArgumentException.class, () -> ActionGrid.of(BOX, 0));
        assertThrows(IllegalArgumentException.class, () -> ActionGrid.of(BOX, 100_000));
        assertThrows(IllegalArgumentException.class, () -> ActionGrid.of(Space.box(0, Float.POSITIVE_INFINITY, 1), 3));
        assertEquals("choice must be within 0..8, was 9",
                assertThrows(IllegalArgumentException.class, () -> ActionGrid.of(BOX, 3).action(9)).getMessage());
    }
}
