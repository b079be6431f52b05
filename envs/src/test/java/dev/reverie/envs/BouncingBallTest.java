package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import org.junit.jupiter.api.Test;

class BouncingBallTest {
    private static final float[] STILL = {0, 0};

    /** Columns of probability 1/BINS each, counted; chi-square has BINS − 1 degrees of freedom. */
    private static final int BINS = 40;

    private static double chiSquare(BouncingBall.State from, float[] action, int steps) {
        var ball = new BouncingBall(new BouncingBall.Options(false, Integer.MAX_VALUE, 0.15, 0.05));
        ball.reset(1);
        var law = ball.transition(from, action);
        double wall = law.x().wall();
        int fine = 4000;
        var expected = new double[BINS];
        var bin = new int[fine];
        double below = 0;
        for (int i = 0; i < fine; i++) {
            double share = Math.exp(law.x().logDensity(-wall + 2 * wall * (i + 0.5) / fine)) * 2 * wall / fine;
            bin[i] = Math.min(BINS - 1, (int) ((below + share / 2) * BINS));
            expected[bin[i]] += share * steps;
            below += share;
        }
        var counts = new int[BINS];
        for (int n = 0; n < steps; n++) {
            ball.start(from);
            ball.step(action);
            counts[bin[(int) Math.min(fine - 1, (ball.state().x() + wall) / (2 * wall) * fine)]]++;
        }
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
        }
        return sum;
    }

    @Test
    void theNextPositionIsDistributedAsTheTransitionSays() {
        // 99.9% of chi-squares with 39 degrees of freedom are below 72.1.
        assertTrue(chiSquare(new BouncingBall.State(0.1, 0, 0.05, 0), STILL, 40_000) < 72.1);
        assertTrue(chiSquare(new BouncingBall.State(0.8, 0, 0.05, 0), new float[]{1, 0}, 40_000) < 72.1);
        assertTrue(chiSquare(new BouncingBall.State(-0.8, 0, -0.04, 0), new float[]{-1, 0}, 40_000) < 72.1);
    }

    @Test
    void theEntropyOfALongEpisodeIsWhatTheDataSheetSays() {
        var ball = new BouncingBall(new BouncingBall.Options(false, 20_000, 0.15, 0.01));
        ball.reset(2);
        var random = Seed.of(3).random();
        double sum = 0;
        for (int t = 0; t < 20_000; t++) {
            var action = ball.actionSpace().sample(random);
            var law = ball.transition(ball.state(), action);
            ball.step(action);
            sum += law.logDensity(ball.state());
        }
        // Per coordinate; a little above the free flight's, since a wall adds its image.
        assertEquals(Math.log(0.01 * Math.sqrt(2 * Math.PI * Math.E)), -sum / 40_000, 0.03);
    }

    @Test
    void aWallReflectsPositionAndVelocity() {
        var ball = new BouncingBall(new BouncingBall.Options(false, 10, 0.1, 0.0001));
        ball.reset(4);
        ball.start(new BouncingBall.State(0.8, -0.8, 0.2, -0.3));
        ball.step(new float[]{1, -0.5f});
        // To 0.8 + 0.196 + 0.02 and −0.8 − 0.294 − 0.01, mirrored at ±0.9.
        assertEquals(0.784, ball.state().x(), 0.001);
        assertEquals(-0.216, ball.state().vx(), 0.001);
        assertEquals(-0.696, ball.state().y(), 0.001);
        assertEquals(0.304, ball.state().vy(), 0.001);
    }

    @Test
    void velocitiesNeitherDieNorGrow() {
        var ball = new BouncingBall(new BouncingBall.Options(false, 20_000, 0.15, 0.01));
        ball.reset(5);
        double square = 0;
        for (int t = 0; t < 20_000; t++) {
            ball.step(STILL);
            square += ball.state().vx() * ball.state().vx() + ball.state().vy() * ball.state().vy();
        }
        assertEquals(0.01 / Math.sqrt(1 - 0.98 * 0.98), Math.sqrt(square / 40_000), 0.005);
    }

    @Test
    void theRewardIsTheSquaredDistanceFromTheMiddle() {
        var ball = new BouncingBall(BouncingBall.Options.vector());
        ball.reset(6);
        double reward = ball.step(STILL).reward();
        assertEquals(-(Math.pow(ball.state().x(), 2) + Math.pow(ball.state().y(), 2)), reward, 1e-15);
    }

    @Test
    void thePictureShowsTheBallWhereItIs() {
        var ball = new BouncingBall();
        ball.reset(7);
        for (int n = 0; n < 50; n++) {
            ball.reset(n);
            var frame = (Observation.Frame) ball.look();
            double mass = 0;
            double x = 0;
            double y = 0;
            for (int row = 0; row < 64; row++) {
                for (int column = 0; column < 64; column++) {
                    double light = (frame.at(row, column, 1) - 24) / 231.0;
                    mass += light;
                    x += light * ((column + 0.5) / 32 - 1);
                    y += light * (1 - (row + 0.5) / 32);
                }
            }
            assertEquals(Math.PI * 4.8 * 4.8, mass, 1, "area in pixels");
            // A fiftieth of a pixel.
            assertEquals(ball.state().x(), x / mass, 0.02 / 32);
            assertEquals(ball.state().y(), y / mass, 0.02 / 32);
        }
    }

    @Test
    void pictureAndVectorAreOfTheSameBall() {
        var picture = new BouncingBall();
        var vector = new BouncingBall(BouncingBall.Options.vector());
        picture.reset(8);
        vector.reset(8);
        for (int t = 0; t < 100; t++) {
            picture.step(new float[]{0.5f, -1});
            var step = vector.step(new float[]{0.5f, -1});
            assertEquals(vector.state(), picture.state());
            assertEquals(new Observation.Vector((float) vector.state().x(), (float) vector.state().y()), step.observation());
        }
    }

    @Test
    void thereIsNoStateBeforeTheFirstReset() {
        assertThrows(IllegalStateException.class, () -> new BouncingBall().state());
        assertThrows(IllegalArgumentException.class,
                () -> new BouncingBall().transition(new BouncingBall.State(0, 0, 0, 0), new float[]{2, 0}));
    }
}
