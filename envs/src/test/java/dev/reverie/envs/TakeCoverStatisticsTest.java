package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** How long simple players live: the published figure of DoomTakeCover, and those of an independent prototype of the same rules. */
class TakeCoverStatisticsTest {
    private static final int EPISODES = 2000;

    private record Lives(double mean, double sd) {
    }

    private interface Player {
        ToIntFunction<TakeCoverGame> begin(Xoshiro256 random);
    }

    private static int randomDirection(Xoshiro256 random) {
        return TakeCover.direction(random.nextFloat() * 2 - 1);
    }

    private static Lives play(Player player) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < EPISODES; i++) {
            var seed = Seed.of(11).child("episode", i);
            var game = new TakeCoverGame(seed.random());
            var direction = player.begin(seed.child("player").random());
            while (!game.dead() && game.tics() < 2100) {
                game.tic(direction.applyAsInt(game));
            }
            sum += game.tics();
            squares += (double) game.tics() * game.tics();
        }
        double mean = sum / EPISODES;
        return new Lives(mean, Math.sqrt(squares / EPISODES - mean * mean));
    }

    @Test
    void randomActionsLiveAsLongAsPublished() {
        // Ha and Schmidhuber 2018: 210 ± 108 over 100 episodes.
        var lives = play(random -> game -> randomDirection(random));
        assertEquals(210, lives.mean, 21);
        assertEquals(101, lives.sd, 10);
    }

    @Test
    void heldRandomActionsLiveLonger() {
        var lives = play(random -> new ToIntFunction<>() {
            private int direction;
            private int left;

            @Override
            public int applyAsInt(TakeCoverGame game) {
                if (left-- == 0) {
                    direction = randomDirection(random);
                    left = random.nextInt(10);
                }
                return direction;
            }
        });
        assertEquals(311, lives.mean, 25);
        assertEquals(155, lives.sd, 16);
    }

    @Test
    void standingStillIsHitByTheFirstFireballs() {
        var lives = play(random -> game -> 0);
        assertEquals(154.5, lives.mean, 8);
        assertEquals(45.5, lives.sd, 5);
    }

    /** Away from the nearest of the fireballs that will come within 40 units, but not into a wall. */
    private static int away(TakeCoverGame game) {
        double soonest = Double.POSITIVE_INFINITY;
        int away = 0;
        double y = game.player().y();
        for (var fireball : game.fireballs()) {
            double tics = (game.player().x() - fireball.x()) / fireball.vx();
            double aside = y - fireball.y() - tics * fireball.vy();
            if (!fireball.exploded() && tics > -2 && tics < soonest && Math.abs(aside) < 40) {
                soonest = tics;
                away = y > 752 - 40 ? -1 : y < 16 + 40 ? 1 : aside >= 0 ? 1 : -1;
            }
        }
        return away;
    }

    @Test
    void aGreedyDodgerLivesLonger() {
        var lives = play(random -> TakeCoverStatisticsTest::away);
        // The prototype's lived 529 ± 289; what it counted as near is not known, and other choices give 420 to 1,150.
        assertEquals(529, lives.mean, 80);
    }

    @Test
    void theRowOfImpsFillsUp() {
        int[] when = {750, 1500, 2100};
        double[] expected = {8.3, 10.1, 10.8};
        var imps = new double[3];
        for (int i = 0; i < 500; i++) {
            var game = new TakeCoverGame(Seed.of(12).child("episode", i).random());
            for (int k = 0; k < 3; k++) {
                while (game.tics() < when[k]) {
                    game.tic(0);
                }
                imps[k] += game.imps().size() / 500.0;
            }
        }
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], imps[k], 0.15, "imps after " + when[k] + " tics");
        }
    }
}
