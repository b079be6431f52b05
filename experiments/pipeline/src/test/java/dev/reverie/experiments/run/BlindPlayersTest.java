package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.CollectPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlindPlayersTest {
    @Test
    void aSweepKeepsEachDirectionForItsSteps() {
        var actor = new BlindPlayers(Space.box(new float[]{-1}, new float[]{1})).of("blind sweep 25").orElseThrow().begin(Seed.of(1));
        var first = actor.act(new Observation.Vector(0))[0];
        for (int t = 1; t < 100; t++) {
            assertEquals(t / 25 % 2 == 0 ? first : -first, actor.act(new Observation.Vector(0))[0], "step " + t);
        }
    }

    @Test
    void sweepsAreOfActionsThatHaveTwoEnds() {
        try (var takeCover = Envs.make("TakeCover"); var racing = Envs.make("CarRacing")) {
            assertEquals(List.of("blind sweep 10", "blind sweep 25", "blind sweep 50", "blind sweep 100", "blind sweep 200"),
                    List.copyOf(new BlindPlayers(takeCover.actionSpace()).sweeps().keySet()));
            assertEquals(Map.of(), new BlindPlayers(racing.actionSpace()).sweeps());
            new BlindPlayers(takeCover.actionSpace()).all().keySet().forEach(name -> assertTrue(BlindPlayers.has(name), name));
        }
        assertEquals(5, new BlindPlayers(Space.discrete(2)).sweeps().size());
    }

    /** What iterate explores with is far more than the chance of beginning. */
    @Test
    void theShareOfRandomStepsIsAsTold() {
        double explore = 0.1;
        var random = Seed.of(2).random();
        int left = 0;
        long exploring = 0;
        int steps = 200_000;
        for (int t = 0; t < steps; t++) {
            if (left == 0 && random.nextDouble() < explore) {
                left = 1 + random.nextInt(10);
            }
            exploring += left > 0 ? 1 : 0;
            left = Math.max(0, left - 1);
        }
        assertEquals(0.38, new CollectPolicy.Agent(explore).share(), 0.005);
        assertEquals(exploring / (double) steps, new CollectPolicy.Agent(explore).share(), 0.01);
        assertEquals(1, new CollectPolicy.Agent(1).share(), 1e-12);
    }

    @Test
    void policiesThatLookAreKnown() {
        var space = Space.box(new float[]{-1}, new float[]{1});
        for (var policy : List.of(new CollectPolicy.Uniform(), new CollectPolicy.Held(1, 10), new CollectPolicy.Sweep(1, 100),
                new CollectPolicy.Untrained())) {
            assertEquals(false, policy.looks(), policy.text());
            var one = policy.on(space).begin(Seed.of(1));
            var other = policy.on(space).begin(Seed.of(1));
            IntStream.range(0, 30).forEach(t -> assertEquals(one.act(new Observation.Vector(0))[0],
                    other.act(new Observation.Vector(t))[0], policy.text() + " looks"));
        }
        assertTrue(new CollectPolicy.Agent(0.1).looks() && new CollectPolicy.Scripted().looks());
    }
}
