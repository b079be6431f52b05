package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import dev.reverie.core.Step;
import org.junit.jupiter.api.Test;

class TakeCoverDodgerTest {
    private static int tics(TakeCover env, long seed) {
        var actor = new TakeCoverDodger(env).begin(Seed.of(0));
        Observation seen = env.reset(seed);
        Step step;
        do {
            step = env.step(actor.act(seen));
            seen = step.observation();
        } while (!step.done());
        return env.game().tics();
    }

    @Test
    void livesToTheEnd() {
        for (long seed = 0; seed < 4; seed++) {
            assertEquals(2100, tics(new TakeCover(TakeCover.Options.defaults().withSize(16)), seed), "seed " + seed);
        }
    }

    @Test
    void dodgesWithFewerDecisionsToo() {
        assertEquals(1000, tics(new TakeCover(new TakeCover.Options(4, 1000, 16)), 5));
        assertTrue(tics(new TakeCover(new TakeCover.Options(100, 1000, 16)), 5) > 0);
    }

    @Test
    void theSameStateGivesTheSameAction() {
        var env = new TakeCover();
        var one = new TakeCoverDodger(env).begin(Seed.of(1));
        var other = new TakeCoverDodger(env).begin(Seed.of(2));
        Observation seen = env.reset(3);
        for (int t = 0; t < 100; t++) {
            var action = one.act(seen);
            assertArrayEquals(action, other.act(seen));
            seen = env.step(action).observation();
        }
    }
}
