package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a fireball flies, hits and ends. */
class FireballTest {
    private static final List<Imp> NONE = List.of();

    /** At (x, y), having got there as it may. */
    private static TakeCoverPlayer player(double y) {
        var player = new TakeCoverPlayer();
        while (Math.abs(player.y() - y) > 8) {
            player.move(y > player.y() ? 1 : -1);
        }
        return player;
    }

    /** One that nobody is near. */
    private static void fly(Fireball fireball, int tics) {
        for (int tic = 0; tic < tics; tic++) {
            fireball.tic(player(fireball.y() > 384 ? 16 : 752), NONE);
        }
    }

    @Test
    void beginsHalfATicAheadAndFlies10UnitsATicTowardsTheTarget() {
        var fireball = new Fireball(64, 20, -416, 380);
        // The way is 480 back and 360 to the left, 600 in all.
        assertEquals(64 - 4, fireball.x(), 1e-12);
        assertEquals(20 + 3, fireball.y(), 1e-12);
        fly(fireball, 1);
        assertEquals(60 - 8, fireball.x(), 1e-12);
        assertEquals(23 + 6, fireball.y(), 1e-12);
        fly(fireball, 29);
        assertEquals(60 - 240, fireball.x(), 1e-9);
        assertEquals(23 + 180, fireball.y(), 1e-9);
    }

    @Test
    void noStepIsAsLongAsItsRadius() {
        assertEquals(3, new Fireball(64, 384, -416, 384).steps());
        for (double y = 16; y <= 752; y += 10) {
            var fireball = new Fireball(64, 20, -416, y);
            double longest = Math.max(Math.abs(fireball.vx()), Math.abs(fireball.vy())) / fireball.steps();
            assertTrue(longest <= 5, longest + " towards " + y);
        }
    }

    @Test
    void hitsWithin22UnitsAlongBothAxesAndNotAt22() {
        // The player is at (−416, 384); the fireball goes by at its side, along x.
        for (double aside : new double[]{21.9, -21.9, 22, -22}) {
            var fireball = new Fireball(-300, 384 + aside, -500, 384 + aside);
            boolean hit = false;
            while (!fireball.exploded()) {
                hit |= fireball.tic(new TakeCoverPlayer(), NONE);
            }
            assertEquals(Math.abs(aside) < 22, hit, "at " + aside);
        }
    }

    @Test
    void reachesAPlayerStraightAheadInTic46AndExplodesBeforeIt() {
        var fireball = new Fireball(64, 384, -416, 384);
        int tics = 1;
        while (!fireball.tic(new TakeCoverPlayer(), NONE)) {
            tics++;
        }
        // 5 of the throw and 45 tics leave 25 units; the next step, of 3⅓, would leave 21⅔.
        assertEquals(46, tics);
        assertEquals(-416 + 25, fireball.x());
        assertTrue(fireball.exploded());
        assertFalse(fireball.tic(new TakeCoverPlayer(), NONE), "hits once");
    }

    @Test
    void endsBeforeTheBackWallWithAHarmlessExplosionOf18Tics() {
        var fireball = new Fireball(64, 384, -416, 384);
        int flight = 0;
        while (!fireball.exploded()) {
            fly(fireball, 1);
            flight++;
        }
        // 506 units are free: 5, then 50 tics, and of the three steps of 3⅓ in the next none more.
        assertEquals(51, flight);
        assertEquals(64 - 505, fireball.x(), 1e-9);
        for (int tic = 0; tic < 18; tic++) {
            assertFalse(fireball.gone());
            assertEquals(tic, fireball.explosion());
            assertFalse(fireball.tic(player(fireball.y()), NONE));
        }
        assertTrue(fireball.gone());
    }

    @Test
    void endsAtASideWallToo() {
        var left = new Fireball(-200, 740, -212, 752);
        var right = new Fireball(-200, 28, -212, 16);
        for (int tic = 0; tic < 4; tic++) {
            left.tic(new TakeCoverPlayer(), NONE);
            right.tic(new TakeCoverPlayer(), NONE);
        }
        assertTrue(left.exploded());
        assertTrue(left.y() <= 762 && left.y() > 762 - 5);
        assertTrue(right.exploded());
        assertTrue(right.y() >= 6 && right.y() < 6 + 5);
    }

    @Test
    void anImpInTheWayStopsItAndItsThrowerDoesNot() {
        var imps = List.of(new Imp(20), new Imp(60));
        // From 20 to the far left: 15 units back, that is 2 tics, it is 11 to the left and within 26 of the imp at 60.
        var steep = new Fireball(Imp.X, 20, -416, 740);
        var flat = new Fireball(Imp.X, 20, -416, 100);
        var past = new Fireball(Imp.X, 60, -416, 740);
        for (int tic = 0; tic < 8; tic++) {
            assertFalse(steep.tic(player(100), imps));
            flat.tic(player(700), imps);
            past.tic(player(100), imps);
        }
        assertTrue(steep.exploded());
        assertTrue(steep.x() > Imp.X - 26);
        assertFalse(flat.exploded());
        assertFalse(past.exploded());
    }
}
