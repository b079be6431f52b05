package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rules, against numbers worked out by hand. */
class TakeCoverGameTest {
    private static TakeCoverGame game(long seed) {
        return new TakeCoverGame(Seed.of(seed).random());
    }

    @Test
    void theFirstTicsOfMovingAreAsComputedByHand() {
        var game = game(1);
        game.tic(1);
        assertEquals(384.75, game.player().y());
        game.tic(1);
        // 0.75·0.90625 + 0.75 = 1.4296875
        assertEquals(384.75 + 1.4296875, game.player().y());
        game.tic(0);
        // 1.4296875·0.90625 = 1.295654296875
        assertEquals(386.1796875 + 1.295654296875, game.player().y());
    }

    @Test
    void terminalSpeedIs8UnitsATic() {
        // The fixed point of v = 0.90625·v + 0.75.
        var game = game(1);
        double before = 0;
        for (int tic = 0; tic < 40; tic++) {
            before = game.player().y();
            game.tic(1);
        }
        assertEquals(8, game.player().y() - before, 0.2);
        assertTrue(game.player().y() - before < 8);
    }

    @Test
    void withoutThrustThePlayerGlidesAndThenStandsStill() {
        var game = game(1);
        for (int tic = 0; tic < 20; tic++) {
            game.tic(-1);
        }
        double speed = -game.player().vy();
        int gliding = 0;
        while (game.player().vy() != 0) {
            game.tic(0);
            gliding++;
        }
        assertEquals(Math.ceil(Math.log(0.0625 / speed) / Math.log(0.90625)), gliding, 1);
        double y = game.player().y();
        game.tic(0);
        assertEquals(y, game.player().y());
    }

    @Test
    void wallsStopAt16And752() {
        for (int direction : new int[]{-1, 1}) {
            var game = game(1);
            for (int tic = 0; tic < 80; tic++) {
                game.tic(direction);
            }
            assertEquals(direction > 0 ? 752 : 16, game.player().y());
            assertEquals(0, game.player().vy());
            game.tic(-direction);
            assertEquals(direction > 0 ? 751.25 : 16.75, game.player().y());
        }
    }

    @Test
    void threeImpsStandThereAtFirstAndOneMoreTriesEvery60Tics() {
        var game = game(1);
        assertEquals(Arrays.asList(20.0, 278.0, 652.0), game.imps().stream().map(Imp::y).toList());
        int last = 3;
        for (int tic = 1; tic <= 2100; tic++) {
            game.tic(0);
            int now = game.imps().size();
            assertTrue(now == last || now == last + 1 && tic % 60 == 0, now + " imps in tic " + tic);
            last = now;
        }
        for (int i = 3; i < last; i++) {
            double y = game.imps().get(i).y();
            assertTrue(y >= 20 && y <= 652 && y == Math.rint(y), "an imp at " + y);
        }
    }

    @Test
    void anImpDoesNotAppearWithin40UnitsOfAnother() {
        var game = game(1);
        assertFalse(game.spawn(278));
        assertFalse(game.spawn(317));
        assertFalse(game.spawn(239));
        assertEquals(3, game.imps().size());
        assertTrue(game.spawn(318));
        assertTrue(game.spawn(238));
        assertEquals(5, game.imps().size());
    }

    @Test
    void damageIs21To168AndEachOfEightAsLikely() {
        var random = Seed.of(2).random();
        int n = 80_000;
        var counts = new int[8];
        for (int i = 0; i < n; i++) {
            int damage = TakeCoverGame.damage(random);
            assertEquals(0, damage % 21);
            counts[damage / 21 - 1]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - n / 8.0) * (count - n / 8.0) / (n / 8.0);
        }
        // The 99.9% quantile with 7 degrees of freedom.
        assertTrue(chiSquare < 24.3, "chi-square " + chiSquare + " of " + Arrays.toString(counts));
    }

    @Test
    void damageAddsUpToDeathAndPainFades() {
        var game = game(1);
        game.hurt(84);
        assertEquals(16, game.health());
        assertEquals(84, game.pain());
        game.tic(0);
        assertEquals(83, game.pain());
        assertFalse(game.dead());
        game.hurt(21);
        assertTrue(game.dead());
        assertEquals(0, game.health());
        assertEquals(100, game.pain());
    }

    @Test
    void aHitHurtsOnceAndTheFireballExplodes() {
        for (long seed = 0; seed < 20; seed++) {
            var game = game(seed);
            while (game.health() == 100) {
                game.tic(0);
            }
            var nearest = game.fireballs().get(0);
            assertTrue(nearest.exploded());
            // The step that would have touched it, of 5 at most, was not taken.
            assertTrue(nearest.x() + 416 >= 22 || Math.abs(nearest.y() - 384) >= 22);
            assertTrue(nearest.x() + 416 < 27 && Math.abs(nearest.y() - 384) < 27);
            if (!game.dead()) {
                double speed = Math.sqrt(game.player().vx() * game.player().vx() + game.player().vy() * game.player().vy());
                assertEquals((100 - game.health()) / 8.0, speed, 1e-9, "pushed from rest");
            }
            assertEquals(Math.min(100, game.pain()), 100 - game.health());
        }
    }
}
