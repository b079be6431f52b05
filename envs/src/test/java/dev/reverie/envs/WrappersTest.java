package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Episode;
import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WrappersTest {
    @Test
    void skippedFramesAreStepsOfTheInnerOne() {
        var inner = new Pendulum();
        var outer = FrameSkip.of(new Pendulum(), 4);
        assertEquals(inner.reset(1), outer.reset(1));
        for (int t = 0; t < 50; t++) {
            var action = new float[]{t % 3 - 1};
            double reward = 0;
            for (int frame = 0; frame < 3; frame++) {
                reward += inner.step(action).reward();
            }
            var last = inner.step(action);
            var step = outer.step(action);
            assertEquals(last.observation(), step.observation());
            assertEquals(reward + last.reward(), step.reward());
            assertEquals(t == 49, step.truncated());
        }
    }

    @Test
    void anEpisodeThatEndsAmongSkippedFramesEndsThere() {
        var outer = FrameSkip.of(new CartPole(new CartPole.Options(7, false)), 5);
        outer.reset(1);
        assertEquals(5, outer.step(new float[]{0}).reward());
        var last = outer.step(new float[]{1});
        assertEquals(2, last.reward());
        assertTrue(last.truncated());
    }

    @Test
    void aLimitCutsOffAndLeavesTheRestAlone() {
        var inner = new CartPole();
        var outer = TimeLimit.of(new CartPole(), 6);
        assertEquals(inner.reset(1), outer.reset(1));
        for (int t = 1; t <= 6; t++) {
            var action = new float[]{t % 2};
            var step = outer.step(action);
            assertEquals(inner.step(action).observation(), step.observation());
            assertEquals(t == 6, step.truncated());
            assertFalse(step.terminated());
        }
        assertEquals("step after the end of the episode, which had 6 steps: call reset(seed) first",
                assertThrows(IllegalStateException.class, () -> outer.step(new float[]{0})).getMessage());
    }

    @Test
    void aRecordingIsWhatARolloutCollects() {
        var recorded = new ArrayList<Episode>();
        var policy = Policy.random(new CartPole().actionSpace());
        var collected = Rollout.collect(Recording.of(new CartPole(), recorded::add), policy, 5, Seed.of(3));
        assertEquals(collected, recorded);
    }

    @Test
    void whatIsGivenUpIsRecordedAsTruncated() {
        var recorded = new ArrayList<Episode>();
        var env = Recording.of(new BouncingBall(), recorded::add);
        env.reset(1);
        env.reset(2);
        assertEquals(0, recorded.size(), "an episode without a step");
        env.step(new float[]{1, 0});
        env.step(new float[]{0, 1});
        env.reset(3);
        env.step(new float[]{0, 0});
        env.close();
        env.close();
        assertEquals(2, recorded.size());
        var first = recorded.get(0);
        assertEquals("2 true false 2", first.length() + " " + first.truncated() + " " + first.terminated() + " " + first.seed());
        assertEquals(new BouncingBall().reset(2), first.observation(0));
        assertEquals("[1.0, 0.0, 0.0, 1.0]", Arrays.toString(first.actions()));
        assertEquals(3, recorded.get(1).seed());
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> FrameSkip.of(new CartPole(), 0));
        assertThrows(IllegalArgumentException.class, () -> TimeLimit.of(new CartPole(), 0));
        assertThrows(NullPointerException.class, () -> Recording.of(new CartPole(), null));
    }
}
