package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Env} keeps. A test class implements it, says how to make one, and inherits the tests. */
public interface EnvContract {
    /** A new instance. */
    Env env();

    /** How many steps the tests play of an episode at most. */
    default int steps() {
        return 200;
    }

    /** Whether episodes with different seeds differ, under the same actions. */
    default boolean isRandom() {
        return true;
    }

    /**
     * Whether an episode of random actions can be expected to end within {@code most} steps, for the test of what follows its end; 0 skips
     * it.
     */
    default int endsWithin() {
        return 10_000;
    }

    private List<Object> play(Env env, long seed, int steps) {
        var random = Seed.of(seed).child("contract").random();
        var seen = new ArrayList<Object>();
        seen.add(env.reset(seed));
        for (int t = 0; t < steps; t++) {
            var step = env.step(env.actionSpace().sample(random));
            seen.add(step);
            if (step.done()) {
                break;
            }
        }
        return seen;
    }

    @Test
    default void sameSeedAndActionsGiveTheSameEpisode() {
        try (var one = env(); var other = env()) {
            assertEquals(play(one, 3, steps()), play(other, 3, steps()));
        }
    }

    @Test
    default void earlierEpisodesLeaveNoTrace() {
        try (var fresh = env(); var used = env()) {
            play(used, 1, steps());
            play(used, 2, steps() / 3 + 1);
            assertEquals(play(fresh, 3, steps()), play(used, 3, steps()));
        }
    }

    @Test
    default void instancesShareNoState() {
        try (var alone = env(); var one = env(); var other = env()) {
            var expected = play(alone, 4, steps());
            var random = Seed.of(4).child("contract").random();
            assertEquals(expected.get(0), one.reset(4));
            other.reset(5);
            boolean otherOver = false;
            for (int t = 1; t < expected.size(); t++) {
                var action = one.actionSpace().sample(random);
                if (!otherOver) {
                    otherOver = other.step(action).done();
                }
                assertEquals(expected.get(t), one.step(action), "step " + t + ", with another instance stepped in between");
            }
        }
    }

    @Test
    default void otherSeedsGiveOtherEpisodes() {
        assumeTrue(isRandom(), "this environment has no randomness");
        try (var env = env()) {
            var actions = Seed.of(0).child("contract");
            var episodes = new ArrayList<List<Object>>();
            for (long seed = 0; seed < 5; seed++) {
                var random = actions.random();
                var seen = new ArrayList<Object>();
                seen.add(env.reset(seed));
                boolean done = false;
                for (int t = 0; t < steps() && !done; t++) {
                    var step = env.step(env.actionSpace().sample(random));
                    done = step.done();
                    seen.add(step);
                }
                episodes.add(seen);
            }
            assertNotEquals(1, episodes.stream().distinct().count(), "five seeds, one episode");
        }
    }

    @Test
    default void observationsAreWithinTheirSpaceAndRewardsAreNumbers() {
        try (var env = env()) {
            for (long seed = 0; seed < 3; seed++) {
                for (var seen : play(env, seed, steps())) {
                    if (seen instanceof Step step) {
                        assertFalse(Double.isNaN(step.reward()), "reward is NaN");
                        assertWithin(env.observationSpace(), step.observation());
                    } else {
                        assertWithin(env.observationSpace(), (Observation) seen);
                    }
                }
            }
        }
    }

    private static void assertWithin(Space.Box space, Observation observation) {
        assertTrue(observation.fits(space), () -> observation + " is not of " + space);
        float[] values;
        if (observation instanceof Observation.Vector v) {
            values = v.values();
        } else {
            var pixels = ((Observation.Frame) observation).pixels();
            values = new float[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                values[i] = pixels[i] & 0xFF;
            }
        }
        assertTrue(space.contains(values), () -> Arrays.toString(values) + " is not within " + space);
    }

    @Test
    default void anObservationIsNotWrittenToLater() {
        try (var env = env()) {
            var seen = play(env, 6, steps());
            play(env, 7, steps());
            assertEquals(play(env, 6, steps()), seen);
        }
    }

    @Test
    default void anActionIsNeitherChangedNorKept() {
        try (var env = env(); var spoilt = env()) {
            var random = Seed.of(8).random();
            env.reset(8);
            spoilt.reset(8);
            boolean done = false;
            for (int t = 0; t < steps() && !done; t++) {
                var action = env.actionSpace().sample(random);
                var copy = action.clone();
                var expected = env.step(action);
                assertEquals(Arrays.toString(copy), Arrays.toString(action), "the action was changed");
                var actual = spoilt.step(copy);
                Arrays.fill(copy, Float.NaN);
                assertEquals(expected, actual);
                done = expected.done();
            }
        }
    }

    @Test
    default void steppingBeforeResetIsRefused() {
        try (var env = env()) {
            var action = env.actionSpace().sample(Seed.of(0).random());
            var refusal = assertThrows(IllegalStateException.class, () -> env.step(action));
            assertTrue(refusal.getMessage().contains("reset"), refusal.getMessage());
        }
    }

    @Test
    default void steppingAfterTheEndIsRefused() {
        assumeTrue(endsWithin() > 0, "episodes do not end by themselves");
        try (var env = env()) {
            var seen = play(env, 9, endsWithin());
            assertTrue(((Step) seen.get(seen.size() - 1)).done(), "no end within " + endsWithin() + " steps");
            var action = env.actionSpace().sample(Seed.of(0).random());
            var refusal = assertThrows(IllegalStateException.class, () -> env.step(action));
            assertTrue(refusal.getMessage().contains("reset"), refusal.getMessage());
            assertDoesNotThrow(() -> env.reset(9));
            env.step(action);
        }
    }

    @Test
    default void anActionOutsideItsSpaceIsRefused() {
        try (var env = env()) {
            env.reset(10);
            int size = env.actionSpace().size();
            var nan = new float[size];
            nan[size - 1] = Float.NaN;
            assertThrows(IllegalArgumentException.class, () -> env.step(new float[size + 1]));
            assertThrows(IllegalArgumentException.class, () -> env.step(nan));
        }
    }

    @Test
    default void resetMayComeInTheMiddle() {
        try (var env = env(); var other = env()) {
            env.reset(11);
            env.step(env.actionSpace().sample(Seed.of(0).random()));
            assertEquals(other.reset(12), env.reset(12));
        }
    }

    @Test
    default void lookingChangesNothingButItsRow() {
        try (var env = env(); var same = env()) {
            assumeTrue(env instanceof InPlaceEnv, "this environment shows what it plays at once");
            var inPlace = (InPlaceEnv) env;
            var random = Seed.of(13).random();
            var seen = Observations.allocate(3, env.observationSpace());
            var untouched = seen.row(1);
            inPlace.begin(13);
            same.reset(13);
            for (int t = 0; t < Math.min(steps(), 20) && !inPlace.done(); t++) {
                var action = env.actionSpace().sample(random);
                var expected = same.step(action);
                assertEquals(expected.reward(), inPlace.play(action));
                inPlace.look(seen, 2);
                inPlace.look(seen, 0);
                assertEquals(expected, new Step(seen.row(0), expected.reward(), inPlace.terminated(), inPlace.truncated()));
                assertEquals(seen.row(0), seen.row(2));
            }
            assertEquals(untouched, seen.row(1));
            inPlace.begin(14);
            assertFalse(inPlace.done(), "the end of the episode before");
        }
    }

    @Test
    default void closingTwiceIsClosingOnce() {
        var env = env();
        env.close();
        assertDoesNotThrow(env::close);
    }
}
