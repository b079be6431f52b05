package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import org.junit.jupiter.api.Test;

class ActionMapTest {
    private static float[] apply(Space actions, float... outputs) {
        var map = ActionMap.of(actions);
        assertEquals(outputs.length, map.outputs());
        var action = new float[actions.size()];
        map.apply(outputs, action);
        return action;
    }

    @Test
    void withinMinusOneToOneItIsTanhItself() {
        var random = Seed.of(1).random();
        for (int i = 0; i < 1000; i++) {
            float x = (float) (3 * random.nextGaussian());
            assertArrayEquals(new float[]{(float) StrictMath.tanh(x)}, apply(Space.box(-1, 1, 1), x));
        }
    }

    @Test
    void everyElementIsScaledToItsOwnBounds() {
        var box = Space.box(new float[]{0, -2, 5}, new float[]{1, 4, 5});
        assertArrayEquals(new float[]{0.5f, 1, 5}, apply(box, 0, 0, 0));
        assertArrayEquals(new float[]{1, -2, 5}, apply(box, 100, -100, 7));
        assertArrayEquals(new float[]{(float) ((1 + Math.tanh(0.3)) / 2), (float) (1 + 3 * Math.tanh(-0.8)), 5}, apply(box, 0.3f, -0.8f, 1),
                1e-6f);
    }

    @Test
    void actionsAreMembersOfTheirSpace() {
        var random = Seed.of(2).random();
        for (int i = 0; i < 1000; i++) {
            float low = (float) random.nextGaussian();
            var box = Space.box(low, low + random.nextFloat(), 1);
            float[] action = apply(box, (float) (10 * random.nextGaussian()));
            assertTrue(box.contains(action), () -> action[0] + " in " + box);
        }
    }

    @Test
    void theGreatestOutputIsChosenAndTheFirstOfEquals() {
        assertArrayEquals(new float[]{2}, apply(Space.discrete(3), -1, 0, 0.5f));
        assertArrayEquals(new float[]{1}, apply(Space.discrete(3), -3, -1, -1));
        assertArrayEquals(new float[]{0}, apply(Space.discrete(1), -3));
    }

    @Test
    void spacesWithoutFiniteBoundsAreRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> ActionMap.of(Space.box(0, Float.POSITIVE_INFINITY, 2)));
        assertTrue(error.getMessage().contains("finite bounds") && error.getMessage().contains("0.0..Infinity"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ActionMap.of(Space.frame(2, 2, 3)));
    }

    private static float[] apply(ActionMap map, float... outputs) {
        var action = new float[map.space().size()];
        map.apply(outputs, action);
        return action;
    }

    @Test
    void thirdsOfTanhAreThreeChoices() {
        var map = new ActionMap.Bins(Space.discrete(3));
        assertEquals(1, map.outputs());
        float third = (float) (0.5 * Math.log((1 + 1.0 / 3) / (1 - 1.0 / 3))); // artanh
        float[] outputs = {-100, -third - 1e-3f, -third + 1e-3f, 0, third - 1e-3f, third + 1e-3f, 100};
        float[] choices = {0, 0, 1, 1, 1, 2, 2};
        for (int i = 0; i < outputs.length; i++) {
            assertEquals(choices[i], apply(map, outputs[i])[0], "output " + outputs[i]);
        }
    }

    @Test
    void pedalsAreThoseOfThePaper() {
        var map = new ActionMap.Pedals(Space.box(new float[]{-1, 0, 0}, new float[]{1, 1, 1}));
        assertArrayEquals(new float[]{0, 0.5f, 0}, apply(map, 0, 0, 0));
        assertArrayEquals(new float[]{-1, 0, 0}, apply(map, -100, -100, -100));
        assertArrayEquals(new float[]{(float) Math.tanh(0.5), (float) ((Math.tanh(0.5) + 1) / 2), (float) Math.tanh(0.5)},
                apply(map, 0.5f, 0.5f, 0.5f), 1e-7f);
        assertThrows(IllegalArgumentException.class, () -> new ActionMap.Pedals(Space.box(-1, 1, 3)));
        assertEquals(map, ActionMap.of(map.space()));
        assertEquals(ActionMap.Squash.class, ActionMap.of(Space.box(-1, 1, 3)).getClass());
    }
}
