package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.envs.carracing.PictureConformance.Difference;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static Race race() {
        var race = new Race(0.95);
        race.start(Course.of(7, false).track());
        for (int t = 0; t < 70; t++) {
            race.step(0, 0.2, 0);
        }
        return race;
    }

    private static String pixel(byte[] picture, int size, int row, int column) {
        int at = (row * size + column) * 3;
        return (picture[at] & 0xFF) + " " + (picture[at + 1] & 0xFF) + " " + (picture[at + 2] & 0xFF);
    }

    @Test
    void theCarIsRedInTheMiddleOfTheRoad() {
        var picture = Picture.faithful().of(race());
        assertEquals("202 0 0", pixel(picture, 96, 72, 48));
        assertTrue(pixel(picture, 96, 60, 48).matches("(100 100 100|102 102 102|105 105 105)"), pixel(picture, 96, 60, 48));
    }

    @Test
    void tilesLoseTheirShadeUnderTheCar() {
        var race = race();
        int plain = 0;
        for (int i = 0; i < race.track().tiles(); i++) {
            plain += race.road().isPlain(i) && i % 3 != 0 ? 1 : 0;
        }
        assertTrue(plain > 2 && plain < 30, plain + " tiles");
    }

    @Test
    void theFastPictureIsNearlyTheFaithfulOne() {
        var race = race();
        var fast = Picture.fast(96).of(race);
        var difference = Difference.of(Picture.faithful().of(race), fast, 0, fast.length);
        assertTrue(difference.mean() < 1, difference.toString());
    }

    @Test
    void instrumentsShowSpeedAndScore() {
        var race = race();
        var picture = Picture.faithful().of(race);
        assertTrue((picture[(93 * 96 + 13) * 3] & 0xFF) > 150, "the foot of the speed");
        assertEquals("0 0 0", pixel(picture, 96, 84, 40), "black above");
        race.freeze(5, -42);
        var minus = Picture.faithful().of(race);
        assertTrue(Difference.of(picture, minus, 84 * 96 * 3, 12 * 96 * 3).equal() < 1, "another score, other digits");
    }

    @Test
    void eachPictureIsItsOwn() {
        var picture = Picture.fast(64);
        var race = race();
        var first = picture.of(race);
        var copy = first.clone();
        race.step(1, 1, 0);
        picture.of(race);
        assertEquals(1, Difference.of(copy, first, 0, first.length).equal());
    }

    @Test
    void thereIsNoOtherSize() {
        assertThrows(IllegalArgumentException.class, () -> Picture.fast(32));
        assertThrows(IllegalArgumentException.class, () -> new Shrink(new Canvas(96, 84), 3));
    }
}
