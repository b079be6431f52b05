package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Observations;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.VectorEnv;
import dev.reverie.envs.CarRacing;
import dev.reverie.envs.CarRacingDriver;
import org.junit.jupiter.api.Test;

/**
 * The scripted driver drives our CarRacing, and Gymnasium's through the bridge gets the same actions: the same tracks, pictures and
 * rewards, though nothing ever corrects the one by the other.
 */
class DriverLiveTest {
    private static final int ROWS = 4;
    private static final int STEPS = 220;

    @Test
    void oursAndTheirsAreTheSameRaceFrameByFrame() {
        var ours = new CarRacing[ROWS];
        var drivers = new Policy.Actor[ROWS];
        var seen = new Observation.Frame[ROWS];
        double[] earned = new double[2];
        long off = 0;
        long exact = 0;
        long compared = 0;
        try (var theirs = GymVectorEnv.make(GymOptions.of("CarRacing-v3"), ROWS, 2, VectorEnv.Autoreset.DISABLED,
                () -> GymClient.start(LivePython.here()))) {
            var out = theirs.allocate();
            theirs.reset(40, out);
            for (int i = 0; i < ROWS; i++) {
                ours[i] = new CarRacing();
                drivers[i] = new CarRacingDriver(ours[i]).begin(Seed.of(1));
                seen[i] = (Observation.Frame) ours[i].reset(40 + i);
            }
            var actions = new float[3 * ROWS];
            for (int t = 0; t < STEPS; t++) {
                for (int i = 0; i < ROWS; i++) {
                    var action = drivers[i].act(seen[i]);
                    System.arraycopy(action, 0, actions, 3 * i, 3);
                    var step = ours[i].step(action);
                    seen[i] = (Observation.Frame) step.observation();
                    earned[0] += step.reward();
                }
                theirs.step(actions, out);
                for (int i = 0; i < ROWS; i++) {
                    earned[1] += out.rewards()[i];
                    var frame = ((Observations.Frames) out.observations()).pixels();
                    var own = seen[i].pixels();
                    for (int k = 0, at = i * own.length; k < own.length; k++, at++) {
                        int d = Math.abs((own[k] & 0xFF) - (frame[at] & 0xFF));
                        off += d;
                        exact += d == 0 ? 1 : 0;
                    }
                    compared += own.length;
                }
            }
        }
        assertEquals(earned[0], earned[1], 0.01 * earned[0], "rewards");
        assertTrue((double) off / compared <= 1.0, (double) off / compared + " mean difference");
        assertTrue((double) exact / compared >= 0.9, (double) exact / compared + " of the values are the same");
    }
}
