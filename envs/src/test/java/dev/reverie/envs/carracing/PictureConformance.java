package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Npy;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same state of a race gives nearly the same picture as Gymnasium's. */
public interface PictureConformance extends Golden {
    /** Bytes of a picture. */
    int SIZE = 96 * 96 * 3;

    /** Mean absolute difference of bytes, and the share of equal ones. */
    record Difference(double mean, double equal) {
        static Difference of(byte[] ours, byte[] theirs, int from, int count) {
            double sum = 0;
            int equal = 0;
            for (int i = from; i < from + count; i++) {
                int off = Math.abs((ours[i] & 0xFF) - (theirs[i] & 0xFF));
                sum += off;
                equal += off == 0 ? 1 : 0;
            }
            return new Difference(sum / count, (double) equal / count);
        }
    }

    /** Puts a race into the state that golden frame f shows. */
    private static void show(Map<String, Npy> golden, int f, Race race) {
        float[] places = golden.get("places").floats();
        double[] wheels = golden.get("wheels").doubles();
        double[] scores = golden.get("scores").doubles();
        int columns = golden.get("plain").shape()[1];
        race.start(Track.of(golden.get("seeds").longs()[f]));
        for (int b = 0; b < 5; b++) {
            var body = b == 0 ? race.car.hull : race.car.wheels[b - 1].body;
            int at = (f * 5 + b) * 6;
            body.place(places[at], places[at + 1], places[at + 2]);
            body.vx = places[at + 3];
            body.vy = places[at + 4];
            body.spin = places[at + 5];
        }
        for (int w = 0; w < 4; w++) {
            race.car.wheels[w].phase = wheels[(f * 4 + w) * 2];
            race.car.wheels[w].omega = wheels[(f * 4 + w) * 2 + 1];
        }
        var plain = new boolean[race.track().tiles()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = golden.get("plain").bytes()[f * columns + i] != 0;
        }
        race.road().setPlain(plain);
        race.freeze(scores[2 * f], scores[2 * f + 1]);
    }

    @Test
    default void picturesAreGymnasiumsButForHalfCoveredPixelsAndDigits() {
        var golden = golden("frames");
        byte[] theirs = golden.get("pixels").bytes();
        int frames = golden.get("seeds").longs().length;
        var race = new Race(0.95);
        var picture = Picture.faithful();
        double mean = 0;
        double equal = 0;
        for (int f = 0; f < frames; f++) {
            show(golden, f, race);
            var ours = picture.of(race);
            var difference = Difference.of(ours, Arrays.copyOfRange(theirs, f * SIZE, (f + 1) * SIZE), 0, SIZE);
            assertTrue(difference.mean <= 0.6, "frame " + f + ": " + difference);
            assertTrue(difference.equal >= 0.9 || race.seconds() < 0.5, "frame " + f + ": " + difference);
            mean += difference.mean / frames;
            equal += difference.equal / frames;
        }
        assertTrue(mean <= 0.35, "mean difference " + mean);
        assertTrue(equal >= 0.925, "equal " + equal);
    }

    @Test
    default void theInstrumentsButForTheDigitsAreGymnasiumsToOneStep() {
        var golden = golden("frames");
        byte[] theirs = golden.get("pixels").bytes();
        var race = new Race(0.95);
        var picture = Picture.faithful();
        for (int f = 0; f < golden.get("seeds").longs().length; f++) {
            show(golden, f, race);
            var ours = picture.of(race);
            for (int row = 84; row < 96; row++) {
                int from = (row * 96 + 12) * 3;
                var there = Arrays.copyOfRange(theirs, f * SIZE + from, f * SIZE + from + 84 * 3);
                assertTrue(Difference.of(Arrays.copyOfRange(ours, from, from + 84 * 3), there, 0, there.length).mean <= 0.5,
                        "row " + row + " of frame " + f);
            }
        }
    }

    @Test
    default void randomColoursAreGymnasiums() {
        var golden = golden("colours");
        long[] seeds = golden.get("seeds").longs();
        double[] colours = golden.get("colours").doubles();
        byte[] theirs = golden.get("pixels").bytes();
        var race = new Race(0.95);
        var picture = Picture.faithful();
        for (int k = 0; k < seeds.length; k++) {
            var course = Course.of(seeds[k], true);
            assertArrayEquals(Arrays.copyOfRange(colours, 9 * k, 9 * k + 3), course.colours().road());
            assertArrayEquals(Arrays.copyOfRange(colours, 9 * k + 3, 9 * k + 6), course.colours().field());
            assertArrayEquals(Arrays.copyOfRange(colours, 9 * k + 6, 9 * k + 9), course.colours().grass());
            assertEquals(golden.get("tiles").ints()[k], course.track().tiles());
            race.start(course.track());
            for (int t = 0; t < 60; t++) {
                race.step(0, 0.1f, 0);
            }
            picture.use(course.colours());
            var difference = Difference.of(picture.of(race), Arrays.copyOfRange(theirs, k * SIZE, (k + 1) * SIZE), 0, SIZE);
            assertTrue(difference.mean <= 0.6 && difference.equal >= 0.9, "seed " + seeds[k] + ": " + difference);
        }
    }
}
