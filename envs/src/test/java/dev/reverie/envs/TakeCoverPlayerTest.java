package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a hit does to a body, worked out by hand. */
class TakeCoverPlayerTest {
    @Test
    void aHitPushesStraightAwayByAnEighthOfItsDamage() {
        var player = new TakeCoverPlayer();
        // 15 ahead and 20 to the right of it, 25 in all.
        player.push(-416 + 15, 384 - 20, 40);
        assertEquals(5 * -0.6, player.vx(), 1e-12);
        assertEquals(5 * 0.8, player.vy(), 1e-12);
        player.move(0);
        assertEquals(-416 - 3, player.x(), 1e-12);
        assertEquals(384 + 4, player.y(), 1e-12);
        assertEquals(-3 * 0.90625, player.vx(), 1e-12);
        assertEquals(4 * 0.90625, player.vy(), 1e-12);
    }

    @Test
    void theWeakestHitFromAheadEndsAtTheBackWall() {
        var player = new TakeCoverPlayer();
        player.push(-391, 384, 21);
        for (int tic = 0; tic < 60; tic++) {
            player.move(0);
        }
        assertEquals(-432, player.x());
        assertEquals(384, player.y());
        assertEquals(0, player.vx());
    }

    @Test
    void theBackWallTakesOfTheGlideWhatItTakesOfTheTic() {
        var player = new TakeCoverPlayer();
        // 64 back and 48 aside, 80 in all: 10·(−0.8, 0.6); one tic, then 2 tics of the way to the wall are left but for 0.75 of it.
        player.push(-416 + 64, 384 - 48, 80);
        player.move(0);
        assertEquals(-424, player.x(), 1e-12);
        double vx = 8 * 0.90625;
        double vy = 6 * 0.90625;
        player.move(0);
        assertEquals(-424 - vx, player.x(), 1e-12);
        vx *= 0.90625;
        vy *= 0.90625;
        double y = player.y();
        player.move(0);
        assertEquals(-432, player.x());
        assertEquals(y + vy, player.y(), 1e-12);
        double free = (8 - 8 * 0.90625) / vx;
        assertEquals(vy * (1 - free) * 0.90625, player.vy(), 1e-12);
        assertEquals(0, player.vx());
    }

    @Test
    void alongAWallThatIsTouchedAlreadyOneSlidesWithoutLoss() {
        var player = new TakeCoverPlayer();
        player.push(-391, 384, 84);
        while (player.x() > -432 || player.vx() != 0) {
            player.move(0);
        }
        player.push(-432 + 60, 384 - 80, 80);
        double vy = player.vy();
        assertEquals(8, vy, 1e-12);
        player.move(0);
        assertEquals(384 + 8, player.y(), 1e-12);
        assertEquals(8 * 0.90625, player.vy(), 1e-12);
        assertEquals(-432, player.x());
    }

    @Test
    void aSideWallStopsTheGlideAndNotThePush() {
        var player = new TakeCoverPlayer();
        for (int tic = 0; tic < 80; tic++) {
            player.move(1);
        }
        assertEquals(752, player.y());
        player.push(-416 + 3, 752 - 4, 21);
        player.move(0);
        assertEquals(752, player.y());
        assertEquals(0, player.vy());
        assertTrue(player.x() < -416);
        assertEquals(-2.625 * 0.6 * 0.90625, player.vx(), 1e-12);
    }

    @Test
    void bothSpeedsMustBeSlowToStop() {
        var player = new TakeCoverPlayer();
        // 3.2·(0, 1) and 0.05 along x.
        player.push(-416, 384 - 10, 25);
        player.push(-416 - 10, 384, 0);
        int tics = 0;
        while (player.vy() != 0) {
            player.move(0);
            tics++;
        }
        // 3.125·0.90625ⁿ < 0.0625 for n ≥ 40, and that is seen in the tic after.
        assertEquals(41, tics);
    }
}
