package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    @Test
    void boundsBelongToTheBox() {
        var box = Space.box(new float[]{-1, 0}, new float[]{1, 2});
        assertTrue(box.contains(new float[]{-1, 2}));
        assertFalse(box.contains(new float[]{-1.0001f, 2}));
        assertFalse(box.contains(new float[]{0, Float.NaN}));
        assertFalse(box.contains(new float[]{0}));
    }

    @Test
    void aFrameHoldsWholeBytes() {
        var frame = Space.frame(1, 1, 3);
        assertTrue(frame.contains(new float[]{0, 128, 255}));
        assertFalse(frame.contains(new float[]{0, 0.5f, 255}));
        assertFalse(frame.contains(new float[]{0, 256, 255}));
    }

    @Test
    void aChoiceIsOneWholeIndex() {
        var choice = Space.discrete(3);
        assertTrue(choice.contains(new float[]{2}));
        for (float wrong : new float[]{-1, 3, 0.5f, Float.NaN, INF}) {
            assertFalse(choice.contains(new float[]{wrong}), () -> "contains " + wrong);
        }
        assertFalse(choice.contains(new float[]{0, 0}));
        assertEquals(1, choice.size());
    }

    @Test
    void samplesAreMembersWhateverTheBounds() {
        var random = Seed.of(1).random();
        var spaces =
                new Space[]{Space.discrete(7), Space.frame(2, 2, 3), Space.box(-1, 1, 3), Space.box(-Float.MAX_VALUE, Float.MAX_VALUE, 2),
                    Space.box(-INF, INF, 2), Space.box(new float[]{-INF, 3}, new float[]{-2, INF}), Space.box(5, 5, 1)};
        for (var space : spaces) {
            for (int i = 0; i < 1000; i++) {
                var sample = space.sample(random);
                assertTrue(space.contains(sample), () -> Arrays.toString(sample) + " from " + space);
            }
        }
    }

    @Test
    void choicesAreEquallyLikely() {
        var random = Seed.of(2).random();
        var counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[(int) Space.discrete(6).sample(random)[0]]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 10_000.0) * (count - 10_000.0) / 10_000;
        }
        assertTrue(chiSquare < 20.5, "chi-square, 5 degrees of freedom, p = 0.001: " + chiSquare);
    }

    @Test
    void messagesNameTheValueAndWhatIsAllowed() {
        assertEquals("n must be >= 1, was 0", assertThrows(IllegalArgumentException.class, () -> Space.discrete(0)).getMessage());
        assertEquals("low must be <= high, was 2.0 > 1.0 at element 0",
                assertThrows(IllegalArgumentException.class, () -> Space.box(2, 1, 4)).getMessage());
        assertEquals("action must be in Discrete 0..1, was [2.0]",
                assertThrows(IllegalArgumentException.class, () -> Space.discrete(2).check("action", new float[]{2})).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Space.box(Float.NaN, 1, 4));
        assertThrows(IllegalArgumentException.class, () -> Space.box(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Space.frame(1 << 16, 1 << 16, 3));
    }

    @Test
    void boxesAreValues() {
        var low = new float[]{-1, -1};
        var box = Space.box(low, new float[]{1, 1});
        low[0] = 9;
        box.low()[0] = 9;
        box.shape()[0] = 9;
        assertEquals(Space.box(-1, 1, 2), box);
        assertEquals(Space.box(-1, 1, 2).hashCode(), box.hashCode());
        assertNotEquals(Space.box(-1, 1, 1, 2), box);
        assertArrayEquals(new int[]{2}, box.shape());
        assertEquals("Box F32[2] within -1.0..1.0", box.toString());
    }
}
