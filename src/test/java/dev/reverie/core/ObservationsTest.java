package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ObservationsTest {
    @Test
    void aPixelIsUnsignedAndFoundByRowColumnChannel() {
        var frame = new Observation.Frame(2, 3, 2, new byte[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 200, 11});
        assertEquals(200, frame.at(1, 2, 0));
        assertEquals(3, frame.at(0, 1, 1));
    }

    @Test
    void rowsComeBackAsTheyWereSet() {
        var frames = Observations.allocate(3, Space.frame(1, 2, 3));
        var frame = new Observation.Frame(1, 2, 3, new byte[]{1, 2, 3, 4, 5, 6});
        frames.set(2, frame);
        assertEquals(frame, frames.row(2));
        assertEquals(frame, frames.slice(1, 3).row(1));
        var vectors = Observations.allocate(2, Space.box(-1, 1, 2, 2));
        var vector = new Observation.Vector(1, 2, 3, 4);
        vectors.set(1, vector);
        assertEquals(vector, vectors.row(1));
        assertEquals(vector, vectors.slice(1, 2).row(0));
    }

    @Test
    void aRowBehindTheLastIsRefused() {
        for (var observations : new Observations[]{Observations.allocate(2, Space.frame(1, 2, 3)),
            Observations.allocate(2, Space.box(0, 1, 3))}) {
            assertThrows(IndexOutOfBoundsException.class, () -> observations.row(2));
            assertThrows(IndexOutOfBoundsException.class, () -> observations.slice(1, 3));
        }
        var episode = new Episode(Observations.allocate(3, Space.box(0, 1, 3)), new float[4], new float[2], true, false, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> episode.action(2));
        assertThrows(IllegalArgumentException.class,
                () -> new Episode(Observations.allocate(3, Space.box(0, 1, 3)), new float[5], new float[2], true, false, 1));
        assertThrows(IllegalArgumentException.class,
                () -> new Episode(Observations.allocate(2, Space.box(0, 1, 3)), new float[4], new float[2], true, false, 1));
    }

    @Test
    void anObservationFitsItsSpace() {
        assertTrue(new Observation.Vector(5).fits(Space.box(-1, 1, 1)));
        assertFalse(new Observation.Vector(5).fits(Space.frame(1, 1, 1)));
        assertFalse(new Observation.Frame(2, 1, 1, new byte[2]).fits(Space.frame(1, 2, 1)));
    }

    @Test
    void anotherShapeIsRefused() {
        var frames = Observations.allocate(1, Space.frame(1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> frames.set(0, new Observation.Vector(1)));
        assertThrows(IllegalArgumentException.class, () -> frames.set(0, new Observation.Frame(2, 1, 3, new byte[6])));
        assertEquals("pixels must have 6 elements for shape [1, 2, 3], had 5",
                assertThrows(IllegalArgumentException.class, () -> new Observation.Frame(1, 2, 3, new byte[5])).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Observations.allocate(1 << 20, Space.frame(64, 64, 3)));
    }
}
