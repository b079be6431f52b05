package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The lines of the package's tour run. */
class CarRacingTourTest {
    @Test
    void theTourDrivesOntoTheGrassAndLooks() {
        var course = Course.of(7, false);
        var race = new Race(0.95);
        race.start(course.track());
        double earned = 0;
        for (int t = 0; t < 100; t++) {
            earned += race.step(0, 0.1, 0);
        }
        var picture = Picture.faithful();
        picture.use(course.colours());
        byte[] pixels = picture.of(race);
        assertTrue(earned > 0, "earned " + earned);
        assertEquals(96 * 96 * 3, pixels.length);
    }
}
