package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Step;
import dev.reverie.envs.CarRacing.Options;
import dev.reverie.envs.CarRacing.Rules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CarRacingTest {
    private static final Options SMALL = Options.small();
    /** The scripted driver visits all tiles of its track within the limit. */
    private static final long EASY = 1067;

    private static Step last(Options options, long seed) {
        var env = new CarRacing(options);
        var driver = new CarRacingDriver(env).begin(Seed.of(0));
        var observation = env.reset(seed);
        Step step;
        do {
            step = env.step(driver.act(observation));
        } while (!step.done());
        return step;
    }

    @Test
    void aLapTerminatesOrTruncatesAsTheRulesSay() {
        for (var rules : Rules.values()) {
            var end = last(SMALL.withRules(rules), EASY);
            assertEquals(rules != Rules.V2, end.terminated());
            assertEquals(rules == Rules.V2, end.truncated());
        }
    }

    @Test
    void aLapMayBeCompleteBeforeAllTilesAreVisited() {
        var env = new CarRacing(SMALL.withLapCompletePercent(0));
        env.reset(EASY);
        assertTrue(env.step(new float[3]).terminated());
        var strict = new CarRacing(SMALL.withLapCompletePercent(0).withRules(Rules.V0));
        strict.reset(EASY);
        assertFalse(strict.step(new float[3]).done());
    }

    @Test
    void faithful64IsFaithful96CroppedAndResized() {
        var small = new CarRacing(SMALL.withPicture(64, true));
        var resized = Resize.of(new CarRacing(), 64, 64).withRows(0, 84);
        assertEquals(resized.reset(3), small.reset(3));
        for (int t = 0; t < 60; t++) {
            assertEquals(resized.step(new float[]{-0.1f, 0.2f, 0}), small.step(new float[]{-0.1f, 0.2f, 0}));
        }
    }

    @Test
    void fast64IsNearlyFaithful64() {
        var fast = new CarRacing(SMALL);
        var faithful = new CarRacing(SMALL.withPicture(64, true));
        fast.reset(3);
        faithful.reset(3);
        byte[] one = null;
        byte[] other = null;
        for (int t = 0; t < 60; t++) {
            one = ((Observation.Frame) fast.step(new float[]{0, 0.2f, 0}).observation()).pixels();
            other = ((Observation.Frame) faithful.step(new float[]{0, 0.2f, 0}).observation()).pixels();
        }
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        assertEquals(0, sum / one.length, 1.5, "mean difference of 255");
    }

    @Test
    void theLimitTruncates() {
        var end = last(SMALL.withLimit(30), EASY);
        assertTrue(end.truncated());
        assertFalse(end.terminated());
    }

    @Test
    void theFirstStepPaysForTheTilesThatTheCarStartsOn() {
        var env = new CarRacing(SMALL);
        env.reset(EASY);
        double tile = 1000.0 / env.race().track().tiles();
        assertEquals(2 * tile - 0.1, env.step(new float[3]).reward(), 1e-9);
        assertEquals(-0.1, env.step(new float[3]).reward(), 1e-9);
    }

    @Test
    void theDriverIsAYardstick() {
        var env = new CarRacing(SMALL);
        double mean = Rollout.evaluate(env, new CarRacingDriver(env), 4, Seed.of(1)).mean();
        assertTrue(mean > 800, "mean " + mean);
        assertThrows(IllegalArgumentException.class, () -> new CarRacingDriver(new CarRacing(SMALL.withDiscrete(true))));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        refused("size must be 64 or 96, was 32", () -> SMALL.withPicture(32, true));
        refused("lapCompletePercent must be in 0..1, was 95.0", () -> SMALL.withLapCompletePercent(95));
        refused("lapCompletePercent must be in 0..1, was NaN", () -> SMALL.withLapCompletePercent(Double.NaN));
        refused("limit must be >= 1, was 0", () -> SMALL.withLimit(0));
        refused("environment CarRacing: rules must be V0, V2 or V3, was 'v3'", () -> CarRacing.entry().make(Map.of("rules", "v3")));
    }

    private static void refused(String message, Runnable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void theEntryMakesWhatItIsAskedFor() {
        var env = CarRacing.entry().make(Map.of("size", "64", "faithful", "false", "discrete", "true"));
        assertEquals(64 * 64 * 3, env.observationSpace().size());
        assertEquals("Discrete 0..4", env.actionSpace().toString());
        assertEquals(new CarRacing().reset(5), CarRacing.entry().make(Map.of()).reset(5));
    }
}
