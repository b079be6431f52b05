package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.envs.Envs;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tour in the package's description compiles, runs, and is this; with a shorter episode. */
class GymTourLiveTest {
    @Test
    void theTourRuns() {
        LivePython.here();
        var lines = new ArrayList<String>();
        try (var car = Envs.make("gym:CarRacing-v3", Map.of("crop", "0:84", "size", "64x64", "limit", "20"))) {
            var scores = Rollout.evaluate(car, Policy.random(car.actionSpace()), 1, Seed.of(1));
            lines.add("random driver: " + scores.mean());
        }
        try (var poles = GymVectorEnv.make(GymOptions.of("CartPole-v1"), 64)) {
            var out = poles.allocate();
            poles.reset(1, out);
            poles.step(new float[64], out);
            assertEquals(1, out.rewards()[63]);
        }
        assertEquals(1, lines.size());
    }
}
