package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Step;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class TakeCoverTest implements EnvContract {
    private static final float[] STAY = {0};

    @Override
    public Env env() {
        return new TakeCover();
    }

    @Test
    void thirdsOfTheActionMeanLeftStayAndRight() {
        assertEquals(1, TakeCover.direction(-1));
        assertEquals(1, TakeCover.direction(-0.334f));
        assertEquals(0, TakeCover.direction(-0.333f));
        assertEquals(0, TakeCover.direction(0.333f));
        assertEquals(-1, TakeCover.direction(0.334f));
        assertEquals(-1, TakeCover.direction(1));
    }

    @Test
    void everyTicPaysOneAndDeathTerminates() {
        var env = new TakeCover();
        env.reset(1);
        Step step;
        do {
            step = env.step(STAY);
            assertEquals(1, step.reward());
        } while (!step.done());
        assertTrue(step.terminated());
        assertFalse(step.truncated());
    }

    @Test
    void theLimitTruncatesAndDoesNotTerminate() {
        var env = new TakeCover(TakeCover.Options.defaults().withLimit(40));
        env.reset(1);
        for (int t = 1; t < 40; t++) {
            assertFalse(env.step(STAY).done());
        }
        var end = env.step(STAY);
        assertTrue(end.truncated());
        assertFalse(end.terminated());
    }

    @Test
    void skippedFramesArePlayedAndPaid() {
        var each = new TakeCover();
        var third = new TakeCover(TakeCover.Options.defaults().withFrameSkip(3));
        each.reset(5);
        third.reset(5);
        var left = new float[]{-1};
        boolean over = false;
        while (!over) {
            var step = third.step(left);
            double reward = 0;
            Step tic = null;
            for (int i = 0; i < step.reward(); i++) {
                tic = each.step(left);
                reward += tic.reward();
            }
            assertEquals(new Step(tic.observation(), reward, tic.terminated(), tic.truncated()), step);
            over = step.done();
        }
        var cut = new TakeCover(new TakeCover.Options(4, 10, 64));
        cut.reset(5);
        cut.step(left);
        cut.step(left);
        assertEquals(2, cut.step(left).reward(), "of 10 tics, 2 are left after two steps of 4");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertEquals("frameSkip must be >= 1, was 0",
                assertThrows(IllegalArgumentException.class, () -> TakeCover.Options.defaults().withFrameSkip(0)).getMessage());
        assertEquals("limit must be >= 1, was -1",
                assertThrows(IllegalArgumentException.class, () -> TakeCover.Options.defaults().withLimit(-1)).getMessage());
        assertEquals("size must be within 16..1024, was 8",
                assertThrows(IllegalArgumentException.class, () -> TakeCover.Options.defaults().withSize(8)).getMessage());
    }

    /** A change here is a new version of the rules or of the picture: raise the entry's. */
    @Test
    void anEpisodeIsTheSameOnEveryMachine() {
        var env = new TakeCover();
        var pixels = new CRC32();
        pixels.update(env.reset(42).pixels());
        var actions = new float[][]{{-1}, {1}, {1}, {0}};
        Step step;
        int t = 0;
        do {
            step = env.step(actions[t++ / 25 % 4]);
            pixels.update(((Frame) step.observation()).pixels());
        } while (!step.done());
        assertEquals("225 tics, 594570771", t + " tics, " + pixels.getValue());
    }

    @Test
    void theLastPictureIsRed() {
        var env = new TakeCover();
        env.reset(3);
        Step step;
        do {
            step = env.step(STAY);
        } while (!step.done());
        var frame = (Frame) step.observation();
        long red = 0;
        long blue = 0;
        for (int i = 0; i < frame.pixels().length; i += 3) {
            red += frame.pixels()[i] & 0xFF;
            blue += frame.pixels()[i + 2] & 0xFF;
        }
        assertTrue(red > 2 * blue, "red " + red + ", blue " + blue);
    }
}
