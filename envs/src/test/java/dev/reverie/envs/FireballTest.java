package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How a fireball flies, hits and ends. */
class FireballTest {
    @Test
    void flies10UnitsATicTowardsTheTarget() {
        var fireball = new Fireball(64, 20, -416, 380);
        // The way is 480 back and 360 to the left, 600 in all.
        fireball.tic();
        assertEquals(64 - 8, fireball.x(), 1e-12);
        assertEquals(20 + 6, fireball.y(), 1e-12);
        for (int tic = 2; tic <= 30; tic++) {
            fireball.tic();
        }
        assertEquals(64 - 240, fireball.x(), 1e-9);
        assertEquals(20 + 180, fireball.y(), 1e-9);
    }

    @Test
    void hitsWithin22UnitsAlongBothAxesAndNotAt22() {
        var fireball = new Fireball(0, 400, -416, 400);
        assertTrue(fireball.hits(21.9, 421.9));
        assertTrue(fireball.hits(-21.9, 378.1));
        assertFalse(fireball.hits(22, 400));
        assertFalse(fireball.hits(0, 422));
        assertFalse(fireball.hits(0, 378));
    }

    @Test
    void reachesAPlayerStraightAheadInTic46() {
        var fireball = new Fireball(64, 384, -416, 384);
        int tics = 0;
        while (!fireball.hits(-416, 384)) {
            fireball.tic();
            tics++;
        }
        // 480 − 22 = 458 units are too far after 45 tics.
        assertEquals(46, tics);
    }

    @Test
    void endsAtTheBackWallWithAHarmlessExplosionOf18Tics() {
        var fireball = new Fireball(64, 384, -416, 384);
        int flight = 0;
        while (!fireball.exploded()) {
            fireball.tic();
            flight++;
        }
        // The wall is at −448, its radius 6: 506 units.
        assertEquals(51, flight);
        assertEquals(-442, fireball.x());
        assertFalse(fireball.hits(-442, 384));
        for (int tic = 0; tic < 18; tic++) {
            assertFalse(fireball.gone());
            assertEquals(tic, fireball.explosion());
            fireball.tic();
        }
        assertTrue(fireball.gone());
    }

    @Test
    void endsAtASideWallToo() {
        var left = new Fireball(-400, 740, -410, 752);
        var right = new Fireball(-400, 28, -410, 16);
        for (int tic = 0; tic < 4; tic++) {
            left.tic();
            right.tic();
        }
        assertTrue(left.exploded());
        assertEquals(762, left.y());
        assertTrue(right.exploded());
        assertEquals(6, right.y());
    }
}
