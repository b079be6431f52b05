package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

/** What is seen, and where. */
class TakeCoverViewTest {
    private static TakeCoverGame game() {
        return new TakeCoverGame(Seed.of(1).random());
    }

    private static Frame room(double y) {
        var pixels = new byte[64 * 64 * 3];
        var camera = new Camera(64);
        camera.stand(TakeCoverPlayer.START_X, y);
        new Room(camera).paint(pixels);
        return new Frame(64, 64, 3, pixels);
    }

    /** How much redder than blue: 0 for the grey floor and ceiling, above 25 for bricks. */
    private static int brick(Frame frame, int row, int column) {
        return frame.at(row, column, 0) - frame.at(row, column, 2);
    }

    /** Bright yellow, which nothing else is. */
    private static boolean glows(Frame frame, int row, int column) {
        return frame.at(row, column, 0) > 190 && frame.at(row, column, 1) > 110;
    }

    private static int glowing(Frame frame) {
        int count = 0;
        for (int i = 0; i < 64 * 64; i++) {
            count += glows(frame, i / 64, i % 64) ? 1 : 0;
        }
        return count;
    }

    @Test
    void theFarWallStandsAtRows25To36() {
        // 544 ahead: the ceiling's edge at 32 − 63·61/544 = 24.94, the floor's at 32 + 41·61/544 = 36.60.
        var frame = room(384);
        for (int column = 10; column < 54; column++) {
            for (int row = 0; row < 64; row++) {
                int brick = brick(frame, row, column);
                if (row < 24 || row > 36) {
                    assertEquals(0, brick, "row " + row);
                } else if (row > 24 && row < 36) {
                    assertTrue(brick > 25, "row " + row + " has " + brick);
                }
            }
            double share = (double) brick(frame, 36, column) / brick(frame, 35, column);
            assertEquals(0.6, share, 0.15, "row 36 is wall to 60%");
        }
    }

    @Test
    void theCornersOfTheRoomAreWherePerspectiveSays() {
        // From the middle both are 384·32/544 = 22.6 columns away; the side walls are darker.
        var frame = room(384);
        int farSide = frame.at(30, 10, 0);
        int leftSide = frame.at(30, 8, 0);
        assertTrue(leftSide < 0.9 * farSide, leftSide + " beside " + farSide);
        assertTrue(frame.at(30, 55, 0) < 0.9 * frame.at(30, 53, 0));
        // From the right wall, 16 away, its near end fills the right half and the left wall is out of sight.
        var right = room(16);
        assertTrue(brick(right, 2, 60) > 25);
        assertTrue(brick(right, 61, 60) > 25);
        assertEquals(0, brick(right, 2, 2));
    }

    @Test
    void aSmallStepChangesThePictureALittle() {
        var one = room(400);
        var other = room(400.5);
        assertNotEquals(one, other);
        double sum = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            sum += Math.abs((one.pixels()[i] & 0xFF) - (other.pixels()[i] & 0xFF));
        }
        assertTrue(sum / one.pixels().length < 1, "mean change " + sum / one.pixels().length);
    }

    @Test
    void walkingLeftMovesTheImpsToTheRight() {
        var game = game();
        var view = new TakeCoverView(64);
        var before = view.paint(game);
        // The imp at 278 is 106 to the right of the middle: column 32 + 106·32/480 = 39.07.
        assertTrue(before.at(34, 38, 0) < 100 && before.at(34, 39, 0) < 100, "no imp in column 39");
        while (game.player().y() < 458) {
            game.tic(1);
        }
        var after = view.paint(game);
        int column = (int) (32 + (game.player().y() - 278) * 32 / 480);
        assertTrue(after.at(34, column, 0) < 100, "no imp in column " + column);
        assertTrue(after.at(34, 39, 0) > 90, "still an imp in column 39");
    }

    @Test
    void raisedArmsAreSeen() {
        var idle = game();
        var view = new TakeCoverView(64);
        var attacking = game();
        while (attacking.imps().stream().noneMatch(Imp::attacks)) {
            attacking.tic(0);
        }
        assertTrue(attacking.fireballs().isEmpty());
        var one = view.paint(idle);
        var other = view.paint(attacking);
        int changed = 0;
        for (int i = 0; i < 64 * 64; i++) {
            int change = 0;
            for (int channel = 0; channel < 3; channel++) {
                change += Math.abs(one.at(i / 64, i % 64, channel) - other.at(i / 64, i % 64, channel));
            }
            changed += change > 30 ? 1 : 0;
        }
        assertTrue(changed >= 6, changed + " pixels changed");
    }

    @Test
    void aFireballIsSeenFromTheStartAndGrows() {
        var view = new TakeCoverView(64);
        int last = 4;
        for (double x = 64; x > -400; x -= 50) {
            // Anywhere along the wall, since a ball of 2 pixels falls onto them in many ways.
            int least = Integer.MAX_VALUE;
            for (double y = 374; y < 394; y += 0.7) {
                var game = game();
                game.fire(x, y);
                least = Math.min(least, glowing(view.paint(game)));
            }
            assertTrue(least >= last, least + " bright pixels at " + x + ", " + last + " behind it");
            last = least;
        }
        assertTrue(last > 200, last + " bright pixels close by");
    }

    @Test
    void nearerFireballsHideFartherOnesWhicheverWasThrownFirst() {
        var view = new TakeCoverView(64);
        var near = game();
        near.fire(-300, 384);
        var nearFirst = game();
        nearFirst.fire(-300, 384);
        nearFirst.fire(-100, 390);
        nearFirst.fire(-200, 380);
        var nearLast = game();
        nearLast.fire(-100, 390);
        nearLast.fire(-200, 380);
        nearLast.fire(-300, 384);
        var seen = view.paint(nearFirst);
        assertEquals(seen, view.paint(nearLast));
        assertEquals(view.paint(near).at(34, 31, 2), seen.at(34, 31, 2));
    }

    @Test
    void anExplosionFades() {
        var view = new TakeCoverView(64);
        var game = game();
        game.fire(-380, 402);
        game.fireballs().get(0).explode();
        var calm = view.paint(game());
        double before = Double.MAX_VALUE;
        for (int tic = 0; tic < 18; tic += 3) {
            double excess = 0;
            var frame = view.paint(game);
            for (int row = 0; row < 64; row++) {
                excess = Math.max(excess, Math.abs(frame.at(row, 16, 0) - calm.at(row, 16, 0)));
            }
            assertTrue(excess > 0 && excess < before, "at " + tic + ": " + excess + " after " + before);
            before = excess;
            for (int i = 0; i < 3; i++) {
                game.fireballs().get(0).tic(game.player(), game.imps());
            }
        }
        assertTrue(game.fireballs().get(0).gone());
    }

    @Test
    void aHitReddensThePictureAndTheRedFades() {
        var game = game();
        var view = new TakeCoverView(64);
        var calm = view.paint(game);
        game.hurt(63);
        var hit = view.paint(game);
        assertTrue(hit.at(60, 5, 0) > calm.at(60, 5, 0) + 30);
        assertTrue(hit.at(60, 5, 2) < calm.at(60, 5, 2));
        for (int tic = 0; tic < 30; tic++) {
            game.tic(0);
        }
        int later = view.paint(game).at(60, 5, 0);
        assertTrue(later < hit.at(60, 5, 0) && later > calm.at(60, 5, 0), calm.at(60, 5, 0) + ", " + later + ", " + hit.at(60, 5, 0));
        for (int tic = 0; tic < 33; tic++) {
            game.tic(0);
        }
        assertEquals(calm.at(60, 5, 0), view.paint(game).at(60, 5, 0));
    }
}
