package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameMoveTest {
    private static float[] moved(boolean mirrored, int down, int right) {
        var frame = new float[ConvVaeArchitecture.FRAME];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = i;
        }
        var into = new float[frame.length];
        new FrameMove(mirrored, down, right).apply(frame, into);
        return into;
    }

    private static float at(float[] frame, int row, int column, int channel) {
        return frame[(row * 64 + column) * 3 + channel];
    }

    /** Of the frame whose elements are their indices. */
    private static float index(int row, int column, int channel) {
        return (row * 64 + column) * 3 + channel;
    }

    @Test
    void pixelsMoveAndEdgesAreRepeated() {
        var frame = moved(false, 2, -1);
        assertEquals(index(3, 11, 2), at(frame, 5, 10, 2));
        assertEquals(index(0, 11, 0), at(frame, 1, 10, 0));
        assertEquals(index(3, 63, 1), at(frame, 5, 63, 1));
    }

    @Test
    void leftAndRightAreExchanged() {
        var frame = moved(true, 0, 0);
        assertEquals(index(7, 63, 1), at(frame, 7, 0, 1));
        assertEquals(index(7, 60, 2), at(frame, 7, 3, 2));
    }

    @Test
    void withoutAugmentationFramesStay() {
        assertNull(FrameMove.draw(VaeConfig.Augmentation.none(), 5, Seed.of(1).random()));
    }

    @Test
    void drawsCoverTheRange() {
        var moves = FrameMove.draw(new VaeConfig.Augmentation(true, 2), 1000, Seed.of(1).random());
        assertArrayEquals(new int[]{-2, -1, 0, 1, 2}, Arrays.stream(moves).mapToInt(FrameMove::down).distinct().sorted().toArray());
        assertArrayEquals(new int[]{-2, -1, 0, 1, 2}, Arrays.stream(moves).mapToInt(FrameMove::right).distinct().sorted().toArray());
        long mirrored = Arrays.stream(moves).filter(FrameMove::mirrored).count();
        assertTrue(mirrored > 400 && mirrored < 600, "mirrored " + mirrored);
        assertTrue(Arrays.stream(FrameMove.draw(new VaeConfig.Augmentation(false, 1), 50, Seed.of(1).random()))
                .noneMatch(FrameMove::mirrored));
    }

    @Test
    void aNegativeShiftIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VaeConfig.Augmentation(false, -1));
    }
}
