package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.Gaussians;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Observation;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.dream.DreamEnv;
import dev.reverie.dream.DreamOptions;
import dev.reverie.envs.Mdp;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MdnRnnConfig;
import org.junit.jupiter.api.Test;

class DreamMdpTest {
    private static final Seed SEED = Seed.of(5);
    private static final MdnRnn MODEL = MdnRnn.untrained(
            new MdnRnnConfig(8, 3, 1, new MdnRnnConfig.Windows(4, 2, 0), 1, LearningRate.constant(1e-3), 1, 10, 0, 0), 3, 1, SEED);

    private static Env dream() {
        var starts = new Gaussians(3, new float[]{1, 2, 3}, new float[3]);
        return new DreamEnv(MODEL, starts, DreamOptions.of(Temperature.of(1.15)).withHorizon(20), Space.discrete(3));
    }

    @Test
    void aDreamIsAnMdpForReinforcementLearning() {
        var mdp = Mdp.of(DreamMdpTest::dream, SEED);
        try (var env = dream()) {
            var seen = ((Observation.Vector) env.reset(Rollout.environmentSeed(SEED, 0))).values();
            assertArrayEquals(widened(seen), mdp.reset().toArray());
            boolean done = false;
            int steps = 0;
            while (!done) {
                var ours = env.step(new float[]{steps % 3});
                var theirs = mdp.step(steps % 3);
                assertArrayEquals(widened(((Observation.Vector) ours.observation()).values()), theirs.getObservation().toArray());
                assertEquals(1, theirs.getReward());
                assertEquals(ours.done(), theirs.isDone());
                done = ours.done();
                steps++;
            }
            assertTrue(mdp.isDone() && steps <= 20, "after " + steps);
        }
        mdp.close();
    }

    private static double[] widened(float[] values) {
        var wide = new double[values.length];
        java.util.Arrays.setAll(wide, i -> values[i]);
        return wide;
    }
}
